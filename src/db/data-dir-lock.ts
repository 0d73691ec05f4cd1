import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../contracts/errors.ts';
import { readPidSpace, readProcessStart } from './read-process-start.ts';

/** A holder on another machine or in another container is believed gone when its lock was not touched for this long. */
const FOREIGN_STALE_MS = 30_000;
const TOUCH_MS = 5_000;
/** How long a process may take to replace a left-over lock before the next one stops waiting for it. */
const TAKEOVER_STALE_MS = 10_000;

const Holder = z.object({
  id: z.string(),
  pid: z.number().int(),
  host: z.string(),
  /** Pids mean something only inside one of these (a container has its own). */
  pidSpace: z.string().nullable(),
  since: z.string(),
  /** Tells a live holder from another process that was given its pid; null where the system does not say. */
  processStart: z.string().nullable(),
});
type Holder = z.infer<typeof Holder>;

export interface DataDirLock {
  release(): Promise<void>;
}

/**
 * Claims `dataDir` for this process by `<dataDir>/dyocense.lock`. The lock of a process that is gone is taken over.
 * @throws UserError `data-dir-in-use`, naming who holds it
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, 'dyocense.lock');
  const self: Holder = {
    id: randomUUID(),
    pid: process.pid,
    host: hostname(),
    pidSpace: await readPidSpace(),
    since: new Date().toISOString(),
    processStart: await readProcessStart(process.pid),
  };
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await createLock(path, self)) return holdLock(path, self);
    const holder = await readHolder(path);
    if (holder === 'gone') continue;
    if (holder === 'unreadable' ? await isFresh(path, TAKEOVER_STALE_MS) : await isAlive(holder, path)) {
      if (holder === 'unreadable') await wait(100 * (attempt + 1));
      else throw inUse(dataDir, path, holder);
    } else {
      await takeOver(path, holder);
    }
  }
  throw inUse(dataDir, path, null);
}

/** False when somebody else's is there. One killed between these two lines leaves an empty, unreadable lock. */
async function createLock(path: string, self: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(`${JSON.stringify(self)}\n`);
    await file.close();
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function holdLock(path: string, self: Holder): DataDirLock {
  const timer = setInterval(() => {
    const now = new Date();
    // A failed touch is harmless on this machine, where the holder is known by its pid.
    utimes(path, now, now).catch(() => undefined);
  }, TOUCH_MS);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      const holder = await readHolder(path);
      if (typeof holder === 'object' && holder.id === self.id) await rm(path, { force: true });
    },
  };
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname() || holder.pidSpace !== (await readPidSpace())) return isFresh(path, FOREIGN_STALE_MS);
  if (!processExists(holder.pid)) return false;
  if (holder.processStart === null) return true;
  return (await readProcessStart(holder.pid)) === holder.processStart;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but another user's.
    return isCode(error, 'EPERM');
  }
}

/**
 * Removes a left-over lock. Only one process at a time does so, under a second lock,
 * and only while the lock is still the one it judged: else it could remove a newcomer's.
 */
async function takeOver(path: string, judged: Holder | 'unreadable'): Promise<void> {
  const guard = `${path}.takeover`;
  const mine: Holder = {
    id: randomUUID(),
    pid: process.pid,
    host: hostname(),
    pidSpace: null,
    since: '',
    processStart: null,
  };
  if (!(await createLock(guard, mine))) {
    if (!(await isFresh(guard, TAKEOVER_STALE_MS))) await rm(guard, { force: true });
    await wait(50);
    return;
  }
  try {
    const now = await readHolder(path);
    const same = now === judged || (typeof now === 'object' && typeof judged === 'object' && now.id === judged.id);
    if (!same) return;
    const aside = `${path}.${mine.id}`;
    await rename(path, aside);
    await rm(aside, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

async function readHolder(path: string): Promise<Holder | 'gone' | 'unreadable'> {
  try {
    const parsed = Holder.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : 'unreadable';
  } catch (error) {
    return isCode(error, 'ENOENT') ? 'gone' : 'unreadable';
  }
}

async function isFresh(path: string, withinMs: number): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs < withinMs;
  } catch {
    return false;
  }
}

function inUse(dataDir: string, path: string, holder: Holder | null): UserError {
  const who = holder ? `process ${holder.pid} on ${holder.host} since ${holder.since}` : 'another process';
  return new UserError(`The data folder ${dataDir} is in use by ${who}.`, {
    code: 'data-dir-in-use',
    advice: `Stop that process first, or give this one another folder with DATA_DIR. If it is surely gone, delete ${path}.`,
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
