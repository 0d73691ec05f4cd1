import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';

/** An answer in words, with buttons. */
export const plainResult = (
  book: FactBook,
  templates: readonly string[],
  followUps: readonly FollowUp[],
): SkillResult => ({
  facts: book.facts,
  sections: templates.map((template, i) => ({ kind: i === 0 ? 'answer' : 'detail', template })),
  charts: [],
  tables: [],
  followUps,
  working: null,
});
