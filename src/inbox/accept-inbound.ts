import { randomUUID } from 'node:crypto';
import { UserError } from '../contracts/errors.ts';
import type { InboundId } from '../contracts/ids.ts';
import type { Attachment, Inbound } from '../contracts/inbound.ts';
import type { TurnEvent } from '../contracts/turn.ts';
import { rememberAddress } from '../db/queries/channel-addresses.ts';
import { insertInbound, reopenInbound } from '../db/queries/inbound-events.ts';
import { findUploads } from '../db/queries/uploads.ts';
import type { TenantTx } from '../db/schema.ts';
import { lookAfterTurn } from './finish-turn.ts';
import { awaitOutcome } from './read-outcome.ts';
import { startThread } from './run-thread.ts';
import type { InboxServices } from './services.ts';
import { stopTurn } from './stop-turn.ts';

/**
 * Stores an event and starts its turn. Once it is stored nothing is lost: should the process die, a job runs the turn.
 * The same event id again runs nothing; it hears the first one's outcome. An event whose turn was stopped before its
 * end (the connection broke) runs anew when it is sent again.
 * @throws UserError `unknown-workspace`, `unknown-upload`
 */
export async function acceptInbound(
  services: InboxServices,
  inbound: Inbound,
  signal?: AbortSignal,
): Promise<{ events: AsyncIterable<TurnEvent> }> {
  const { access, database, delivery, hub, log } = services;
  const tenant =
    (await database.findTenantOfWorkspace(inbound.channel, inbound.workspace)) ?? (await access.linkByText(inbound));
  if (!tenant) {
    throw new UserError('This workspace is not linked to a company yet.', {
      code: 'unknown-workspace',
      advice: 'Open “Connect a chat” on the web page, then write to me: link, and the code it shows.',
    });
  }
  const sendsLater = delivery.delivers(inbound.channel);
  // A fresh random UUID is an InboundId by definition.
  const newId = randomUUID() as InboundId;
  // Before the event is stored: a process that dies in between leaves a job without an event, which is nothing, and
  // not an event without a job, which nobody would ever run, since its repetition is taken for an answered one.
  await lookAfterTurn(services, { tenant, inbound: newId });
  const { id, fresh } = await database.inTenant(tenant, async (tx) => {
    const attachments = await describeUploads(tx, inbound.attachments);
    const stored = await insertInbound(tx, { ...inbound, attachments }, newId);
    if (stored.isNew && sendsLater) await rememberAddress(tx, inbound);
    if (stored.isNew) return { id: stored.id, fresh: true };
    // What an outbox sent is said, also when it was an apology: the platform's own repetition asks nothing again.
    const mayReopen = !sendsLater && !hub.isOpen(stored.id);
    return { id: stored.id, fresh: mayReopen && (await reopenInbound(tx, stored.id)) };
  });
  if (fresh) {
    hub.open(id);
    // Listen before the turn runs, so that not even its first event is missed.
    const events = hub.listen(id, signal);
    const stop = () =>
      stopTurn(services, tenant, id).catch((error: unknown) =>
        log.warn({ err: error, tenant, inbound: id }, 'not stopped'),
      );
    signal?.addEventListener('abort', stop, { once: true });
    // An event that failed and is asked again had its job long ago.
    if (id !== newId) await lookAfterTurn(services, { tenant, inbound: id });
    startThread(services, tenant, inbound, id);
    return { events };
  }
  return { events: hub.isOpen(id) ? hub.listen(id, signal) : awaitOutcome(database, tenant, id, signal) };
}

/** What is kept about each attached file counts, not what the caller says of it. */
async function describeUploads(tx: TenantTx, attachments: readonly Attachment[]): Promise<Attachment[]> {
  if (attachments.length === 0) return [];
  const known = await findUploads(
    tx,
    attachments.map((file) => file.upload),
  );
  return attachments.map((file) => {
    const found = known.get(file.upload);
    if (!found)
      throw new UserError('I do not have that file.', {
        code: 'unknown-upload',
        advice: 'Drop it into the chat again.',
      });
    return found;
  });
}
