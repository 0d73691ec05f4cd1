import type { Place } from '../contracts/delivery.ts';
import { dropRequest } from '../db/queries/access-requests.ts';
import { endDirectDigests } from '../db/queries/leaving.ts';
import { type ChannelIdentity, endIdentity, endPerson, listPeople, lockOwners } from '../db/queries/people.ts';
import { endSessionsOf } from '../db/queries/web-sessions.ts';
import type { TenantTx } from '../db/schema.ts';
import { isLastOwner } from './manage-people.ts';

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
