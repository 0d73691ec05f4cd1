import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Starts a script of `children/` as a process of its own. */
export function startChild(script: string, ...args: string[]) {
  const path = fileURLToPath(new URL(`children/${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let changed = Promise.withResolvers<void>();
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    changed.resolve();
    changed = Promise.withResolvers();
  });
  // Not only its output closed: the system lets go of what it holds (its lock, its files) when it is gone for good.
  const exited = once(child, 'exit');
  const gone = Promise.all([once(reader, 'close'), exited]);
  return {
    pid: child.pid ?? 0,
    /** What it said so far, whole lines only. */
    lines,
    /** Waits until it has said so many lines. */
    async said(count: number): Promise<void> {
      while (lines.length < count) {
        if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}`);
        await Promise.race([changed.promise, gone]);
      }
    },
    /** Ends it as a power cut would, and waits until it is gone. */
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
