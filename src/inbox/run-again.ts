import type { InboundId, TenantId } from '../contracts/ids.ts';
import { getInbound, isOver } from '../db/queries/inbound-events.ts';
import { lookAfterTurn } from './finish-turn.ts';
import { startThread } from './run-thread.ts';
import type { InboxServices } from './services.ts';

/** Runs a stored event that was opened again: the question of somebody who is let in now. Passes over what is over. */
export async function runAgain(services: InboxServices, tenant: TenantId, inbound: InboundId): Promise<void> {
  const event = await services.database.inTenant(tenant, (tx) => getInbound(tx, inbound));
  if (!event || isOver(event.status)) return;
  startThread(services, tenant, event.inbound);
  await lookAfterTurn(services, { tenant, inbound });
}
