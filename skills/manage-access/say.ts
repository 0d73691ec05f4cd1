import type { Role } from '../../src/contracts/company.ts';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';

/** "a viewer", "an owner". */
export const aRole = (role: Role): string => `${role === 'owner' ? 'an' : 'a'} ${role}`;

/** A result of words alone. */
export const inWords = (
  book: FactBook,
  sections: readonly SectionTemplate[],
  followUps: readonly FollowUp[] = [],
): SkillResult => ({ facts: book.facts, sections, charts: [], tables: [], followUps, working: null });

/** A question back. */
export const asking = (book: FactBook, text: string, choices: readonly FollowUp[]): SkillResult => ({
  ...inWords(book, []),
  question: { text, choices },
});

export const LIST: FollowUp = {
  label: 'Who has access?',
  kind: 'ask',
  call: { skill: 'manage-access', input: { action: 'list' } },
};
