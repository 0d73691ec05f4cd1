import type { Person } from '../contracts/company.ts';
import type { Place } from '../contracts/delivery.ts';
import { ensurePerson, findPerson, getPerson } from '../db/queries/people.ts';
import type { TenantTx } from '../db/schema.ts';
import { isHouseUser } from './names.ts';
import { readWebUser } from './web-user.ts';

/** The person behind a channel's user, if they are let in. The page on this machine is an owner. */
export async function findAsker(tx: TenantTx, { channel, workspace }: Place, user: string): Promise<Person | null> {
  const identity = { channel, workspace, externalUser: user };
  if (isHouseUser(channel, user)) return ensurePerson(tx, identity, { displayName: 'You', role: 'owner' });
  const signedIn = channel === 'web' ? readWebUser(user) : null;
  return signedIn ? getPerson(tx, signedIn) : findPerson(tx, identity);
}
