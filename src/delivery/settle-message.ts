import type { MessageRef } from '../contracts/delivery.ts';
import type { InboundId } from '../contracts/ids.ts';
import { clearLive, getInbound, lockLive } from '../db/queries/inbound-events.ts';
import { type ClaimedMessage, settleClaim } from '../db/queries/outbox.ts';
import { postedParts } from '../db/queries/posted-messages.ts';
import type { TenantTx } from '../db/schema.ts';
import type { NextTry } from './decide-next-try.ts';
import { outboxMessage } from './outbox-message.ts';
import { takeBackLive, takeBackTurn } from './take-back.ts';

/** How a try ended in the database; null: another holder has the message now. */
export type Settled = Awaited<ReturnType<typeof settleClaim>>;

/**
 * It is out. What was taken back while it was being sent goes away again.
 * @param live the message that the channel was given to finish
 */
export async function settleSent(
  tx: TenantTx,
  claimed: ClaimedMessage,
  holder: string,
  live: MessageRef | null,
): Promise<Settled> {
  const settled = await settleClaim(tx, { id: claimed.id, holder }, { status: 'sent' });
  if (settled === 'cancelled') await takeBack(tx, claimed);
  if (settled === 'sent') await closeLive(tx, claimed, live);
  return settled;
}

/** @param began the channel was asked to send it: parts of it may be out */
export async function settleFailed(
  tx: TenantTx,
  claimed: ClaimedMessage,
  holder: string,
  next: NextTry,
  began: boolean,
): Promise<Settled> {
  const claim = { id: claimed.id, holder };
  const settled =
    next.kind === 'dead'
      ? await settleClaim(tx, claim, { status: 'dead', error: next.reason })
      : await settleClaim(tx, claim, {
          status: 'waiting',
          error: next.reason,
          waitMs: next.waitMs,
          patch: {
            failures: next.failures,
            ...(next.limited ? { limited: true } : {}),
            ...(next.uncertain && began ? { uncertain: true } : {}),
          },
        });
  if (settled === 'cancelled') await takeBack(tx, claimed);
  return settled;
}

/** The service stops before anything was said: whoever is next sends it at once. */
export async function giveBack(tx: TenantTx, { id }: ClaimedMessage, holder: string): Promise<Settled> {
  const error = 'stopped: The service stopped before it was sent.';
  return settleClaim(tx, { id, holder }, { status: 'waiting', error, waitMs: 0, patch: {} });
}

async function takeBack(tx: TenantTx, { channel, workspace, turn }: ClaimedMessage): Promise<void> {
  if (turn !== null) await takeBackTurn(tx, { channel, workspace }, turn);
}

/**
 * The message that the channel opened while the turn ran is part of the answer now. One that it opened when the answer
 * was already on its way would stay “working on it” for ever, and is taken away.
 */
async function closeLive(tx: TenantTx, claimed: ClaimedMessage, used: MessageRef | null): Promise<void> {
  const message = outboxMessage.parse(claimed.message);
  if (message.kind !== 'reply' || !message.inbound) return;
  // The outbox row holds the id of an event: it has no other maker.
  const inbound = message.inbound as InboundId;
  const live = await lockLive(tx, inbound);
  if (!live) return;
  await clearLive(tx, inbound);
  const parts = [...(await postedParts(tx, claimed.id)).values(), ...(used ? [used] : [])];
  if (parts.some((part) => part.message === live.message && part.conversation === live.conversation)) return;
  const event = await getInbound(tx, inbound);
  if (event) await takeBackLive(tx, event, live);
}
