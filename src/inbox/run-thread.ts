import { setTimeout as sleep } from 'node:timers/promises';
import type { InboundId, SessionId, TenantId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import { openSession } from '../db/queries/conversations.ts';
import { markInbound, nextWaiting, type OpenInbound } from '../db/queries/inbound-events.ts';
import { claimLease, keepLease, releaseLease } from './lease.ts';
import { awaitOutcome, readOutcome } from './read-outcome.ts';
import { runTurn } from './run-turn.ts';
import type { InboxServices } from './services.ts';

const RETRY_MS = 150;
/** A turn that was begun and not finished this often brings its process down; it is given up. */
const MAX_ATTEMPTS = 3;

const running = new Map<InboundId, AbortController>();
const threads = new Map<string, Promise<void>>();

const keyOf = (tenant: TenantId, thread: Inbound): string =>
  JSON.stringify([tenant, thread.channel, thread.workspace, thread.conversation, thread.thread]);

/** Stops a turn that runs in this process. False when it does not. For one that waits see `stop-turn.ts`. */
export function abortTurn(id: InboundId): boolean {
  const turn = running.get(id);
  turn?.abort();
  return turn !== undefined;
}

/** Does this process run the thread, or wait for its turn to? */
export const isThreadBusy = (tenant: TenantId, thread: Inbound): boolean => threads.has(keyOf(tenant, thread));

/**
 * Runs everything that waits in a thread, after what runs in it now. Returns at once.
 * @param waiting the event somebody listens for here: told what became of it wherever it ran, also when the thread
 * cannot be run (the database is away)
 */
export function startThread(services: InboxServices, tenant: TenantId, thread: Inbound, waiting?: InboundId): void {
  const key = keyOf(tenant, thread);
  const before = threads.get(key) ?? Promise.resolve();
  const mine = before
    .then(() => drainThread(services, tenant, thread, waiting))
    .catch((error: unknown) => giveUp(services, tenant, error, waiting))
    .finally(() => {
      if (threads.get(key) === mine) threads.delete(key);
    });
  threads.set(key, mine);
}

/** Resolves when no turn runs in this process any more. */
export async function threadsAreQuiet(): Promise<void> {
  await Promise.all(threads.values());
}

async function drainThread(
  services: InboxServices,
  tenant: TenantId,
  thread: Inbound,
  waiting: InboundId | undefined,
): Promise<void> {
  const { database } = services;
  let session: SessionId | null = null;
  for (;;) {
    const step = await database.inTenant(tenant, async (tx) => {
      session ??= (await openSession(tx, { ...thread, user: null })).id;
      // Claimed before it is read what waits: else another process could finish that in between, and it would run twice.
      const held = await claimLease(database, tx, session);
      const next = await nextWaiting(tx, thread);
      if (!next) {
        await releaseLease(database, tx, session);
        return null;
      }
      // Another process has the thread: it will take this event too, or its lease ends.
      if (!held) return { kind: 'wait' as const };
      if (!(await markInbound(tx, next.id, 'running'))) return { kind: 'withdrawn' as const };
      return { kind: 'run' as const, next, session };
    });
    if (step?.kind === 'run') await runOne(services, tenant, step.session, step.next);
    if (waiting) await tellOutcome(services, tenant, waiting);
    if (!step) return;
    if (step.kind === 'wait') await sleep(RETRY_MS);
  }
}

/** The event that somebody listens for here may have been run by another process. */
async function tellOutcome({ database, hub }: InboxServices, tenant: TenantId, waiting: InboundId): Promise<void> {
  if (!hub.isOpen(waiting)) return;
  const events = await readOutcome(database, tenant, waiting);
  if (!events) return;
  for (const event of events) hub.emit(waiting, event);
  hub.close(waiting);
}

/** The event stays stored as it is; the job that looks after it runs it later. */
function giveUp({ hub, log }: InboxServices, tenant: TenantId, error: unknown, waiting: InboundId | undefined): void {
  log.error({ err: error, tenant }, 'thread stopped');
  if (!waiting) return;
  hub.emit(waiting, {
    type: 'failed',
    code: 'not-now',
    message: 'I cannot answer right now.',
    advice: 'Your message is kept. Please look again in a minute.',
  });
  hub.close(waiting);
}

async function runOne(
  services: InboxServices,
  tenant: TenantId,
  session: SessionId,
  event: OpenInbound,
): Promise<void> {
  const { database, hub, log } = services;
  const stop = new AbortController();
  const lost = new AbortController();
  const deadline = AbortSignal.timeout(services.turnDeadlineMs);
  const lease = keepLease(
    services,
    { tenant, session, event: event.id },
    { onLost: () => lost.abort(), onWithdrawn: () => stop.abort() },
  );
  hub.open(event.id);
  running.set(event.id, stop);
  try {
    const tooOften = event.attempts >= MAX_ATTEMPTS;
    const run = { tenant, session, event, tooOften, stopped: stop.signal, lost: lost.signal, deadline };
    if (await runTurn(services, run)) return;
    log.warn({ tenant, inbound: event.id }, 'turn was taken over by another process');
    for await (const told of awaitOutcome(database, tenant, event.id, deadline)) hub.emit(event.id, told);
  } finally {
    lease.stop();
    running.delete(event.id);
    hub.close(event.id);
  }
}
