/**
 * What `work` finds within a time, else `otherwise`; a failure counts as not found in time.
 * @param ms milliseconds
 */
export async function within<Value, Other>(ms: number, work: Promise<Value>, otherwise: Other): Promise<Value | Other> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Other>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  try {
    return await Promise.race([work.catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
