import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockDataDir } from '../../src/db/data-dir-lock.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { silentLog } from './harness.ts';
import { startChild } from './start-child.ts';

let folder: string;
let lockFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dyocense-'));
  lockFile = join(folder, 'dyocense.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const readLock = async () => JSON.parse(await readFile(lockFile, 'utf8'));

/** Rewrites the lock as another process would have left it. */
async function forgeLock(changes: Record<string, unknown>, touchedSecondsAgo = 0): Promise<void> {
  const lock = await lockDataDir(folder);
  const written = { ...(await readLock()), ...changes };
  await lock.release();
  await writeFile(lockFile, JSON.stringify(written));
  const touched = new Date(Date.now() - touchedSecondsAgo * 1_000);
  await utimes(lockFile, touched, touched);
}

describe('the data folder', () => {
  test('admits one process; the second is told who holds it and since when', async () => {
    const child = startChild('hold-data-dir.ts', folder);
    try {
      await child.said(1);
      const { since } = await readLock();
      const attempt = openDatabase({ dataDir: folder, log: silentLog });
      await expect(attempt).rejects.toMatchObject({ name: 'UserError', code: 'data-dir-in-use' });
      await expect(attempt).rejects.toThrow(`process ${child.pid} on `);
      await expect(attempt).rejects.toThrow(since);
    } finally {
      await child.kill();
    }
    const lock = await lockDataDir(folder);
    expect((await readLock()).pid).toBe(process.pid);
    await lock.release();
  });

  test('is refused to this process too while it holds it, and free after the release', async () => {
    const lock = await lockDataDir(folder);
    await expect(lockDataDir(folder)).rejects.toMatchObject({ code: 'data-dir-in-use' });
    await lock.release();
    await (await lockDataDir(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('of many that come at once, one gets it', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(folder)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a lock that was left behind', () => {
  test('by a process that is gone is taken over, by one of many', async () => {
    // Above the kernel's largest pid (2^22).
    await forgeLock({ pid: 4_194_305 });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(folder)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await readLock()).pid).toBe(process.pid);
    expect(await readdir(folder)).toEqual(['dyocense.lock']);
  });

  test('by a process whose number another one has now is taken over', async ({ skip }) => {
    if (process.platform !== 'linux') skip('only /proc tells when a process was started');
    await forgeLock({ pid: process.ppid, processStart: '1' });
    await (await lockDataDir(folder)).release();
  });

  test('by another machine is respected while it is touched, and taken over when it is not', async () => {
    await forgeLock({ host: 'elsewhere' }, 10);
    await expect(lockDataDir(folder)).rejects.toThrow('on elsewhere since');
    await forgeLockAgain(120);
    await (await lockDataDir(folder)).release();
  });

  test('half-written is taken over', async () => {
    await writeFile(lockFile, '{"pid":');
    const old = new Date(Date.now() - 60_000);
    await utimes(lockFile, old, old);
    await (await lockDataDir(folder)).release();
  });

  test('is not removed by its first owner when somebody else has it now', async () => {
    const lock = await lockDataDir(folder);
    const other = { ...(await readLock()), id: 'other' };
    await writeFile(lockFile, JSON.stringify(other));
    await lock.release();
    expect((await readLock()).id).toBe('other');
  });
});

async function forgeLockAgain(touchedSecondsAgo: number): Promise<void> {
  const touched = new Date(Date.now() - touchedSecondsAgo * 1_000);
  await utimes(lockFile, touched, touched);
}
