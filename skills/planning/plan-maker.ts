import type { ChartSpec } from '../../src/contracts/chart.ts';
import type { Role } from '../../src/contracts/company.ts';
import type { RowSource } from '../../src/contracts/fact.ts';
import type { Period } from '../../src/contracts/period.ts';
import type {
  PlanChange,
  PlanExpectation,
  PlanId,
  PlanKind,
  PlanRequest,
  StoredPlan,
} from '../../src/contracts/plan.ts';
import type { FollowUp, SectionTemplate, SkillFile, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import type { Finding } from '../../src/engines/optimizer/model/finding.ts';
import type { Remedy } from '../../src/engines/optimizer/model/optimization-model.ts';
import type { Kinds } from '../../src/engines/optimizer/optimize.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';

export type ProblemOf<K extends PlanKind> = Kinds[K]['input'];
export type OutcomeOf<K extends PlanKind> = Kinds[K]['outcome'];
/** An outcome that holds a plan. */
export type PlannedOf<K extends PlanKind> = Extract<Kinds[K]['outcome'], { plan: unknown }>;

/** Everything the model needs is there; or the answer that asks for it by the shortest path. */
export type Gathered<K extends PlanKind, Basis> =
  | {
      readonly kind: 'ready';
      readonly problem: ProblemOf<K>;
      readonly basis: Basis;
      /** Milliseconds for solving, and the gap that is good enough, a fraction. */
      readonly timeLimitMs: number;
      readonly gap: number;
    }
  | { readonly kind: 'missing'; readonly answer: SkillResult };

/** What everything of a kind's plan is said from. JSON, because it is kept with the plan. */
export interface CommonBasis {
  /** The days the plan is for, whatever was asked. */
  readonly period: Period;
  /** What was taken for granted, each a template whose facts come from `say`; see `Assumption`. */
  readonly assumptions: readonly Assumption[];
  /** Files and rows that the plan rests on. */
  readonly sources: readonly RowSource[];
  /** What was done to get from the data to the problem, plain sentences for the working (may hold digits). */
  readonly steps: readonly string[];
}

/**
 * Something assumed because nobody said it. `text` is a template with `{{slots}}`, filled from `values` (numbers are
 * written by `unit`, texts as they are): "Keeping goods costs {{rate}} of their value a year."
 */
export interface Assumption {
  readonly text: string;
  readonly values: Readonly<Record<string, AssumedValue>>;
  /** The setting that would replace it, and how to say it: "Our storage holds … crates". */
  readonly setting?: string;
  readonly howToSay?: string;
}

export type AssumedValue =
  | string
  | { readonly value: number; readonly unit: 'currency' | 'count' | 'percent' | 'hours'; readonly decimals?: number };

/** A plan that was made, whole: as it is kept, as it is said. */
export interface MadePlan<K extends PlanKind, Basis> {
  readonly request: PlanRequest;
  readonly problem: ProblemOf<K>;
  readonly basis: Basis;
  readonly outcome: PlannedOf<K>;
}

/** The words, tables and pictures of a plan. All prose is templates of `book`'s facts. */
export interface PlanWords {
  /** Short, final text without slots (it names the plan in lists): "Orders for Nov 24 – Dec 7". */
  readonly title: string;
  /** The answer first: what to do, and what it brings against today. One or two sentences. */
  readonly answer: string;
  /** What comes after the status: what binds and what more of it is worth, alternatives, what is short. */
  readonly sections: readonly SectionTemplate[];
  readonly tables: readonly TableTemplate[];
  readonly charts: readonly ChartSpec[];
  /** One or two what-ifs that would be worth asking next; shown where there is room. */
  readonly followUps: readonly FollowUp[];
}

/** One kind of plan, from the company's data to its words. `make-plan.ts` runs the parts in order. */
export interface PlanMaker<K extends PlanKind, Basis extends CommonBasis> {
  readonly kind: K;
  /** Least role that may make and see such plans: rosters hold what people earn. */
  readonly rights: Role;
  /** Reads what the company has, applies `request.changes`, and assembles the problem, or asks for what is missing. */
  gather(ctx: SkillContext, request: PlanRequest): Promise<Gathered<K, Basis>>;
  present(ctx: SkillContext, made: MadePlan<K, Basis>, book: FactBook): PlanWords;
  /** What a what-if changed: one to four sentences, figures before and after. The plan itself is presented too. */
  compare(
    ctx: SkillContext,
    before: MadePlan<K, Basis>,
    after: MadePlan<K, Basis>,
    book: FactBook,
  ): readonly SectionTemplate[];
  /** Bad input that only solving found, and what would make an impossible plan possible, in the person's words.
   * null: the plan's own words say it already. */
  sayFinding(finding: Finding, basis: Basis, book: FactBook): string | null;
  sayRemedy(remedy: Remedy, basis: Basis, book: FactBook): string;
  /**
   * A step ("twenty more") that is meant against the plan on the table, as what it leads to. Absent: steps count from
   * what the data say.
   */
  settle?(change: PlanChange, shown: MadePlan<K, Basis>): PlanChange;
  /** The plan as files: always a workbook, a CSV, and where it helps more. */
  files(ctx: SkillContext, made: MadePlan<K, Basis>): Promise<readonly SkillFile[]>;
  /** What to hold against reality once it is approved. Empty where the company has no number for it. */
  expectations(ctx: SkillContext, made: MadePlan<K, Basis>): readonly PlanExpectation[];
  /** Until when it can be approved. */
  expiresAt(ctx: SkillContext, made: MadePlan<K, Basis>): Date;
}

/** The plan that a what-if is of. */
export interface PlanBase {
  readonly id: PlanId;
  /** The thread is about it; else the answer says which one it is. */
  readonly isTalkedOf: boolean;
}

/** A maker whose basis is closed over, so that makers of all kinds stand in one list. */
export interface RegisteredMaker {
  readonly kind: PlanKind;
  readonly rights: Role;
  make(ctx: SkillContext, request: PlanRequest, basedOn: PlanBase | null): Promise<SkillResult>;
  /** What was said under a plan, with its steps settled against that plan. */
  settle(changes: readonly PlanChange[], shown: StoredPlan): readonly PlanChange[];
  /** The files of a plan that was kept. */
  files(ctx: SkillContext, stored: StoredPlan): Promise<readonly SkillFile[]>;
}
