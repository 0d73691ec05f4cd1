import { endAccess, endAccessAt } from '../access/end-access.ts';
import type { ChannelNotice, Place } from '../contracts/delivery.ts';
import type { InboundId, TenantId } from '../contracts/ids.ts';
import { forgetAddresses } from '../db/queries/channel-addresses.ts';
import {
  clearLive,
  rewordWaiting,
  turnsOfEvent,
  withdrawMessage,
  withdrawWorkspace,
} from '../db/queries/inbound-events.ts';
import { cancelWorkspaceMessages } from '../db/queries/outbox.ts';
import { unlinkWorkspace } from '../db/queries/removed-workspaces.ts';
import type { TenantTx } from '../db/schema.ts';
import { takeBackLive, takeBackTurn } from '../delivery/take-back.ts';
import { abortTurn } from './run-thread.ts';
import type { InboxServices } from './services.ts';

/** An edit, a deletion, a leaving. Unknown workspaces and messages are passed over. */
export async function takeNotice(services: InboxServices, place: Place, notice: ChannelNotice): Promise<void> {
  const { database, log } = services;
  const tenant = await database.findTenantOfWorkspace(place.channel, place.workspace);
  if (!tenant) return;
  if (notice.kind === 'deleted') {
    await takeBackQuestion(services, tenant, { ...place, ...notice });
  } else {
    await database.inTenant(tenant, async (tx) => {
      if (notice.kind === 'edited') await rewordWaiting(tx, { ...place, ...notice }, notice.text);
      if (notice.kind === 'left') await endAccess(tx, place, notice.user);
      if (notice.kind === 'removed') await leaveWorkspace(tx, place);
    });
  }
  log.info({ tenant, channel: place.channel, notice: notice.kind }, 'notice taken');
}

/** A question that was taken back is not answered, and an answer that is out goes too. */
async function takeBackQuestion(
  { database, delivery }: InboxServices,
  tenant: TenantId,
  key: Place & { readonly conversation: string; readonly message: string },
): Promise<void> {
  const { running, queued } = await database.inTenant(tenant, async (tx) => {
    const outbox: string[] = [];
    const open: InboundId[] = [];
    for (const event of await withdrawMessage(tx, key)) {
      if (!event.over) open.push(event.id);
      // No answer will finish it now.
      if (event.live) {
        outbox.push(await takeBackLive(tx, event, event.live));
        await clearLive(tx, event.id);
      }
      for (const turn of event.over ? await turnsOfEvent(tx, event) : [])
        outbox.push(...(await takeBackTurn(tx, key, turn)));
    }
    return { running: open, queued: outbox };
  });
  for (const id of running) abortTurn(id);
  for (const id of queued) await delivery.send(tenant, id);
}

/**
 * The app was taken out: nothing more is answered or sent there, and nobody has access by it. Who comes back links the
 * workspace anew.
 */
async function leaveWorkspace(tx: TenantTx, place: Place): Promise<void> {
  await withdrawWorkspace(tx, place);
  await cancelWorkspaceMessages(tx, place);
  await forgetAddresses(tx, place);
  await endAccessAt(tx, place);
  await unlinkWorkspace(tx, place);
}
