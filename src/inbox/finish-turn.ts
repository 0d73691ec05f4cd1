import type { InboundId, TenantId } from '../contracts/ids.ts';
import { openSession } from '../db/queries/conversations.ts';
import { getInbound, isOver } from '../db/queries/inbound-events.ts';
import { openMessagesOf } from '../db/queries/outbox.ts';
import { claimLease } from './lease.ts';
import { isThreadBusy, startThread } from './run-thread.ts';
import type { InboxServices } from './services.ts';

/** How long after its acceptance, and then how often, a turn is looked after until it is over. */
const LOOK_AFTER_SECONDS = 20;

interface TurnJob {
  readonly tenant: TenantId;
  readonly inbound: InboundId;
}

/** Leaves the job that looks after a turn, so that it is finished even when this process dies. */
export async function lookAfterTurn(services: InboxServices, job: TurnJob): Promise<void> {
  await services.jobs.send('finish-turn', job, { startAfterSeconds: LOOK_AFTER_SECONDS });
}

/**
 * The job: a turn that is over needs nothing but that its answer is sent. One that is open and that nobody runs has lost its process, and is run
 * here. In both open cases the job comes again, since whoever runs the turn now may die as well.
 */
export async function finishTurn(services: InboxServices, job: TurnJob): Promise<void> {
  const { database, log } = services;
  const lost = await database.inTenant(job.tenant, async (tx) => {
    const event = await getInbound(tx, job.inbound);
    if (!event) return [];
    // The answer is saved, and its process may have died before it sent it.
    if (isOver(event.status)) return openMessagesOf(tx, event);
    if (isThreadBusy(job.tenant, event.inbound)) return 'runs' as const;
    const { id } = await openSession(tx, { ...event.inbound, user: null });
    return (await claimLease(database, tx, id)) ? event : ('runs' as const);
  });
  if (Array.isArray(lost)) {
    for (const outbox of lost) await services.delivery.send(job.tenant, outbox);
    return;
  }
  if (lost !== 'runs') {
    log.warn({ ...job, attempts: lost.attempts }, 'unfinished turn is run again');
    startThread(services, job.tenant, lost.inbound);
  }
  await lookAfterTurn(services, job);
}

/**
 * At start-up: turns that wait are taken up now instead of when their job comes. Where the process that had one may
 * have died a moment ago, its thread waits for the rest of the lease, seconds at most.
 */
export async function resumeTurns(services: InboxServices): Promise<void> {
  for (const job of await services.jobs.waiting('finish-turn')) {
    const event = await services.database.inTenant(job.tenant, (tx) => getInbound(tx, job.inbound));
    if (!event || isOver(event.status)) continue;
    services.log.info({ ...job, attempts: event.attempts }, 'open turn found at start');
    startThread(services, job.tenant, event.inbound);
  }
}
