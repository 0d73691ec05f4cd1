/** A pool thread that does what a broken engine would do. */
export async function runTask({ task, input }: { task: string; input: unknown }): Promise<unknown> {
  if (task === 'hang') for (;;);
  if (task === 'exit') process.exit(3);
  if (task === 'throw-later') {
    setTimeout(() => {
      throw new Error('out of nowhere');
    });
    return new Promise(() => undefined);
  }
  if (task === 'eat') {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, i) => i));
  }
  if (task === 'fail') return { ok: false, message: 'the engine said no' };
  if (task === 'environment') return { ok: true, output: Object.keys(process.env).length };
  return { ok: true, output: input };
}

export async function warmUp(): Promise<void> {}
