import type { Finding } from './finding.ts';
import type { LinearModel } from './linear-model.ts';
import type { FoundPlan, NoPlan, Solution, SolveOptions } from './solution.ts';

export type ModelKind = 'inventory' | 'staffing' | 'pricing' | 'budget';

/** The linear model with whatever a kind needs to find its variables in it again. */
export interface BuiltModel {
  readonly model: LinearModel;
}

/**
 * One kind of decision, from raw data to a plan a person can use. Every part is a pure function of its arguments.
 * `runOptimization` puts them in order: validate → build → solve → read → verify → explain.
 */
export interface OptimizationModel<Input, Built extends BuiltModel, Plan, Explanation> {
  readonly kind: ModelKind;
  /** Every contradiction and every bad number, in words. Must end quickly on any input of the type, NaN included. */
  validate(input: Input): readonly Finding[];
  build(input: Input): Built;
  /** Only for kinds that solve in stages; all others leave it out and are solved by `solveModel`. */
  solve?(input: Input, built: Built, options: SolveOptions): Solution;
  readPlan(input: Input, built: Built, solution: FoundPlan): Plan;
  /** Checks the plan against the raw data. Shares no code with `build`. */
  verify(input: Input, plan: Plan): Verification;
  /** `solved.options.timeLimitMs` is for all of it together; with little left it says less. */
  explain(solved: Solved<Input, Built, Plan>): Explanation;
  /** The smallest changes that would make an impossible input possible; `options.timeLimitMs` is for all of it. */
  findRemedies(input: Input, built: Built, options: SolveOptions): readonly Remedy[];
}

export interface Solved<Input, Built extends BuiltModel, Plan> {
  readonly input: Input;
  readonly built: Built;
  readonly solution: FoundPlan;
  readonly plan: Plan;
  readonly options: SolveOptions;
}

/** Result of the independent check. */
export interface Verification {
  /** The plan's objective, counted anew from the raw data. */
  readonly objective: number;
  /** Limits that the plan breaks, in words. Empty: the plan holds. */
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly code: string;
  readonly words: string;
  /** How far past the limit, in the limit's unit. */
  readonly amount: number;
}

/** A change that would make an impossible input possible. */
export interface Remedy {
  readonly code: string;
  /** One sentence: "Two more hours for Ana on Saturday." */
  readonly words: string;
  readonly amount: number;
  readonly values?: Readonly<Record<string, number | string>>;
}

export type Outcome<Plan, Explanation> =
  | { readonly status: 'invalid'; readonly findings: readonly Finding[] }
  | (NoPlan & { readonly findings: readonly Finding[]; readonly remedies: readonly Remedy[] })
  | (Omit<FoundPlan, 'values'> & {
      readonly findings: readonly Finding[];
      readonly plan: Plan;
      readonly explanation: Explanation;
    });
