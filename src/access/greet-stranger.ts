import { randomUUID } from 'node:crypto';
import type { Company } from '../contracts/company.ts';
import type { InboundId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { Reply } from '../contracts/reply.ts';
import type { SkillCall } from '../contracts/skill.ts';
import { rememberRequest } from '../db/queries/access-requests.ts';
import { type KnownPerson, listPeople } from '../db/queries/people.ts';
import type { StoredAction, TenantTx } from '../db/schema.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { accountAt, cleanName, isNamed, listNames, nameCompany } from './names.ts';
import { makePlainReply } from './plain-reply.ts';

/** More owners than these need not hear of each newcomer. */
const MOST_ASKED = 5;
const LONGEST_QUOTE = 200;

export interface Greeting {
  readonly reply: Reply;
  /** Outbox messages to send once this transaction is over. */
  readonly queued: readonly string[];
}

/**
 * Answers somebody who is not let in: whose coach this is, who was asked, and that their question will be answered.
 * The owners who are on the same platform hear of it once.
 */
export async function greetStranger(
  delivery: Delivery,
  tx: TenantTx,
  company: Company,
  inbound: Inbound,
  id: InboundId,
): Promise<Greeting> {
  const account = { channel: inbound.channel, workspace: inbound.workspace, externalUser: inbound.user };
  const name = cleanName(inbound.userName, 'Somebody');
  const owners = (await listPeople(tx)).filter((person) => person.role === 'owner' && isNamed(person));
  const reachable = owners.filter((owner) => accountAt(owner, account) !== null).slice(0, MOST_ASKED);
  const wish = await rememberRequest(tx, { ...account, displayName: name, inbound: id });
  const queued = wish === 'new' ? await askOwners(delivery, tx, company, inbound, { name, reachable }) : [];
  return { reply: sayNotLetIn(company, owners, reachable, wish), queued };
}

function sayNotLetIn(
  company: Company,
  owners: readonly KnownPerson[],
  reachable: readonly KnownPerson[],
  wish: 'new' | 'waiting' | 'refused',
): Reply {
  const setUpBy = owners[0] ? `, set up by ${owners[0].displayName}` : '';
  const who = `I am the business coach of ${nameCompany(company)}${setUpBy}. You are not let in yet.`;
  const names = listNames(reachable.map(({ displayName }) => displayName));
  if (wish === 'refused') {
    const whom = reachable.length > 0 ? names : 'an owner';
    return makePlainReply(
      [who, `You asked before, and the answer was no. Please talk to ${whom} if that is a mistake.`],
      { visibility: 'asker' },
    );
  }
  if (reachable.length === 0) {
    return makePlainReply(
      [
        who,
        'I cannot reach anyone here who may let you in. Ask an owner for a code: the web page shows one under “Connect a chat”. Then write to me: link, and the code.',
      ],
      { visibility: 'asker' },
    );
  }
  const asked =
    wish === 'new'
      ? `I have asked ${names}, and will answer your question when they say yes.`
      : `I have asked ${names} already. I will answer your last question when they say yes.`;
  return makePlainReply([who, asked], { visibility: 'asker' });
}

async function askOwners(
  delivery: Delivery,
  tx: TenantTx,
  company: Company,
  inbound: Inbound,
  { name, reachable }: { readonly name: string; readonly reachable: readonly KnownPerson[] },
): Promise<string[]> {
  const { channel, workspace, user } = inbound;
  const place = { channel, workspace };
  const quote = inbound.text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTE);
  const call = (input: SkillCall['input']): SkillCall => ({
    skill: 'manage-access',
    input: { channel, workspace, user, ...input },
  });
  const queued: string[] = [];
  for (const owner of reachable) {
    const account = accountAt(owner, place);
    if (!account) continue;
    const turn = randomUUID();
    const actions: StoredAction[] = [
      { id: `${turn}-0`, label: 'Let in as member', call: call({ action: 'let-in', role: 'member' }) },
      { id: `${turn}-1`, label: 'Let in as viewer', call: call({ action: 'let-in', role: 'viewer' }) },
      { id: `${turn}-2`, label: 'No', call: call({ action: 'refuse' }) },
    ];
    const reply = makePlainReply(
      [
        `${name} wrote to me and is not let in to ${nameCompany(company)} yet.`,
        ...(quote === '' ? [] : [`They asked: “${quote}”`]),
        { kind: 'question', text: 'May they come in? Viewers ask questions, members also add files.' },
      ],
      { actions: actions.map(({ id, label }) => ({ id, label, kind: 'choose' })) },
    );
    const outbox = await delivery.queueNotice(tx, { place, user: account.externalUser, reply, actions });
    if (outbox) queued.push(outbox);
  }
  return queued;
}
