import { randomUUID } from 'node:crypto';
import type { Person, Role } from '../../contracts/company.ts';
import type { UserId } from '../../contracts/ids.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** A person as a platform knows them. */
export interface ChannelIdentity {
  readonly channel: string;
  readonly workspace: string;
  /** The platform's id of the person. */
  readonly externalUser: string;
}

/** The person behind a platform's account, made with `displayName` and `role` when seen for the first time. */
export async function ensurePerson(
  tx: TenantTx,
  identity: ChannelIdentity,
  firstSeen: { readonly displayName: string; readonly role: Role },
): Promise<Person> {
  const known = await findPerson(tx, identity);
  if (known) return known;
  // A fresh random UUID is a UserId by definition.
  const id = randomUUID() as UserId;
  await tx
    .insertInto('users')
    .values({ tenant_id: currentTenant, id, display_name: firstSeen.displayName, role: firstSeen.role })
    .execute();
  const linked = await tx
    .insertInto('channel_identities')
    .values({
      tenant_id: currentTenant,
      channel: identity.channel,
      workspace: identity.workspace,
      external_user: identity.externalUser,
      user_id: id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  if (linked) return { id, ...firstSeen };
  // Another message of the same person was quicker: theirs counts.
  await tx.deleteFrom('users').where('id', '=', id).execute();
  return (await findPerson(tx, identity)) ?? ensurePerson(tx, identity, firstSeen);
}

export async function findPerson(tx: TenantTx, identity: ChannelIdentity): Promise<Person | null> {
  const row = await tx
    .selectFrom('channel_identities as i')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'i.tenant_id').onRef('u.id', '=', 'i.user_id'))
    .select(['u.id', 'u.display_name', 'u.role'])
    .where('i.channel', '=', identity.channel)
    .where('i.workspace', '=', identity.workspace)
    .where('i.external_user', '=', identity.externalUser)
    .executeTakeFirst();
  return row ? { id: row.id, displayName: row.display_name, role: row.role } : null;
}
