import type { Place } from '../contracts/delivery.ts';
import { dropRequest, dropRequestsAt } from '../db/queries/access-requests.ts';
import { endDirectDigests } from '../db/queries/leaving.ts';
import {
  type ChannelIdentity,
  endIdentitiesAt,
  endIdentity,
  endPerson,
  listPeople,
  lockOwners,
} from '../db/queries/people.ts';
import { endSessionsOf } from '../db/queries/web-sessions.ts';
import type { TenantTx } from '../db/schema.ts';
import { isLastOwner } from './manage-people.ts';
import { isNamed } from './names.ts';

/**
 * A person left a workspace: that account leads nowhere any more, summaries to it end, and their browsers are signed
 * out. With their last account their access ends. The last owner stays an owner and signed in on the web: a company
 * is never without one. Passes over people nobody knows.
 * @param user the platform's id
 */
export async function endAccess(tx: TenantTx, { channel, workspace }: Place, user: string): Promise<void> {
  const identity = { channel, workspace, externalUser: user };
  await dropRequest(tx, identity);
  await endDirectDigests(tx, identity);
  await lockOwners(tx);
  const people = await listPeople(tx);
  const same = (other: ChannelIdentity) =>
    other.channel === channel && other.workspace === workspace && other.externalUser === user;
  const person = people.find(({ identities }) => identities.some(same));
  if (!person) return;
  await endIdentity(tx, identity);
  if (isLastOwner(people, person.id)) return;
  await endSessionsOf(tx, person.id);
  if (person.identities.every(same)) await endPerson(tx, person.id);
}

/**
 * A workspace is gone: none of its accounts leads anywhere any more, also when it is linked anew. People known by it
 * alone lose their access and are signed out. Where no named owner would be left, the first of them stays, as above.
 */
export async function endAccessAt(tx: TenantTx, place: Place): Promise<void> {
  await dropRequestsAt(tx, place);
  await lockOwners(tx);
  const people = await listPeople(tx);
  const isThere = ({ channel, workspace }: ChannelIdentity) =>
    channel === place.channel && workspace === place.workspace;
  const leaving = people.filter(({ identities }) => identities.length > 0 && identities.every(isThere));
  const owners = people.filter((person) => person.role === 'owner' && isNamed(person));
  const staying = owners.every((owner) => leaving.includes(owner)) ? owners[0] : undefined;
  for (const person of leaving) {
    if (person === staying) continue;
    await endSessionsOf(tx, person.id);
    await endPerson(tx, person.id);
  }
  await endIdentitiesAt(tx, place);
}
