import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
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

/** Somebody who is let in, with all they write from. */
export interface KnownPerson extends Person {
  readonly identities: readonly ChannelIdentity[];
}

interface FirstSeen {
  readonly displayName: string;
  readonly role: Role;
}

/**
 * The person behind an account that is let in by what it is (the page on this machine, a test), made with
 * `displayName` and `role` when seen for the first time. Nobody from a chat platform comes in by this.
 */
export async function ensurePerson(tx: TenantTx, identity: ChannelIdentity, firstSeen: FirstSeen): Promise<Person> {
  return (await findPerson(tx, identity)) ?? admitPerson(tx, identity, firstSeen);
}

/** The person behind a platform's account; null when nobody is, or when their access ended. */
export async function findPerson(tx: TenantTx, identity: ChannelIdentity): Promise<Person | null> {
  const row = await selectIdentity(tx, identity)
    .where('i.ended_at', 'is', null)
    .where('u.ended_at', 'is', null)
    .executeTakeFirst();
  return row ? { id: row.id, displayName: row.display_name, role: row.role } : null;
}

/** A person by id; null when there is none, or when their access ended. */
export async function getPerson(tx: TenantTx, id: UserId): Promise<Person | null> {
  const row = await tx
    .selectFrom('users')
    .select(['id', 'display_name', 'role'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row ? { id: row.id, displayName: row.display_name, role: row.role } : null;
}

/** Lets the account in with this name and role. Somebody who was here before is the same person as then. */
export async function admitPerson(tx: TenantTx, identity: ChannelIdentity, as: FirstSeen): Promise<Person> {
  const before = await selectIdentity(tx, identity).executeTakeFirst();
  if (before) return readmit(tx, identity, before.id, as);
  // A fresh random UUID is a UserId by definition.
  const id = randomUUID() as UserId;
  await tx
    .insertInto('users')
    .values({ tenant_id: currentTenant, id, display_name: as.displayName, role: as.role })
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
  if (linked) return { id, displayName: as.displayName, role: as.role };
  // Another message of the same person was quicker: theirs counts.
  await tx.deleteFrom('users').where('id', '=', id).execute();
  return (await findPerson(tx, identity)) ?? admitPerson(tx, identity, as);
}

async function readmit(tx: TenantTx, identity: ChannelIdentity, id: UserId, as: FirstSeen): Promise<Person> {
  await tx
    .updateTable('users')
    .set({ ended_at: null, role: as.role, display_name: as.displayName })
    .where('id', '=', id)
    .execute();
  await updateIdentity(tx, identity).set({ ended_at: null }).execute();
  return { id, displayName: as.displayName, role: as.role };
}

/** Everybody who is let in, first come first. People who have no account left (they keep the web) stand in here too. */
export async function listPeople(tx: TenantTx): Promise<KnownPerson[]> {
  const rows = await tx
    .selectFrom('users as u')
    .leftJoin('channel_identities as i', (join) =>
      join.onRef('i.tenant_id', '=', 'u.tenant_id').onRef('i.user_id', '=', 'u.id').on('i.ended_at', 'is', null),
    )
    .select(['u.id', 'u.display_name', 'u.role', 'i.channel', 'i.workspace', 'i.external_user'])
    .where('u.ended_at', 'is', null)
    .orderBy('u.created_at')
    .orderBy('u.id')
    .orderBy('i.created_at')
    .execute();
  const people = new Map<UserId, KnownPerson & { readonly identities: ChannelIdentity[] }>();
  for (const row of rows) {
    const person = people.get(row.id) ?? {
      id: row.id,
      displayName: row.display_name,
      role: row.role,
      identities: [],
    };
    people.set(row.id, person);
    const { channel, workspace, external_user: externalUser } = row;
    if (channel !== null && workspace !== null && externalUser !== null)
      person.identities.push({ channel, workspace, externalUser });
  }
  return [...people.values()];
}

export async function setRole(tx: TenantTx, id: UserId, role: Role): Promise<void> {
  await tx.updateTable('users').set({ role }).where('id', '=', id).execute();
}

/** The person's own access ends, and with it every account of theirs. Name and role are kept for the record. */
export async function endPerson(tx: TenantTx, id: UserId): Promise<void> {
  await tx.updateTable('users').set({ ended_at: sql<Date>`clock_timestamp()` }).where('id', '=', id).execute();
  await tx
    .updateTable('channel_identities')
    .set({ ended_at: sql<Date>`clock_timestamp()` })
    .where('user_id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

/** One account no longer leads to its person. */
export async function endIdentity(tx: TenantTx, identity: ChannelIdentity): Promise<void> {
  await updateIdentity(tx, identity)
    .set({ ended_at: sql<Date>`clock_timestamp()` })
    .where('ended_at', 'is', null)
    .execute();
}

/** No account of this workspace leads to its person any more. */
export async function endIdentitiesAt(
  tx: TenantTx,
  { channel, workspace }: Pick<ChannelIdentity, 'channel' | 'workspace'>,
): Promise<void> {
  await tx
    .updateTable('channel_identities')
    .set({ ended_at: sql<Date>`clock_timestamp()` })
    .where('channel', '=', channel)
    .where('workspace', '=', workspace)
    .where('ended_at', 'is', null)
    .execute();
}

/** Waits for others who change who is an owner, so that two owners cannot end each other at the same moment. */
export async function lockOwners(tx: TenantTx): Promise<void> {
  await tx.selectFrom('users').select('id').where('role', '=', 'owner').orderBy('id').forUpdate().execute();
}

function selectIdentity(tx: TenantTx, identity: ChannelIdentity) {
  return tx
    .selectFrom('channel_identities as i')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'i.tenant_id').onRef('u.id', '=', 'i.user_id'))
    .select(['u.id', 'u.display_name', 'u.role'])
    .where('i.channel', '=', identity.channel)
    .where('i.workspace', '=', identity.workspace)
    .where('i.external_user', '=', identity.externalUser);
}

function updateIdentity(tx: TenantTx, identity: ChannelIdentity) {
  return tx
    .updateTable('channel_identities')
    .where('channel', '=', identity.channel)
    .where('workspace', '=', identity.workspace)
    .where('external_user', '=', identity.externalUser);
}

/** Which of these accounts of one workspace belong to people who are let in. */
export async function knownAmong(
  tx: TenantTx,
  place: { readonly channel: string; readonly workspace: string },
  users: readonly string[],
): Promise<ReadonlySet<string>> {
  if (users.length === 0) return new Set();
  const rows = await tx
    .selectFrom('channel_identities as i')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'i.tenant_id').onRef('u.id', '=', 'i.user_id'))
    .select('i.external_user')
    .where('i.channel', '=', place.channel)
    .where('i.workspace', '=', place.workspace)
    .where('i.external_user', 'in', users)
    .where('i.ended_at', 'is', null)
    .where('u.ended_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.external_user));
}
