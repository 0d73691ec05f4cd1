import { refuseRequest } from '../../src/access/manage-people.ts';
import { mayDecideOn, ROLES } from '../../src/access/roles.ts';
import type { Role } from '../../src/contracts/company.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { FollowUp, SkillCall, SkillResult } from '../../src/contracts/skill.ts';
import { type AccessRequest, findRequest, listWaiting } from '../../src/db/queries/access-requests.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { ManageAccessInput } from './input.ts';
import { matchName } from './match-name.ts';
import { aRole, asking, inWords, LIST } from './say.ts';

type LetInInput = Extract<ManageAccessInput, { action: 'let-in' }>;
type RefuseInput = Extract<ManageAccessInput, { action: 'refuse' }>;

/** @throws UserError `no-such-request`, `not-allowed` */
export async function letSomebodyIn(ctx: SkillContext, input: LetInInput): Promise<SkillResult> {
  const book = createFactBook();
  const found = await findAsking(ctx, book, input);
  if ('sections' in found) return found;
  const { role } = input;
  if (!role) return askForRole(ctx, book, found);
  const account = { channel: found.channel, workspace: found.workspace, externalUser: found.externalUser };
  const { outcome, person, answering } = await ctx.access.letIn(ctx.person, account, role);
  const name = book.name(person.displayName);
  if (outcome === 'already')
    return inWords(
      book,
      [{ kind: 'answer', template: `${name} is let in already, as ${aRole(person.role)}.` }],
      [LIST],
    );
  return inWords(
    book,
    [
      { kind: 'answer', template: `${name} is let in now, as ${aRole(person.role)}. I have told them.` },
      ...(answering ? [{ kind: 'detail' as const, template: 'I am answering the question they came with.' }] : []),
    ],
    [LIST],
  );
}

/** @throws UserError `no-such-request`, `not-allowed` */
export async function refuseSomebody(ctx: SkillContext, input: RefuseInput): Promise<SkillResult> {
  const book = createFactBook();
  const found = await findAsking(ctx, book, input);
  if ('sections' in found) return found;
  const account = { channel: found.channel, workspace: found.workspace, externalUser: found.externalUser };
  const refused = await ctx.data((tx) => refuseRequest(tx, ctx.person, account));
  const name = book.name(found.displayName);
  if (refused === null) {
    const template = found.status === 'refused' ? `${name} has a no already.` : `${name} does not wait any more.`;
    return inWords(book, [{ kind: 'answer', template }], [LIST]);
  }
  return inWords(
    book,
    [{ kind: 'answer', template: `${name} stays out. I will not ask you about them again.` }],
    [toLetIn(found, 'Let them in after all')],
  );
}

/** Who is meant: by a button, or by name among those who wait. */
async function findAsking(
  ctx: SkillContext,
  book: FactBook,
  input: LetInInput | RefuseInput,
): Promise<AccessRequest | SkillResult> {
  const { account, name } = input;
  if (account) {
    const { channel, workspace, user: externalUser } = account;
    const request = await ctx.data((tx) => findRequest(tx, { channel, workspace, externalUser }));
    if (request) return request;
    throw nobodyWaits();
  }
  const waiting = await ctx.data(listWaiting);
  const meant = name === undefined ? waiting : matchName(waiting, name);
  const [first, ...more] = meant;
  if (first && more.length === 0) return first;
  if (!first) throw nobodyWaits();
  const choices = meant.map((request): FollowUp => {
    const label = book.name(request.displayName);
    return input.action === 'refuse' ? toRefuse(request, label) : toLetIn(request, label, input.role);
  });
  return asking(book, 'Who do you mean?', choices);
}

const nobodyWaits = (): UserError =>
  new UserError('Nobody of that name waits to be let in.', {
    code: 'no-such-request',
    advice: 'Ask them to write to me once. I tell you then, with a button to let them in.',
  });

function askForRole(ctx: SkillContext, book: FactBook, request: AccessRequest): SkillResult {
  const name = book.name(request.displayName);
  const allowed = ROLES.filter((role) => mayDecideOn(ctx.person.role, role));
  const choices = allowed.map((role) => toLetIn(request, `As ${aRole(role)}`, role));
  return asking(book, `What may ${name} do? Viewers ask, members also add files.`, choices);
}

const toLetIn = (request: AccessRequest, label: string, role?: Role): FollowUp =>
  toDecide(request, label, { action: 'let-in', ...(role ? { role } : {}) });

const toRefuse = (request: AccessRequest, label: string): FollowUp => toDecide(request, label, { action: 'refuse' });

const toDecide = (
  { channel, workspace, externalUser: user }: AccessRequest,
  label: string,
  decision: SkillCall['input'],
): FollowUp => ({
  label,
  kind: 'choose',
  call: { skill: 'manage-access', input: { ...decision, channel, workspace, user } },
});
