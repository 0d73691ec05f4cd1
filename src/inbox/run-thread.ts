import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InboundId, SessionId, TenantId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import { claimThread, openSession, releaseThread } from '../db/queries/conversations.ts';
import { markInbound, nextWaiting, type OpenInbound } from '../db/queries/inbound-events.ts';
import { runTurn } from './run-turn.ts';
import type { InboxServices } from './services.ts';

const HOLDER = `${hostname()}:${process.pid}`;
const RETRY_MS = 150;
/** A turn that was begun and not finished this often brings its process down; it is given up. */
const MAX_ATTEMPTS = 3;

const running = new Map<InboundId, AbortController>();
const threads = new Map<string, Promise<void>>();

/** Stops a running turn; nothing happens when it is over. */
export function stopTurn(id: InboundId): void {
  running.get(id)?.abort();
}

/**
 * Runs everything that waits in a thread, after what runs in it now. Returns at once.
 * @param waiting the event somebody listens for: told when the thread cannot be run (the database is away)
 */
export function startThread(services: InboxServices, tenant: TenantId, thread: Inbound, waiting?: InboundId): void {
  const key = JSON.stringify([tenant, thread.channel, thread.workspace, thread.thread]);
  const before = threads.get(key) ?? Promise.resolve();
  const mine = before
    .then(() => drainThread(services, tenant, thread))
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

async function drainThread(services: InboxServices, tenant: TenantId, thread: Inbound): Promise<void> {
  const { database } = services;
  const leaseMs = services.turnDeadlineMs + 10_000;
  let session: SessionId | null = null;
  for (;;) {
    const step = await database.inTenant(tenant, async (tx) => {
      session ??= (await openSession(tx, { ...thread, user: null })).id;
      const next = await nextWaiting(tx, thread);
      if (!next) {
        await releaseThread(tx, session, HOLDER);
        return null;
      }
      // Another process has the thread: it will take this event too, or its lease ends.
      if (!(await claimThread(tx, session, HOLDER, leaseMs))) return { wait: true as const };
      await markInbound(tx, next.id, 'running');
      return { wait: false as const, next, session };
    });
    if (!step) return;
    if (step.wait) await sleep(RETRY_MS);
    else await runOne(services, tenant, step.session, step.next);
  }
}

/** The event stays stored as it is; the rescue job runs it later. */
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
  const { hub } = services;
  const stop = new AbortController();
  const deadline = AbortSignal.timeout(services.turnDeadlineMs);
  hub.open(event.id);
  running.set(event.id, stop);
  try {
    const tooOften = event.attempts >= MAX_ATTEMPTS;
    await runTurn(services, { tenant, session, event, tooOften, stopped: stop.signal, deadline });
  } finally {
    running.delete(event.id);
    hub.close(event.id);
  }
}
