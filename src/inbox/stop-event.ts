import type { Place } from '../contracts/delivery.ts';
import { findInboundOfEvent } from '../db/queries/inbound-events.ts';
import type { InboxServices } from './services.ts';
import { stopTurn } from './stop-turn.ts';

/**
 * Stops the turn of an event, for the person who sent it: what can end early answers with the best it has, all else
 * ends. Its listeners hear how it ended.
 * @returns false when there is no such event of this person (not here yet, perhaps)
 */
export async function stopEvent(
  services: InboxServices,
  place: Place,
  event: { readonly eventId: string; readonly user: string },
): Promise<boolean> {
  const tenant = await services.database.findTenantOfWorkspace(place.channel, place.workspace);
  if (!tenant) return false;
  const found = await services.database.inTenant(tenant, (tx) => findInboundOfEvent(tx, place, event.eventId));
  if (found?.inbound.user !== event.user) return false;
  await stopTurn(services, tenant, found.id);
  return true;
}
