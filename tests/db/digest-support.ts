import type { Company } from '../../src/contracts/company.ts';
import type { ChannelName, Inbound } from '../../src/contracts/inbound.ts';
import type { Database } from '../../src/db/database.ts';
import { linkWorkspace } from '../../src/db/queries/companies.ts';
import type { DigestSchedule } from '../../src/db/queries/digests.ts';
import { insertInbound } from '../../src/db/queries/inbound-events.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { setDigest, type WantedDigest } from '../../src/digests/manage-digest.ts';

export const CHANNELS: readonly ChannelName[] = ['web', 'slack', 'teams', 'discord'];

/** The workspace that a test company is linked to in a channel. */
export const workspaceOf = (company: Company, channel: ChannelName): string =>
  channel === 'web' ? company.slug : `${channel}-${company.slug}`;

export async function linkAllChannels(database: Database, company: Company): Promise<void> {
  await database.inTenant(company.id, async (tx) => {
    for (const channel of CHANNELS) await linkWorkspace(tx, { channel, workspace: workspaceOf(company, channel) });
  });
}

/** A digest in a conversation of its own, set by the person `u1`. */
export async function addDigest(
  database: Database,
  company: Company,
  wanted: Pick<WantedDigest, 'channel' | 'weekday' | 'at' | 'timezone'> & Partial<WantedDigest>,
  now: Date,
): Promise<DigestSchedule> {
  const workspace = workspaceOf(company, wanted.channel);
  return database.inTenant(company.id, async (tx) => {
    const identity = { channel: wanted.channel, workspace, externalUser: wanted.externalUser ?? 'u1' };
    const person = await ensurePerson(tx, identity, { displayName: 'Ada', role: 'owner' });
    const place = { workspace, conversation: 'general', thread: '', audience: 'group', address: { id: 7 } } as const;
    return setDigest(tx, { ...place, ...identity, createdBy: person.id, ...wanted }, now);
  });
}

/** Keeps events as the inbox does: the same event id twice is one. Returns whether it is new. */
export async function keepInbound(database: Database, inbound: Inbound): Promise<boolean> {
  const tenant = await database.findTenantOfWorkspace(inbound.channel, inbound.workspace);
  if (!tenant) throw new Error('The workspace is not linked.');
  return database.inTenant(tenant, async (tx) => (await insertInbound(tx, inbound)).isNew);
}

/** All runs of a company, in order. */
export const readRuns = (database: Database, company: Company) =>
  database.inTenant(company.id, (tx) => tx.selectFrom('digest_runs').selectAll().orderBy('due_at').execute());
