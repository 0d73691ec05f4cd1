import type { FollowUp, SkillResult } from '../../../src/contracts/skill.ts';

const SLOT = /\{\{f(\d+)\}\}/g;

/** Gives the facts of one step ids that are unique in the turn: `f3` becomes `b3` in the second step. */
export function renameFacts(result: SkillResult, prefix: string): SkillResult {
  const rename = <T>(value: T): T => mapStrings(value, (text) => text.replace(SLOT, `{{${prefix}$1}}`));
  const renameId = (id: string) => id.replace(/^f(\d+)$/, `${prefix}$1`);
  const followUps = (list: readonly FollowUp[]) => list.map((item) => ({ ...item, label: rename(item.label) }));
  return {
    ...result,
    facts: result.facts.map((fact) => ({
      ...fact,
      id: renameId(fact.id),
      source: fact.source.kind === 'computed' ? { ...fact.source, from: fact.source.from.map(renameId) } : fact.source,
    })),
    sections: rename(result.sections),
    charts: rename(result.charts),
    tables: rename(result.tables),
    followUps: followUps(result.followUps),
    ...(result.question
      ? { question: { text: rename(result.question.text), choices: followUps(result.question.choices) } }
      : {}),
  };
}

/** Applies `map` to every string inside a value made of arrays, objects and strings. */
function mapStrings<T>(value: T, map: (text: string) => string): T {
  // Each branch returns the same shape it was given; TypeScript cannot follow that through the recursion.
  if (typeof value === 'string') return map(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map)) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, map)])) as T;
  }
  return value;
}
