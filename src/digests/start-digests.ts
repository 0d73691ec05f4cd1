import type { TenantId } from '../contracts/ids.ts';
import { listSchedules } from '../db/queries/digests.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { type DigestServices, runDueDigests, soonest } from './run-due-digests.ts';

export interface Digests {
  /**
   * Looks at a company's digests soon, and from then on whenever one is due. Call it before one is set or changed
   * (the look comes `afterSeconds` later, so a crash between leaves nothing unwatched), and once a start for every
   * company that shows a sign of life.
   */
  look(tenant: TenantId, afterSeconds?: number): Promise<void>;
  /** Waits for the looks that run in this process; no new one begins. */
  stop(): Promise<void>;
}

const LOOK_AFTER_SECONDS = 20;
const MINUTE_MS = 60_000;
const NEAR_SECONDS = 3_600;

/**
 * Starts taking `run-digests` jobs. Each leaves the job for the next due time before it does anything else, so the
 * chain goes on although a run fails or its process dies; the jobs lie in the database, so a restart needs nothing.
 */
export async function startDigests(services: DigestServices & { readonly jobs: Jobs }): Promise<Digests> {
  const { database, jobs, now } = services;
  const running = new Set<Promise<unknown>>();
  let stopped = false;

  const lookAt = async (tenant: TenantId, due: Date): Promise<void> => {
    const from = now();
    const seconds = Math.max(1, Math.ceil((due.getTime() - from.getTime()) / 1_000));
    // One job for one time. Near it the minute of sending is part of the key: a job that came early, by another clock
    // than this one, must be able to leave another for the same time.
    const near = seconds <= NEAR_SECONDS ? `:${Math.floor(from.getTime() / MINUTE_MS)}` : '';
    const singletonKey = `${tenant}:${due.toISOString()}${near}`;
    await jobs.send('run-digests', { tenant }, { startAfterSeconds: seconds, singletonKey });
  };

  const run = async (tenant: TenantId): Promise<void> => {
    const planned = soonest(await database.inTenant(tenant, listSchedules), now());
    if (planned !== null) await lookAt(tenant, planned);
    const { next } = await runDueDigests(services, tenant);
    if (next !== null && (planned === null || next < planned)) await lookAt(tenant, next);
  };

  await jobs.work('run-digests', async ({ tenant }) => {
    if (stopped) throw new Error('stopping');
    const work = run(tenant);
    running.add(work);
    try {
      await work;
    } finally {
      running.delete(work);
    }
  });
  return {
    look: async (tenant, afterSeconds = LOOK_AFTER_SECONDS) => {
      await jobs.send('run-digests', { tenant }, { startAfterSeconds: afterSeconds });
    },
    stop: async () => {
      stopped = true;
      await Promise.allSettled(running);
    },
  };
}
