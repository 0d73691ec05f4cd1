import { randomUUID } from 'node:crypto';
import type { InboundId, SessionId, TenantId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import { claimThread, releaseThread } from '../db/queries/conversations.ts';
import { getInbound } from '../db/queries/inbound-events.ts';
import type { TenantTx } from '../db/schema.ts';
import type { Logger } from '../observability/logger.ts';

/**
 * Who runs a thread holds its lease for a short time only and renews it while the turn runs: a process that dies is
 * found out within this time, however long its turn might have taken.
 */
const LEASE_MS = 15_000;
const RENEW_MS = 5_000;

/** Random, because a container gives the same host name and pid to the process after a crash. */
const THIS_PROCESS = randomUUID();

/** One process at a time opens the embedded database, so whatever was held there is this process's to go on with. */
const holderOf = (database: Database): string => (database.kind === 'pglite' ? 'embedded' : THIS_PROCESS);

/** Takes or renews the lease. False while another process has it. */
export const claimLease = (database: Database, tx: TenantTx, session: SessionId): Promise<boolean> =>
  claimThread(tx, session, holderOf(database), LEASE_MS);

/** Gives the thread back to whoever wants it next. */
export const releaseLease = (database: Database, tx: TenantTx, session: SessionId): Promise<void> =>
  releaseThread(tx, session, holderOf(database));

/**
 * Renews the lease until told to stop. `onLost` is called once when another process has taken the thread over, which
 * happens when this one was held up for longer than the lease. A renewal that fails is no loss: the next may succeed,
 * and a turn is saved only by who holds the lease then. `onWithdrawn` is called when the person took the message back
 * and another process heard of it.
 */
export function keepLease(
  services: { readonly database: Database; readonly log: Logger },
  place: { readonly tenant: TenantId; readonly session: SessionId; readonly event: InboundId },
  { onLost, onWithdrawn }: { readonly onLost: () => void; readonly onWithdrawn: () => void },
): { stop(): void } {
  const { database, log } = services;
  // Nobody else can take it there or hear of anything, and a renewal would wait behind a long import.
  if (database.kind === 'pglite') return { stop: () => undefined };
  const renew = async () => {
    const { held, event } = await database.inTenant(place.tenant, async (tx) => ({
      held: await claimLease(database, tx, place.session),
      event: await getInbound(tx, place.event),
    }));
    if (event?.status === 'withdrawn') onWithdrawn();
    if (held) return;
    clearInterval(timer);
    onLost();
  };
  const timer = setInterval(() => {
    renew().catch((error: unknown) => log.warn({ err: error, tenant: place.tenant }, 'lease not renewed'));
  }, RENEW_MS);
  return { stop: () => clearInterval(timer) };
}
