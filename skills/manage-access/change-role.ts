import { changeRole } from '../../src/access/manage-people.ts';
import { mayDecideOn, ROLES } from '../../src/access/roles.ts';
import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { findNamed } from './find-person.ts';
import type { ManageAccessInput } from './input.ts';
import { aRole, asking, inWords, LIST } from './say.ts';

/** @throws UserError `no-such-person`, `not-allowed`, `last-owner` */
export async function setRoleOf(
  ctx: SkillContext,
  input: Extract<ManageAccessInput, { action: 'set-role' }>,
): Promise<SkillResult> {
  const book = createFactBook();
  const { role } = input;
  const found = await findNamed(ctx, book, input, (person) => ({
    skill: 'manage-access',
    input: { action: 'set-role', person, ...(role ? { role } : {}) },
  }));
  if ('sections' in found) return found;
  const name = book.name(found.displayName);
  if (!role) {
    const choices = ROLES.filter((one) => one !== found.role && mayDecideOn(ctx.person.role, one)).map(
      (one): FollowUp => ({
        label: `Make them ${aRole(one)}`,
        kind: 'choose',
        call: { skill: 'manage-access', input: { action: 'set-role', person: found.id, role: one } },
      }),
    );
    return asking(book, `${name} is ${aRole(found.role)}. What shall they be?`, choices);
  }
  if (found.role === role)
    return inWords(book, [{ kind: 'answer', template: `${name} is ${aRole(role)} already.` }], [LIST]);
  await ctx.data((tx) => changeRole(tx, ctx.person, found.id, role));
  return inWords(book, [{ kind: 'answer', template: `${name} is ${aRole(role)} now.` }], [LIST]);
}
