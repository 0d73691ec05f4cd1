import { removePerson } from '../../src/access/manage-people.ts';
import type { SkillCall, SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { findNamed } from './find-person.ts';
import type { ManageAccessInput } from './input.ts';
import { asking, inWords, LIST } from './say.ts';

/** Asks once, then ends it. @throws UserError `no-such-person`, `not-allowed`, `last-owner` */
export async function endAccessOf(
  ctx: SkillContext,
  input: Extract<ManageAccessInput, { action: 'remove' }>,
): Promise<SkillResult> {
  const book = createFactBook();
  const { confirmed } = input;
  const call = (person: string, yes?: boolean): SkillCall => ({
    skill: 'manage-access',
    input: { action: 'remove', person, ...(yes === undefined ? {} : { confirmed: yes }) },
  });
  const found = await findNamed(ctx, book, input, (person) => call(person));
  if ('sections' in found) return found;
  const name = book.name(found.displayName);
  if (confirmed === undefined) {
    return asking(
      book,
      `Shall I end the access of ${name}? They are signed out everywhere, and what they wrote is kept.`,
      [
        { label: 'Yes, end it', kind: 'choose', call: call(found.id, true) },
        { label: 'No, keep it', kind: 'choose', call: call(found.id, false) },
      ],
    );
  }
  if (!confirmed) return inWords(book, [{ kind: 'answer', template: `${name} keeps access.` }], [LIST]);
  await ctx.data((tx) => removePerson(tx, ctx.person, found.id));
  return inWords(book, [{ kind: 'answer', template: `${name} has no access any more.` }], [LIST]);
}
