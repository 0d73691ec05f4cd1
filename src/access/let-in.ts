import type { Company, Person, Role } from '../contracts/company.ts';
import { UserError } from '../contracts/errors.ts';
import type { InboundId, TenantId } from '../contracts/ids.ts';
import type { ChannelName } from '../contracts/inbound.ts';
import type { Database } from '../db/database.ts';
import { decideRequest, findRequest, reopenQuestion } from '../db/queries/access-requests.ts';
import { getCompany } from '../db/queries/companies.ts';
import { admitPerson, type ChannelIdentity, findPerson } from '../db/queries/people.ts';
import type { TenantTx } from '../db/schema.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { LetIn } from './access-actions.ts';
import { assertMayDecide } from './roles.ts';
import { welcomePerson } from './welcome.ts';

export interface LetInServices {
  readonly database: Database;
  readonly delivery: Delivery;
  /** Runs a stored event that waits; see `runAgain` of the inbox. */
  readonly runAgain: (tenant: TenantId, inbound: InboundId) => Promise<void>;
}

interface LetInWish {
  readonly tenant: TenantId;
  readonly by: Person;
  readonly account: ChannelIdentity;
  readonly role: Role;
}

/** See `AccessActions.letIn`. What is decided is kept in one transaction; messages and the question follow it. */
export async function letIn(services: LetInServices, wish: LetInWish): Promise<LetIn> {
  const { database, delivery, runAgain } = services;
  const { tenant } = wish;
  const done = await database.inTenant(tenant, (tx) => admit(delivery, tx, wish));
  if (done.outbox) await delivery.send(tenant, done.outbox);
  if (done.question) await runAgain(tenant, done.question);
  const { outcome, person } = done;
  return { outcome, person, answering: outcome === 'let-in' && done.question !== null };
}

async function admit(delivery: Delivery, tx: TenantTx, { by, account, role }: LetInWish) {
  assertMayDecide(by, role);
  const known = await findPerson(tx, account);
  const request = await findRequest(tx, account);
  // Their question waits still when the process died between letting them in and running it; else this is nothing.
  if (known) return { outcome: 'already' as const, person: known, outbox: null, question: request?.inbound ?? null };
  const company = await getCompany(tx);
  if (!request || !company) {
    throw new UserError('Nobody waits to be let in there.', {
      code: 'no-such-request',
      advice: 'They only need to write to me once; I ask you then.',
    });
  }
  const person = await admitPerson(tx, account, { displayName: request.displayName, role });
  await decideRequest(tx, account, { status: 'granted', by: by.id });
  const question = request.inbound && (await reopenQuestion(tx, request.inbound)) ? request.inbound : null;
  const outbox = await tell(delivery, tx, company, { by, account, person, answering: question !== null });
  return { outcome: 'let-in' as const, person, outbox, question };
}

async function tell(
  delivery: Delivery,
  tx: TenantTx,
  company: Company,
  news: {
    readonly by: Person;
    readonly account: ChannelIdentity;
    readonly person: Person;
    readonly answering: boolean;
  },
): Promise<string | null> {
  const { by, account, person, answering } = news;
  // Accounts that ask come from channels: the inbox stored their platform's name.
  const place = { channel: account.channel as ChannelName, workspace: account.workspace };
  const reply = welcomePerson(company, person, by.displayName === 'You' ? 'an owner' : by.displayName, answering);
  return delivery.queueNotice(tx, { place, user: account.externalUser, reply, actions: [] });
}
