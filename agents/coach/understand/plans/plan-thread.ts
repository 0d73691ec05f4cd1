import type { ChangeTarget, PlanKind } from '../../../../src/contracts/plan.ts';
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
  return kind === undefined ? (kindTried(earlier) ?? {}) : { kind };
}

/** What can be changed in one kind of plan only tells which it is. */
const OWN: Readonly<Partial<Record<string, PlanKind>>> = {
  storage: 'inventory',
  'order-budget': 'inventory',
  order: 'inventory',
  'lead-time': 'inventory',
  'service-level': 'inventory',
  supplier: 'inventory',
  item: 'inventory',
  cover: 'staffing',
  person: 'staffing',
  hours: 'staffing',
  wage: 'staffing',
  price: 'pricing',
  'number-of-changes': 'pricing',
  margin: 'pricing',
  product: 'pricing',
  elasticity: 'pricing',
  total: 'budget',
  spend: 'budget',
  'result-value': 'budget',
} satisfies Partial<Record<ChangeTarget, PlanKind>>;

function kindTried({ input }: SkillCall): PlanThread | undefined {
  for (const change of Array.isArray(input.changes) ? input.changes : []) {
    const kind = OWN[String(Object(change).what)];
    if (kind !== undefined) return { kind };
  }
  return undefined;
}

/** The plan skill whose plan a call made or changed. */
export function planSkillOf(call: SkillCall): SkillName | undefined {
  const kind = readPlanThread(call)?.kind;
  return Object.entries(PLAN_SKILLS).find(([, known]) => known === kind)?.[0] as SkillName | undefined;
}

/** The kind of plan that words name: "the price plan", "last week's orders". */
export function kindNamed(words: string): PlanKind | undefined {
  return KIND_WORDS.find(([, pattern]) => pattern.test(words))?.[0];
}
