/**
 * Does work of one key in the order it came in: a question that follows a file in the same thread is stored after it,
 * though the file takes longer to fetch.
 */
export function createInOrder(): (key: string, work: () => Promise<void>) => Promise<void> {
  const tails = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = tails.get(key) ?? Promise.resolve();
    const outcome = before.then(work);
    const tail = outcome.catch(() => undefined);
    tails.set(key, tail);
    await tail;
    if (tails.get(key) === tail) tails.delete(key);
    return outcome;
  };
}
