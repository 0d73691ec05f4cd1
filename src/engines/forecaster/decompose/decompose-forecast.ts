import { estimateSeasons, listPeriods } from '../mstl/estimate-seasons.ts';
import { imputeMissing } from '../series/impute-missing.ts';
import type { SeriesScale } from '../series/series-scale.ts';
import { findScale, fromScale, toScale } from '../series/series-scale.ts';
import { logarithmicMean } from './logarithmic-mean.ts';
import type { EffectShares } from './remove-effects.ts';
import { removeEffects, shareAt } from './remove-effects.ts';
import { splitFuture } from './split-future.ts';
import type { Decomposition, DecompositionPart } from './types.ts';

export interface DecomposeInput {
  /** History, NaN where closed or missing. */
  readonly y: Float64Array;
  /** Steps in a season, 1 for none. A season of 7 is a week, any other a year. */
  readonly period: number;
  /** Steps in a year where the forecast may hold a yearly pattern beside the season, else null. */
  readonly stepsPerYear: number | null;
  /** The steps after the history; NaN where closed. */
  readonly forecast: Float64Array;
  /** Holidays, promotions, prices: shares reach over history and horizon. */
  readonly effects?: EffectShares;
}

const NO_EFFECTS: EffectShares = { kind: 'multiplicative', byRegressor: [] };

/**
 * What past and forecast are made of, in the metric's unit: trend, seasons, effects, rest. Past: they add up to the
 * value, null where there is none. Future: they add up to the forecast, all zero where closed.
 *
 * The effects are taken out first; seasons come from robust MSTL of what is left, on logarithms where values allow it
 * (`kind` multiplicative). Factors become amounts by the logarithmic mean (see `logarithmicMean`), which favours none
 * of them: seasons and factor effects against the trend together where the series is multiplicative, factor effects
 * against the value without them where it is not. Effects given as amounts stay what they are.
 * Pure; every number is finite.
 */
export function decomposeForecast(input: DecomposeInput): Decomposition {
  const { period, stepsPerYear, effects = NO_EFFECTS } = input;
  const y = input.y.map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const forecast = input.forecast.map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const base = removeEffects(y, effects, 0);
  const futureBase = removeEffects(forecast, effects, y.length);
  const scale = findScale(base);
  const scaled = base.map((value) => toScale(value, scale));
  const futureScaled = futureBase.map((value) => toScale(value, scale));

  const used = listPeriods([period, ...(stepsPerYear === null ? [] : [stepsPerYear])], y.length);
  const filled = imputeMissing(scaled, y.length, Math.floor(used[0] ?? 1));
  const { trend, patterns } = estimateSeasons(filled, used, true);
  const extended = patterns.map(({ period: length, values }) => ({
    period: length,
    values: values(y.length + forecast.length),
  }));
  const future = splitFuture(
    futureScaled,
    extended.map(({ period: length, values }) => ({ period: length, values: values.subarray(y.length) })),
  );

  const limit = limitTo(scaled, futureScaled);
  const past = Array.from(y, (value, t) => {
    const at = {
      value,
      base: base[t] ?? 0,
      trend: limit(trend[t] ?? 0),
      seasons: extended.map((s) => s.values[t] ?? 0),
    };
    return Number.isNaN(value) ? null : listAmounts(at, listShares(effects, t), effects.kind, scale);
  });
  const ahead = Array.from(forecast, (value, h) => {
    const at = {
      value,
      base: futureBase[h] ?? 0,
      trend: limit(future.trend[h] ?? 0),
      seasons: future.seasons.map((season) => season[h] ?? 0),
    };
    return Number.isNaN(value) ? null : listAmounts(at, listShares(effects, y.length + h), effects.kind, scale);
  });
  const parts = nameParts(used, effects).map(
    (name, k): DecompositionPart => ({
      ...name,
      past: past.map((amounts) => (amounts === null ? null : (amounts[k] ?? 0))),
      future: ahead.map((amounts) => amounts?.[k] ?? 0),
    }),
  );
  return { kind: scale.log ? 'multiplicative' : 'additive', parts };
}

/** The parts in their order: trend, seasons, effects, rest. */
function nameParts(used: readonly number[], effects: EffectShares): Pick<DecompositionPart, 'name' | 'regressor'>[] {
  return [
    { name: 'trend' },
    ...used.map((period) => ({ name: period === 7 ? ('week' as const) : ('year' as const) })),
    ...effects.byRegressor.map(({ name }) => ({ name: 'effect' as const, regressor: name })),
    { name: 'rest' },
  ];
}

interface Step {
  readonly value: number;
  /** The value without effects. */
  readonly base: number;
  /** On the scale. */
  readonly trend: number;
  readonly seasons: readonly number[];
}

/** Amounts of trend, seasons, effects and rest, in the metric's unit. */
function listAmounts(step: Step, shares: readonly number[], kind: EffectShares['kind'], scale: SeriesScale): number[] {
  const { value, base, seasons } = step;
  const trend = fromScale(step.trend, scale);
  const factors = kind === 'multiplicative';
  const together = scale.log && factors;
  // Where effects are amounts, or the base is a sum, seasons are told from the base and not from the value.
  const perLog = logarithmicMean(together ? value : base, trend);
  const perFactor = together ? perLog : logarithmicMean(value, base);
  const amounts = [
    trend,
    ...seasons.map((season) => (scale.log ? perLog * season : season * scale.size)),
    ...shares.map((share) => (factors ? perFactor * Math.log(share) : share)),
  ];
  return [...amounts, amounts.reduce((left, amount) => left - amount, value)];
}

function listShares(effects: EffectShares, t: number): number[] {
  return effects.byRegressor.map((_, k) => shareAt(effects, k, t));
}

/** A smooth may overshoot; a trend stays within the values it is of. */
function limitTo(...series: readonly Float64Array[]): (value: number) => number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const values of series) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return (value) => (low > high ? 0 : Math.max(low, Math.min(high, value)));
}
