import type { Filter } from './catalogue.ts';
import type { IsoDate, Period } from './period.ts';

/** Something to take for granted about the days ahead, as it was said. */
export type ForecastAssumption =
  /** "We are closed on the 24th." */
  | { readonly what: 'closed'; readonly period: Period }
  /** "We stay open on Christmas Day." */
  | { readonly what: 'open'; readonly period: Period }
  /** "Assume the promo runs again next week": an event of the company's calendar, by its name. Absent period: the time asked about. */
  | { readonly what: 'event'; readonly label: string; readonly period?: Period }
  /** "Without the promotion": as if it did not take place. */
  | { readonly what: 'without'; readonly label: string }
  /** "With prices 5% up", "if it is 30 degrees", "with twice the ad spend": another metric's future values. */
  | {
      readonly what: 'metric';
      readonly metric: string;
      /** Against its usual value, in per cent. */
      readonly percent?: number;
      /** Or the value itself, in the metric's unit. */
      readonly to?: number;
      readonly period?: Period;
    };

/** One of several futures to hold against each other. */
export interface ForecastScenario {
  /** As it was said: "with the promo", "without it". Absent: named by its assumptions. */
  readonly label?: string;
  readonly assume: readonly ForecastAssumption[];
}

/** A question about forecasts that were made: how good were they? */
export interface ForecastAccuracyInput {
  /** Absent: all metrics that were forecast. */
  readonly metric?: string;
  readonly filter?: Filter;
  /** Days the forecasts were about. Absent: all that can be checked. */
  readonly period?: Period;
}

/** A forecast of one day, week or month that has come true or not. Values in the metric's unit. */
export interface ForecastScore {
  readonly t: IsoDate;
  readonly expected: number;
  readonly actual: number;
  /** What repeating the last season would have said. */
  readonly naive: number | null;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}
