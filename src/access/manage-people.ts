import type { Person, Role } from '../contracts/company.ts';
import { UserError } from '../contracts/errors.ts';
import type { UserId } from '../contracts/ids.ts';
import { decideRequest, dropRequest, findRequest } from '../db/queries/access-requests.ts';
import { endDirectDigests } from '../db/queries/leaving.ts';
import {
  type ChannelIdentity,
  endPerson,
  type KnownPerson,
  listPeople,
  lockOwners,
  setRole,
} from '../db/queries/people.ts';
import { endSessionsOf } from '../db/queries/web-sessions.ts';
import type { TenantTx } from '../db/schema.ts';
import { isNamed } from './names.ts';
import { assertMayDecide } from './roles.ts';

/** Is this the only owner with a name? The page on this machine does not count: it is nobody one can ask. */
export function isLastOwner(people: readonly KnownPerson[], id: UserId): boolean {
  const owners = people.filter((person) => person.role === 'owner' && isNamed(person));
  return owners.length === 1 && owners[0]?.id === id;
}

/** People one can name, first come first. */
export const namedPeople = async (tx: TenantTx): Promise<KnownPerson[]> => (await listPeople(tx)).filter(isNamed);

/**
 * Gives somebody another role.
 * @throws UserError `not-allowed`, `no-such-person`, `last-owner`
 */
export async function changeRole(tx: TenantTx, by: Person, id: UserId, role: Role): Promise<KnownPerson> {
  const person = await findChangeable(tx, by, id, role === 'owner');
  assertMayDecide(by, role);
  await setRole(tx, id, role);
  return { ...person, role };
}

/**
 * Ends somebody's access: every account, every browser, every summary to them alone.
 * @throws UserError `not-allowed`, `no-such-person`, `last-owner`
 */
export async function removePerson(tx: TenantTx, by: Person, id: UserId): Promise<KnownPerson> {
  const person = await findChangeable(tx, by, id, false);
  for (const identity of person.identities) {
    await endDirectDigests(tx, identity);
    await dropRequest(tx, identity);
  }
  await endSessionsOf(tx, id);
  await endPerson(tx, id);
  return person;
}

async function findChangeable(tx: TenantTx, by: Person, id: UserId, staysOwner: boolean): Promise<KnownPerson> {
  await lockOwners(tx);
  const people = await namedPeople(tx);
  const person = people.find((known) => known.id === id);
  if (!person) throw noSuchPerson();
  assertMayDecide(by, person.role);
  if (!staysOwner && isLastOwner(people, id)) {
    throw new UserError(`${person.displayName} is the only owner.`, {
      code: 'last-owner',
      advice: 'Make somebody else an owner first.',
    });
  }
  return person;
}

export const noSuchPerson = (): UserError =>
  new UserError('That person has no access (any more).', {
    code: 'no-such-person',
    advice: 'Say “who has access?” to see everyone.',
  });

/** Says no to somebody who asked. Returns their name; null when nobody waits there (any more). */
export async function refuseRequest(tx: TenantTx, by: Person, account: ChannelIdentity): Promise<string | null> {
  const request = await findRequest(tx, account);
  if (request?.status !== 'waiting') return null;
  assertMayDecide(by, 'member');
  await decideRequest(tx, account, { status: 'refused', by: by.id });
  return request.displayName;
}
