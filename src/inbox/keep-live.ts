import type { MessageRef, Place } from '../contracts/delivery.ts';
import type { InboundId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import { isOver, saveLive, turnsOfEvent } from '../db/queries/inbound-events.ts';
import { messagesOfTurn } from '../db/queries/outbox.ts';
import { postedParts } from '../db/queries/posted-messages.ts';
import type { TenantTx } from '../db/schema.ts';
import { takeBackLive } from '../delivery/take-back.ts';
import type { InboxServices } from './services.ts';

/**
 * Remembers the message a channel opened while a turn runs. When the answer went out without it (both happened at the
 * same moment) nothing would ever finish it, so it is taken away.
 */
export async function keepLive(
  { database, delivery }: InboxServices,
  place: Place,
  eventId: string,
  ref: MessageRef,
): Promise<void> {
  const tenant = await database.findTenantOfWorkspace(place.channel, place.workspace);
  if (!tenant) return;
  const outbox = await database.inTenant(tenant, async (tx) => {
    const event = await saveLive(tx, place, eventId, ref);
    if (!event || !isOver(event.status)) return null;
    const isLost = event.status === 'withdrawn' || (await wasSentWithout(tx, event, ref));
    return isLost ? takeBackLive(tx, event, ref) : null;
  });
  if (outbox) await delivery.send(tenant, outbox);
}

/** False while the answer is on its way: whoever sends it looks again when it is out. */
async function wasSentWithout(
  tx: TenantTx,
  event: { readonly id: InboundId; readonly inbound: Inbound },
  ref: MessageRef,
): Promise<boolean> {
  for (const turn of await turnsOfEvent(tx, event)) {
    for (const { id, status } of await messagesOfTurn(tx, turn)) {
      if (status === 'waiting' || status === 'sending') return false;
      for (const part of (await postedParts(tx, id)).values())
        if (part.message === ref.message && part.conversation === ref.conversation) return false;
    }
  }
  return true;
}
