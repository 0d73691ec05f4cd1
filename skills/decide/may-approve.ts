import { isAtLeast } from '../../src/access/roles.ts';
import type { Person, Role } from '../../src/contracts/company.ts';
import { UserError } from '../../src/contracts/errors.ts';
import { listPeople } from '../../src/db/queries/people.ts';
import { readPlanningSettings } from '../../src/db/queries/planning-settings.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import type { SkillContext } from '../context.ts';

/** Who approves, unless the company has said otherwise. */
const DEFAULT_APPROVERS: Role = 'manager';
const APPROVERS: ReadonlySet<string> = new Set<Role>(['member', 'manager', 'owner']);

/** @throws UserError `not-allowed`, naming who may */
export async function assertMayApprove(ctx: SkillContext): Promise<void> {
  const { least, people } = await ctx.data(async (tx) => ({
    least: await readApprovers(tx),
    people: await listPeople(tx),
  }));
  if (isAtLeast(ctx.person.role, least)) return;
  const names = people.filter(({ role }) => isAtLeast(role, least)).map(({ displayName }) => displayName);
  throw new UserError(`Plans are approved by ${least === 'owner' ? 'owners' : 'managers and owners'} here.`, {
    code: 'not-allowed',
    advice: names.length > 0 ? `Ask ${listNames(names)}.` : 'Ask an owner.',
  });
}

export async function readApprovers(tx: TenantTx): Promise<Role> {
  const said = (await readPlanningSettings(tx)).get('approvers')?.value;
  // The set holds roles only.
  return typeof said === 'string' && APPROVERS.has(said) ? (said as Role) : DEFAULT_APPROVERS;
}

/** Whoever made a plan may take it back; so may those who approve. */
export const madeIt = (person: Person, madeBy: string | null): boolean => madeBy === person.id;

const MOST_NAMES = 3;

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  const last = shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} or ${last}`;
}
