import type { SkillName } from '../../../src/contracts/skill.ts';
import { HABIT_CUES } from './cues/habits.ts';
import { NUMBER_CUES } from './cues/numbers.ts';
import { OUTLOOK_CUES } from './cues/outlook.ts';
import { PLAN_CUES } from './cues/plans.ts';
import { ACTIVITY_WORDS } from './ontology.ts';
import type { Parsed } from './parse-message.ts';

/** General signs, by skill. None names a company's own words. */
const CUES = [...NUMBER_CUES, ...OUTLOOK_CUES, ...PLAN_CUES, ...HABIT_CUES];

export interface ScoredIntent {
  readonly skill: SkillName;
  readonly score: number;
}

/** Adds up the signs for each skill, best first. Empty when there is no sign of anything. */
export function scoreIntents(parsed: Parsed): readonly ScoredIntent[] {
  const scores = new Map<SkillName, number>();
  for (const cue of CUES) {
    if (cue.words !== undefined && !cue.words.test(parsed.words)) continue;
    if (cue.also !== undefined && !cue.also.test(parsed.words)) continue;
    if (cue.shape !== undefined && !cue.shape.test(parsed.shape)) continue;
    if (cue.not?.test(parsed.words) === true) continue;
    scores.set(cue.skill, (scores.get(cue.skill) ?? 0) + cue.weight);
  }
  if (ACTIVITY_WORDS.test(parsed.words) || /\bhow (full|empty)\b/.test(parsed.shape))
    scores.set('ask-metric', (scores.get('ask-metric') ?? 0) + 1.5);
  return [...scores].map(([skill, score]) => ({ skill, score })).sort((a, b) => b.score - a.score);
}

/** Score of one skill. */
export function scoreOf(intents: readonly ScoredIntent[], skill: SkillName): number {
  return intents.find((intent) => intent.skill === skill)?.score ?? 0;
}
