import type { PlanKind } from '../../../../src/contracts/plan.ts';
import type { SkillCall, SkillName } from '../../../../src/contracts/skill.ts';

export const PLAN_SKILLS: Readonly<Partial<Record<SkillName, PlanKind>>> = {
  'plan-inventory': 'inventory',
  'plan-staffing': 'staffing',
  'set-prices': 'pricing',
  'plan-budget': 'budget',
};

const KIND_WORDS: readonly (readonly [PlanKind, RegExp])[] = [
  ['staffing', /\b(rosters?|rotas?|staff\w*|shifts?|schedules?|timetables?)\b/],
  ['pricing', /\b(pric\w+)\b/],
  ['budget', /\b(budgets?|ads?|advert\w*|marketing|campaigns?|media)\b/],
  ['inventory', /\b(orders?|ordering|inventory|stock\w*|purchas\w+|buying|re-?order\w*|shopping)\b/],
];

/** The plan that the turn before was about. */
export interface PlanThread {
  /** Absent where the call does not tell: the skill looks the plan up. */
  readonly kind?: PlanKind;
}

/** Was the turn before about a plan? */
export function readPlanThread(earlier: SkillCall | undefined): PlanThread | undefined {
  if (earlier === undefined) return undefined;
  const own = PLAN_SKILLS[earlier.skill];
  if (own !== undefined) return { kind: own };
  const decided = earlier.skill === 'decide';
  const tried = earlier.skill === 'what-if' && Array.isArray(earlier.input.changes);
  if (!decided && !tried) return undefined;
  const kind = Object.values(PLAN_SKILLS).find((known) => known === earlier.input.kind);
  return kind === undefined ? {} : { kind };
}

/** The kind of plan that words name: "the price plan", "last week's orders". */
export function kindNamed(words: string): PlanKind | undefined {
  return KIND_WORDS.find(([, pattern]) => pattern.test(words))?.[0];
}
