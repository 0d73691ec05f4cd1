import type { UserId } from '../contracts/ids.ts';
import {
  claimRun,
  type DigestSchedule,
  endSchedule,
  findSchedule,
  insertSchedule,
  lastAccounted,
  setPaused,
  updateSchedule,
} from '../db/queries/digests.ts';
import type { TenantTx } from '../db/schema.ts';
import { dueBetween } from './next-due.ts';

export type WantedDigest = Omit<DigestSchedule, 'id' | 'since' | 'pausedAt'> & { readonly createdBy: UserId };

/**
 * Sets the digest of a conversation, or changes the one that is there (there is one a conversation), from `now` on.
 * A paused one goes on.
 */
export async function setDigest(tx: TenantTx, wanted: WantedDigest, now: Date): Promise<DigestSchedule> {
  const known = await findSchedule(tx, wanted);
  if (known) {
    await closeBooks(tx, known, now);
    await updateSchedule(tx, known.id, { ...wanted, since: now });
  } else {
    await insertSchedule(tx, { ...wanted, since: now });
  }
  const made = await findSchedule(tx, wanted);
  if (!made) throw new Error('The digest that was just set is not there.');
  return made;
}

/** Nothing is sent until it is resumed; the weeks between are written down as paused. */
export async function pauseDigest(tx: TenantTx, schedule: DigestSchedule, now: Date): Promise<void> {
  if (schedule.pausedAt === null) await setPaused(tx, schedule.id, now);
}

export async function resumeDigest(tx: TenantTx, schedule: DigestSchedule, now: Date): Promise<void> {
  await closeBooks(tx, schedule, now);
  await setPaused(tx, schedule.id, null);
}

export async function stopDigest(tx: TenantTx, schedule: DigestSchedule, now: Date): Promise<void> {
  await closeBooks(tx, schedule, now);
  await endSchedule(tx, schedule.id, now);
}

/** What was due before a change keeps an outcome of its own: nothing due under the old time is sent under the new one. */
async function closeBooks(tx: TenantTx, schedule: DigestSchedule, now: Date): Promise<void> {
  const accounted = accountedUntil(schedule, await lastAccounted(tx));
  for (const due of dueBetween(schedule, accounted, now)) {
    const paused = schedule.pausedAt !== null && due >= schedule.pausedAt;
    await claimRun(tx, { schedule: schedule.id, due, outcome: paused ? 'paused' : 'missed', ranAt: now });
  }
}

/** Everything due up to here has its outcome. */
export function accountedUntil(schedule: DigestSchedule, last: ReadonlyMap<string, Date>): Date {
  const newest = last.get(schedule.id);
  return newest !== undefined && newest > schedule.since ? newest : schedule.since;
}
