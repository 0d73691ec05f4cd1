import type { Filter, Unit } from './catalogue.ts';
import type { Brand, TurnId, UserId } from './ids.ts';
import type { IsoDate, Period } from './period.ts';
import type { SkillName } from './skill.ts';

export type PlanId = Brand<'PlanId'>;

export const PLAN_KINDS = ['inventory', 'staffing', 'pricing', 'budget'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** The skill that makes plans of a kind. */
export const PLAN_SKILLS = {
  inventory: 'plan-inventory',
  staffing: 'plan-staffing',
  pricing: 'set-prices',
  budget: 'plan-budget',
} as const satisfies Readonly<Record<PlanKind, SkillName>>;

/** What a plan is asked to be. Everything else it rests on is read from the company's data when it is made. */
export interface PlanRequest {
  readonly kind: PlanKind;
  /** Days it is for; absent: what is usual for the kind. */
  readonly period?: Period;
  /** Location, product … it is about; absent: the whole company. */
  readonly filter?: Filter;
  /** Changes against what the data say, oldest first: "two fewer on Saturday", "storage 20% less". */
  readonly changes: readonly PlanChange[];
  /** Budget: money over the whole period. */
  readonly amount?: number;
  /** The item or product that was asked about: the answer begins with it. */
  readonly item?: string;
  /** Pricing: most that one price may change, in per cent. */
  readonly maxChangePercent?: number;
  /** The person said "go ahead with what you would assume": nothing more is asked that can be assumed. */
  readonly assume?: boolean;
}

/** What of a plan's basis changes. */
export const CHANGE_TARGETS = [
  // inventory
  'storage',
  'order-budget',
  'demand',
  'cost',
  'stock',
  'order',
  'lead-time',
  'service-level',
  'supplier',
  'item',
  // staffing
  'cover',
  'person',
  'hours',
  'wage',
  // pricing
  'price',
  'max-change',
  'number-of-changes',
  'margin',
  'product',
  'elasticity',
  // budget
  'total',
  'spend',
  'result-value',
] as const;
export type ChangeTarget = (typeof CHANGE_TARGETS)[number];

/**
 * One change of a plan's basis, e.g. two fewer on Saturday: `{what:'cover', weekday:5, by:-2}`; storage 20% less:
 * `{what:'storage', percent:-20}`; latte under $5: `{what:'price', of:'Latte', atMost:5}`; Ana is off on Friday:
 * `{what:'person', of:'Ana', weekday:4, off:true}`; leave out flyers: `{what:'spend', of:'Flyers', off:true}`;
 * keep the price of tea: `{what:'price', of:'Tea', by:0}`.
 */
export interface PlanChange {
  readonly what: ChangeTarget;
  /** The item, person, product, supplier or channel, as the records name it; absent: all. */
  readonly of?: string;
  readonly day?: IsoDate;
  /** 0 = Monday … 6 = Sunday, in every week of the plan. */
  readonly weekday?: number;
  readonly shift?: string;
  readonly role?: string;
  readonly location?: string;
  /** −20: a fifth less than now. */
  readonly percent?: number;
  /** Added to what it is now. */
  readonly by?: number;
  /** What it becomes. */
  readonly to?: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Left out, away, not used. */
  readonly off?: boolean;
}

export type PlanState = 'proposed' | 'approved' | 'dismissed' | 'replaced';

/** A plan as it was made, and what was decided about it. */
export interface StoredPlan {
  readonly id: PlanId;
  readonly kind: PlanKind;
  readonly state: PlanState;
  /** Short, as a list shows it: "Orders for Nov 24 – Dec 7". Final text. */
  readonly title: string;
  readonly request: PlanRequest;
  /** What the model was given and what came out; read by the kind's own maker only. */
  readonly problem: unknown;
  readonly basis: unknown;
  readonly outcome: unknown;
  /** Company's data version it rests on. */
  readonly dataVersion: number;
  /** The plan it is a what-if of. */
  readonly basedOn: PlanId | null;
  readonly turn: TurnId | null;
  readonly madeBy: UserId | null;
  readonly madeAt: Date;
  /** After this instant it cannot be approved any more. */
  readonly expiresAt: Date;
  readonly decidedBy: UserId | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
}

/** What an approved plan should bring, to be held against what happened. */
export interface PlanExpectation {
  /** "Units of Latte", in the company's words. */
  readonly label: string;
  readonly metric: string;
  readonly filter: Filter;
  readonly period: Period;
  readonly unit: Unit;
  /** What the plan expects, and the range it should fall in where one is known. */
  readonly value: number;
  readonly low80?: number;
  readonly high80?: number;
  /** What was expected without the plan, where that is known. */
  readonly without?: number;
}
