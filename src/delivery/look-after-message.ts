import type { TenantId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import { buryMessage, readMessageState } from '../db/queries/outbox.ts';
import type { Jobs } from '../jobs/jobs.ts';

/** How long after it was queued, and then how often, a message is looked after until it is out or given up. */
const LOOK_AFTER_SECONDS = 20;
/** A channel that is not set up any more may come back with the next start; after this nobody waits for it. */
const WITHOUT_CHANNEL_MS = 3_600_000;

export interface MessageJob {
  readonly tenant: TenantId;
  readonly outbox: string;
}

/** Leaves the job that looks after a message, so that it is sent even when this process dies. */
export async function lookAfterMessage(jobs: Jobs, job: MessageJob, afterSeconds = LOOK_AFTER_SECONDS): Promise<void> {
  await jobs.send('deliver', job, { startAfterSeconds: afterSeconds });
}

/**
 * The job: a message that is out or given up needs nothing. One that is open may have lost its process: its company's
 * outbox is looked at here, and the job comes again.
 */
export async function checkMessage(
  services: {
    readonly database: Database;
    readonly jobs: Jobs;
    readonly has: (channel: string) => boolean;
    readonly kick: (tenant: TenantId) => void;
    readonly now: () => Date;
  },
  job: MessageJob,
): Promise<void> {
  const { database, jobs, has, kick, now } = services;
  const state = await database.inTenant(job.tenant, (tx) => readMessageState(tx, job.outbox));
  if (!state || (state.status !== 'waiting' && state.status !== 'sending')) return;
  const atTime = now().getTime();
  if (!has(state.channel) && atTime - state.created_at.getTime() > WITHOUT_CHANNEL_MS) {
    const why = 'channel-not-set-up: This channel is not set up in the service.';
    await database.inTenant(job.tenant, (tx) => buryMessage(tx, job.outbox, why));
    return;
  }
  kick(job.tenant);
  const waitSeconds = Math.ceil((state.next_attempt_at.getTime() - atTime) / 1_000);
  await lookAfterMessage(jobs, job, LOOK_AFTER_SECONDS + Math.max(0, waitSeconds));
}
