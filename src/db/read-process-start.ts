import { readFile, readlink } from 'node:fs/promises';

/**
 * When a process was started, in the kernel's own ticks since boot: with the pid it names a process for good.
 * null where the system has no /proc, or the process is gone.
 */
export async function readProcessStart(pid: number): Promise<string | null> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the name, in brackets, may hold blanks; the start time is field 22, state is field 3.
    const afterName = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [afterName[0], afterName[19]];
    return state === 'Z' || start === undefined ? null : start;
  } catch {
    return null;
  }
}

/** Names the set of processes that this one can see by pid; null where the system has no /proc. */
export async function readPidSpace(): Promise<string | null> {
  try {
    return await readlink('/proc/self/ns/pid');
  } catch {
    return null;
  }
}
