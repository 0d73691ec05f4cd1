import type { Filter } from './catalogue.ts';
import type { ForecastAssumption, ForecastScenario } from './forecast.ts';
import type { Grain, IsoDate, Period } from './period.ts';
import type { PlanChange, PlanKind } from './plan.ts';
import type { Question, SkillCall } from './skill.ts';

/** What the planner made of a message: steps to run, or a question back. */
export type Understanding =
  | {
      readonly kind: 'plan';
      readonly calls: readonly SkillCall[] /** notes for the composer, e.g. spelling taken as another word */;
      readonly assumed: readonly Assumption[];
    }
  | { readonly kind: 'ask'; readonly question: Question };

/** Something the planner took for granted and the answer should say. */
export interface Assumption {
  readonly about: 'metric' | 'member' | 'period' | 'today';
  readonly said: string;
  readonly taken: string;
}

/** The turn before, in the same thread. */
export interface PreviousTurn {
  readonly calls: readonly SkillCall[];
  /** When the last reply was a question back: the calls it was about, waiting for the missing input. */
  readonly asked?: Question;
}

/* Inputs of the skills, as the planner fills them. Only what was said (or follows from the thread) is filled. */

export interface MetricInput {
  readonly metric: string;
  readonly filter?: Filter;
}

export interface AskMetricInput extends MetricInput {
  /** Dimension to break down by. */
  readonly by?: string;
  /** Or grain to list over time: "sales by day last week". */
  readonly over?: Grain;
  readonly period?: Period;
  readonly compare?: Period;
  /** "best"/"worst": which member the answer should name first. */
  readonly rank?: 'best' | 'worst';
}

export interface ExplainChangeInput extends MetricInput {
  readonly period?: Period;
  readonly compare?: Period;
  /** What the person believes happened; the answer says when it did not. */
  readonly direction?: 'up' | 'down';
  /** A metric named as the suspected cause: "did the ad spend bring in customers?" */
  readonly suspect?: string;
}

export interface ForecastMetricInput extends MetricInput {
  /** Days from today to the last day asked about. */
  readonly horizonDays: number;
  /** The window asked about; the answer is its total. */
  readonly period?: Period;
  readonly by?: string;
  /** A level asked about: "will we hit 120k?" */
  readonly target?: number;
  /** "Weekly instead of daily"; absent: the metric's own. */
  readonly grain?: Grain;
  /** What to take for granted: "we are closed on the 24th". */
  readonly assume?: readonly ForecastAssumption[];
  /** Two to four futures in one answer: "with and without the promo". The first is the one the others are held against. */
  readonly scenarios?: readonly ForecastScenario[];
  /** What should be shown first: "what drives it?", "how did your method do?". Absent: the forecast. */
  readonly show?: 'drivers' | 'backtest';
}

/** A change to try: of a metric, or of `price`. */
export interface WhatIfInput {
  readonly metric?: string;
  readonly filter?: Filter;
  readonly change: { readonly variable: string; readonly percent?: number; readonly absolute?: number };
  readonly period?: Period;
}

/** Changes to try in a plan. Without a kind it is the thread's plan, or what the changes are about. */
export interface PlanWhatIfInput {
  readonly kind?: PlanKind;
  readonly changes: readonly PlanChange[];
}

/** What the four plan skills are asked for. All of it may be left out. */
export interface PlanQuestionInput {
  readonly period?: Period;
  readonly filter?: Filter;
  readonly changes?: readonly PlanChange[];
  /** Budget: money over the whole period. */
  readonly amount?: number;
  /** Prices: most that one may change, in per cent. */
  readonly maxChangePercent?: number;
  /** Orders: the item or product that was asked about. */
  readonly item?: string;
}

/** A decision on a plan, or a question about decisions. */
export interface DecideInput {
  readonly action: 'approve' | 'dismiss' | 'adjust' | 'list' | 'review';
  readonly kind?: PlanKind;
}

/** A fact that plans rest on (keys: see `PlanningSetting`), or the question which ones there are. */
export type PlanningSettingsInput =
  | { readonly key: string; readonly value: number | string }
  | { readonly action: 'list' };

export interface ShowWorkingInput {
  /** Turn id; the last answer of the thread when absent. */
  readonly turn?: string;
}

/** Everything the planner needs. Pure: the same input gives the same plan. */
export interface PlannerInput {
  readonly text: string;
  readonly today: IsoDate;
  readonly previous?: PreviousTurn;
  /** File names that came with the message. */
  readonly attachments: readonly string[];
}
