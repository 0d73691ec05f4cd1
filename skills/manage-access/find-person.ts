import { namedPeople, noSuchPerson } from '../../src/access/manage-people.ts';
import type { UserId } from '../../src/contracts/ids.ts';
import type { FollowUp, SkillCall, SkillResult } from '../../src/contracts/skill.ts';
import type { KnownPerson } from '../../src/db/queries/people.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { matchName } from './match-name.ts';
import { asking } from './say.ts';

/**
 * Who is meant, by id or by name; a question with choices when several are.
 * @param callFor what a choice runs
 * @throws UserError `no-such-person`
 */
export async function findNamed(
  ctx: SkillContext,
  book: FactBook,
  wanted: { readonly person?: UserId; readonly name?: string },
  callFor: (id: UserId) => SkillCall,
): Promise<KnownPerson | SkillResult> {
  const people = await ctx.data(namedPeople);
  const { person, name } = wanted;
  const meant = person
    ? people.filter(({ id }) => id === person)
    : name === undefined
      ? people
      : matchName(people, name);
  const [first, ...more] = meant;
  if (!first) throw noSuchPerson();
  if (more.length === 0 && (person !== undefined || name !== undefined)) return first;
  const choices = meant.map(
    (one): FollowUp => ({ label: book.name(one.displayName), kind: 'choose', call: callFor(one.id) }),
  );
  return asking(book, 'Who do you mean?', choices);
}
