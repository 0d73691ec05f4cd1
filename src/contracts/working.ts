import type { Filter } from './catalogue.ts';
import type { RowSource } from './fact.ts';
import type { Period } from './period.ts';

/** Everything needed to show how an answer was made, and to make it again. */
export interface Working {
  readonly sources: readonly RowSource[];
  readonly metric?: { readonly key: string; readonly label: string; readonly definition: string };
  readonly filter?: Filter;
  readonly period?: Period;
  readonly compare?: Period;
  /** What was not used and why: closed days, gaps, a column that repeats a sum. */
  readonly leftOut: readonly string[];
  /** What was done, in order, in plain sentences (these may hold digits: they are shown as working, not as the answer). */
  readonly steps: readonly string[];
  readonly model?: ModelWorking;
  readonly checks: readonly { readonly name: string; readonly result: string }[];
}

export interface ModelWorking {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Rolling-origin backtest, every model tried, the chosen one among them; naive is the yardstick. */
  readonly backtest?: {
    readonly origins: number;
    readonly horizon: number;
    readonly models: readonly { readonly name: string; readonly wape: number; readonly mase: number }[];
    /** 1 − WAPE(chosen)/WAPE(seasonal naive); negative when worse. */
    readonly gainOverNaive: number;
    /** Share of backtest actuals inside the 80% and 95% bands. */
    readonly coverage80: number;
    readonly coverage95: number;
  };
}
