import type { PlanChange, PlanKind } from '../../../../src/contracts/plan.ts';
import type { SkillCall, SkillName } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import type { CatalogueIndex } from '../catalogue-index.ts';
import { type Parsed, parseMessage } from '../parse-message.ts';
import { type ReadText, readClean } from '../read-text.ts';
import type { Clock } from '../time/phrase.ts';
import { findNames } from './find-names.ts';
import type { PlanNameKind } from './name-index.ts';
import { PLAN_SKILLS } from './plan-thread.ts';
import { readChangesAside, toUnderstanding } from './read-plan-talk.ts';

/** Asked for one of the four plans? */
export const isPlanSkill = (skill: SkillName): boolean => PLAN_SKILLS[skill] !== undefined;

/**
 * A plan question and what is said along with it ("… without Ana"). `fill` makes the call from the question alone, so
 * that the days of a change are not taken for the days of the plan.
 */
export function readPlanQuestion(
  skill: SkillName,
  parsed: Parsed,
  { index, clock }: { readonly index: CatalogueIndex; readonly clock: Clock },
  fill: (parsed: Parsed) => SkillCall,
): Understanding {
  const kind = PLAN_SKILLS[skill];
  if (kind === undefined) return { kind: 'plan', calls: [fill(parsed)], assumed: [] };
  const { changes, rest } = readChangesAside(parsed.read.cased, kind, { index, clock });
  const alone = changes.length === 0 ? parsed : parseMessage(readClean(rest), index, clock);
  const call = withItem(fill(alone), kind, alone, index);
  return changes.length === 0
    ? { kind: 'plan', calls: [call], assumed: [] }
    : toUnderstanding(changes, (said) => withChanges(call, said));
}

/** Amounts that the skill has an input of its own for are no changes of it. */
function withChanges(call: SkillCall, said: readonly PlanChange[]): SkillCall {
  const total = said.find(({ what, to }) => what === 'total' && to !== undefined)?.to;
  const most = said.find(({ what, to }) => what === 'max-change' && to !== undefined)?.to;
  const pricing = call.skill === 'set-prices';
  const changes = said.filter(
    ({ what, to }) =>
      !(what === 'total' && to !== undefined) && !(pricing && what === 'max-change' && to !== undefined),
  );
  return {
    skill: call.skill,
    input: {
      ...call.input,
      ...(total === undefined ? {} : { amount: total }),
      ...(pricing && most !== undefined ? { maxChangePercent: most } : {}),
      ...(changes.length === 0 ? {} : { changes }),
    },
  };
}

/** What an answer of a kind can begin with. */
const BEGINS_WITH: Readonly<Partial<Record<PlanKind, readonly PlanNameKind[]>>> = {
  inventory: ['item', 'product'],
  staffing: ['employee', 'role'],
};

/** "How much milk should we order?", "which bakers work Saturday?": the answer begins with the milk, with the bakers. */
function withItem(call: SkillCall, kind: PlanKind, parsed: Parsed, index: CatalogueIndex): SkillCall {
  const item = itemSaid(kind, parsed.read, index);
  return item === undefined ? call : { skill: call.skill, input: { ...call.input, item } };
}

/** The one thing or person of the lists that a plan question is about; undefined for none, or for any of several. */
export function itemSaid(kind: PlanKind, read: ReadText, index: CatalogueIndex): string | undefined {
  for (const { readings } of findNames(read, index)) {
    const named = (BEGINS_WITH[kind] ?? []).flatMap((of) => readings.get(of) ?? []);
    if (new Set(named).size === 1) return named[0];
  }
  return undefined;
}
