import type { MessageRef, Outgoing } from '../contracts/delivery.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import type { ClaimedMessage } from '../db/queries/outbox.ts';
import { savePosted } from '../db/queries/posted-messages.ts';
import type { Logger } from '../observability/logger.ts';
import { keepClaim, untilSaved, withDeadline } from './claim-timing.ts';
import type { Pace, Pacer } from './create-pacer.ts';
import { decideNextTry } from './decide-next-try.ts';
import type { DeliveryChannel } from './delivery-channel.ts';
import { loadOutgoing } from './load-outgoing.ts';
import { outboxMessage } from './outbox-message.ts';
import { giveBack, settleFailed, settleSent } from './settle-message.ts';

export interface SendContext {
  readonly database: Database;
  readonly log: Logger;
  readonly pacer: Pacer;
  readonly pace: Pace;
  /** Who claims messages here. */
  readonly holder: string;
  /** Fires when the service stops. */
  readonly stopping: AbortSignal;
}

/**
 * One try of one claimed message, from what is stored to what became of it. Never throws for a platform's refusal.
 * @returns milliseconds until the next try; null when there is none
 * @throws UpstreamError when the database is away: the claim runs out and the message is tried again
 */
export async function sendMessage(
  context: SendContext,
  tenant: TenantId,
  claimed: ClaimedMessage,
  channel: DeliveryChannel,
): Promise<number | null> {
  const { database, log, pacer, pace, holder, stopping } = context;
  const key = JSON.stringify([claimed.channel, claimed.workspace, claimed.conversation]);
  const about = { tenant, outbox: claimed.id, channel: claimed.channel, attempt: claimed.attempts + 1 };
  const lease = keepClaim(context, tenant, claimed.id);
  const posted = async (part: number, ref: MessageRef) => {
    pacer.spend(key, pace);
    await untilSaved(() => database.inTenant(tenant, (tx) => savePosted(tx, claimed, part, ref)));
    // A long answer's next part keeps the pace too.
    await pacer.catchUp(key, pace, stopping);
  };
  let began = false;
  try {
    const outgoing: Outgoing = await database.inTenant(tenant, (tx) => loadOutgoing(tx, claimed, channel.name));
    await pacer.wait(key, pace, stopping);
    if (stopping.aborted) {
      await database.inTenant(tenant, (tx) => giveBack(tx, claimed, holder));
      return null;
    }
    began = true;
    await withDeadline(channel.deliver(outgoing, posted));
    if (outgoing.content.kind === 'remove') pacer.spend(key, pace);
    const state = await database.inTenant(tenant, (tx) => settleSent(tx, claimed, holder, outgoing.live));
    log.info({ ...about, state }, 'message sent');
    return null;
  } catch (error) {
    const failures = outboxMessage.safeParse(claimed.message).data?.failures ?? claimed.attempts;
    const next = decideNextTry(error, { failures, ageMs: Date.now() - claimed.createdAt.getTime() }, Math.random());
    const isBug = next.reason.startsWith('unexpected:');
    log[next.kind === 'dead' || isBug ? 'error' : 'warn'](
      { ...about, ...next, ...(isBug ? { err: error } : {}) },
      next.kind === 'dead' ? 'message given up' : 'message not sent yet',
    );
    await database.inTenant(tenant, (tx) => settleFailed(tx, claimed, holder, next, began));
    return next.kind === 'again' ? next.waitMs : null;
  } finally {
    lease.stop();
  }
}
