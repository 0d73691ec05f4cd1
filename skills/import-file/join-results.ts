import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';

const SLOT = /\{\{(f\d+)\}\}/g;

/** Several files in one message are one answer; each file's facts get ids of their own. */
export function joinResults(results: readonly SkillResult[]): SkillResult {
  const [first, ...more] = results;
  if (!first) return { facts: [], sections: [], charts: [], tables: [], followUps: [], working: null };
  if (more.length === 0) return first;
  const parts = results.map((result, at) => renumber(result, at));
  const last = parts.at(-1) ?? first;
  return {
    facts: parts.flatMap((part) => part.facts),
    sections: parts.flatMap((part) => part.sections),
    charts: parts.findLast(({ charts }) => charts.length > 0)?.charts ?? [],
    tables: last.tables,
    followUps: last.question ? last.followUps : joinFollowUps(parts),
    ...(last.question ? { question: last.question } : {}),
    working: mergeWorkings(parts),
  };
}

/** A question about the last file, the way back for each, newest first, and what else there is to ask. */
function joinFollowUps(parts: readonly SkillResult[]): FollowUp[] {
  // A file that could not be read has nothing to go on with.
  const newest = parts.findLast(({ followUps }) => followUps.length > 0);
  const [first, ...others] = (newest?.followUps ?? []).filter((followUp) => !isUndo(followUp));
  const undo = parts.toReversed().flatMap(({ followUps }) => followUps.filter(isUndo));
  return [...(first ? [first] : []), ...undo, ...others];
}

function isUndo({ call }: FollowUp): boolean {
  return call?.skill === 'import-file' && (call.input.remove !== undefined || call.input.instead !== undefined);
}

function renumber(result: SkillResult, at: number): SkillResult {
  // Facts are `f1`, `f2`, …; a file's number in front keeps them apart: `f1001` is the first of the second file.
  const rename = (id: string) => `f${at * 1_000 + Number(id.slice(1))}`;
  const text = JSON.stringify(result, (key, value) => (key === 'facts' ? undefined : value)).replace(
    SLOT,
    (_slot, id: string) => `{{${rename(id)}}}`,
  );
  const facts = result.facts.map((fact) => ({
    ...fact,
    id: rename(fact.id),
    source: fact.source.kind === 'computed' ? { ...fact.source, from: fact.source.from.map(rename) } : fact.source,
  }));
  // The same shape as before: only ids inside of texts were replaced.
  return { ...(JSON.parse(text) as Omit<SkillResult, 'facts'>), facts };
}

function mergeWorkings(results: readonly SkillResult[]): SkillResult['working'] {
  const workings = results.map((result) => result.working).filter((working) => working !== null);
  const last = workings.at(-1);
  if (!last) return null;
  return {
    ...last,
    sources: workings.flatMap((working) => working.sources),
    leftOut: workings.flatMap((working) => working.leftOut),
    steps: workings.flatMap((working) => working.steps),
    checks: workings.flatMap((working) => working.checks),
  };
}
