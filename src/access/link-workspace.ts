import type { Company, Person } from '../contracts/company.ts';
import type { Place } from '../contracts/delivery.ts';
import { UserError } from '../contracts/errors.ts';
import type { TenantId, UserId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { Reply } from '../contracts/reply.ts';
import type { Database } from '../db/database.ts';
import { claimWorkspace, getCompany } from '../db/queries/companies.ts';
import { findCode, readOpenCode, useCode } from '../db/queries/one-time-codes.ts';
import { admitPerson, findPerson, getPerson } from '../db/queries/people.ts';
import type { TenantTx } from '../db/schema.ts';
import type { GuessLimiter } from './limit-guesses.ts';
import { cleanName, nameCompany } from './names.ts';
import { makePlainReply } from './plain-reply.ts';
import { hashTypedCode, readLinkText } from './secrets.ts';
import { welcomeOwner } from './welcome.ts';

export interface LinkServices {
  readonly database: Database;
  readonly guesses: GuessLimiter;
  readonly now: () => Date;
}

export const badCode = (): UserError =>
  new UserError('That code does not work.', {
    code: 'bad-code',
    advice: 'Codes are good once and for half an hour. Get a fresh one from the web page, under “Connect a chat”.',
  });

const keyOf = ({ channel, workspace }: Place): string => JSON.stringify([channel, workspace]);

/** Only people type codes: nothing pressed or scheduled is one. The web and the command line are linked by themselves. */
const mayHoldCode = ({ channel, kind }: Inbound): boolean =>
  channel !== 'web' && channel !== 'cli' && (kind === 'message' || kind === 'command');

/**
 * "link CODE" in a workspace that belongs to nobody yet: it belongs to the code's company then, and the sender is an
 * owner. null when the text is no such thing.
 * @throws UserError `bad-code`, `too-many-attempts`, `workspace-taken`
 */
export async function linkByText(services: LinkServices, inbound: Inbound): Promise<TenantId | null> {
  const said = mayHoldCode(inbound) ? readLinkText(inbound.text) : null;
  if (!said) return null;
  const { database, guesses, now } = services;
  guesses.assertFree(keyOf(inbound), now());
  const hash = hashTypedCode(said.code);
  const tenant = await database.findTenantOfSecret('code', hash);
  if (tenant) {
    const by = { user: inbound.user, name: inbound.userName };
    const linked = await database.inTenant(tenant, (tx) => linkWithCode(tx, inbound, { by, hash, now: now() }));
    if (linked) return tenant;
  }
  if (!said.certain) return null;
  guesses.failed(keyOf(inbound), now());
  throw badCode();
}

/**
 * Uses the code up, links the workspace and makes its bearer an owner. null when the code is not good (any more), or
 * its maker is no owner.
 * @throws UserError `workspace-taken`; nothing is used up then
 */
export async function linkWithCode(
  tx: TenantTx,
  place: Place,
  use: {
    readonly by: { readonly user: string; readonly name: string | undefined };
    readonly hash: string;
    readonly now: Date;
  },
): Promise<Person | null> {
  const used = await useCode(tx, { hash: use.hash, purpose: 'workspace', now: use.now });
  if (!(await isMadeByOwner(tx, used))) return null;
  const { channel, workspace } = place;
  if (!(await claimWorkspace(tx, { channel, workspace }))) throw workspaceTaken();
  const identity = { channel, workspace, externalUser: use.by.user };
  return admitPerson(tx, identity, { displayName: cleanName(use.by.name, 'The owner'), role: 'owner' });
}

/** The company a code would link a workspace to, without using it up. null when the code is not good (any more). */
export async function companyOfCode(
  tx: TenantTx,
  { hash, now }: { readonly hash: string; readonly now: Date },
): Promise<Company | null> {
  const code = await readOpenCode(tx, { hash, purpose: 'workspace', now });
  return (await isMadeByOwner(tx, code)) ? getCompany(tx) : null;
}

/** Who lost access, or stepped down, must not come back by a code of before. */
async function isMadeByOwner(tx: TenantTx, code: { readonly user: UserId | null } | null): Promise<boolean> {
  const maker = code?.user ? await getPerson(tx, code.user) : null;
  return maker?.role === 'owner';
}

export const workspaceTaken = (): UserError =>
  new UserError('This workspace is linked to another company already.', {
    code: 'workspace-taken',
    advice: 'Ask whoever set Dyocense up there, or use another workspace.',
  });

/**
 * "link CODE" in a workspace that is linked: the message that linked it a moment ago, or somebody who was given a code
 * to become an owner. null when the text is to be read as any other.
 */
export async function answerLinkText(
  { guesses, now }: Pick<LinkServices, 'guesses' | 'now'>,
  tx: TenantTx,
  company: Company,
  inbound: Inbound,
): Promise<Reply | null> {
  const said = mayHoldCode(inbound) ? readLinkText(inbound.text) : null;
  if (!said) return null;
  const hash = hashTypedCode(said.code);
  const identity = { channel: inbound.channel, workspace: inbound.workspace, externalUser: inbound.user };
  const code = await findCode(tx, { hash, purpose: 'workspace' });
  const known = await findPerson(tx, identity);
  if (code && known?.role === 'owner') {
    // Others may have read it here.
    await useCode(tx, { hash, purpose: 'workspace', now: now() });
    return welcomeOwner(company, known);
  }
  guesses.assertFree(keyOf(inbound), now());
  if (code) {
    const by = { user: inbound.user, name: inbound.userName };
    const owner = await linkWithCode(tx, inbound, { by, hash, now: now() });
    if (owner) return welcomeOwner(company, owner);
  }
  if (!code && !said.certain) return null;
  guesses.failed(keyOf(inbound), now());
  const { message, advice } = badCode();
  return known && !code
    ? makePlainReply([`This workspace is linked to ${nameCompany(company)} already. Just ask me something.`])
    : makePlainReply([message, { kind: 'next', text: advice }], { visibility: 'asker' });
}
