import type { ForecastPoint, WindowTotal } from '../../../src/engines/forecaster/types.ts';

/** A forecast made when `origin` days were known. */
export interface MadeForecast {
  readonly origin: number;
  /** By step ahead. */
  readonly values: readonly number[];
  readonly low80?: readonly number[];
  readonly high80?: readonly number[];
  readonly low95?: readonly number[];
  readonly high95?: readonly number[];
  /** Of the whole stretch from the first day on. */
  readonly totals?: readonly WindowTotal[];
}

export interface Score {
  readonly horizon: number;
  readonly model: string;
  /** Σ|error| / Σ|actual| over open days. */
  readonly wape: number;
  /** Mean |error| over the mean |change| from one week to the next before the first origin. */
  readonly mase: number;
  /** Shares of actuals within the intervals. */
  readonly coverage80?: number;
  readonly coverage95?: number;
  /** Shares of the stretch's totals within theirs. */
  readonly totalCoverage80?: number;
  readonly totalCoverage95?: number;
}

/** Scores the first `horizon` steps of every forecast whose actuals are all there. */
export function scoreForecasts(
  model: string,
  made: readonly MadeForecast[],
  points: readonly ForecastPoint[],
  horizon: number,
  scale: number,
): Score {
  let errors = 0;
  let actuals = 0;
  let count = 0;
  let inside80 = 0;
  let inside95 = 0;
  for (const { origin, values, low80, high80, low95, high95 } of made) {
    if (origin + horizon > points.length) continue;
    for (let h = 0; h < horizon; h += 1) {
      const actual = points[origin + h]?.y ?? null;
      if (actual === null) continue;
      errors += Math.abs(actual - (values[h] ?? Number.NaN));
      actuals += actual;
      count += 1;
      inside80 += actual >= (low80?.[h] ?? 0) && actual <= (high80?.[h] ?? 0) ? 1 : 0;
      inside95 += actual >= (low95?.[h] ?? 0) && actual <= (high95?.[h] ?? 0) ? 1 : 0;
    }
  }
  const totals = made.flatMap(({ origin, totals: all = [] }) => {
    const window = all.find(({ to }) => to === horizon);
    if (window === undefined || origin + horizon > points.length) return [];
    const total = points.slice(origin, origin + horizon).reduce((sum, { y }) => sum + (y ?? 0), 0);
    return [
      { in80: total >= window.low80 && total <= window.high80, in95: total >= window.low95 && total <= window.high95 },
    ];
  });
  const plain = { horizon, model, wape: errors / actuals, mase: errors / count / scale };
  return made[0]?.low80 === undefined
    ? plain
    : {
        ...plain,
        coverage80: inside80 / count,
        coverage95: inside95 / count,
        totalCoverage80: totals.filter(({ in80 }) => in80).length / totals.length,
        totalCoverage95: totals.filter(({ in95 }) => in95).length / totals.length,
      };
}

/** Mean |change| from one week to the next over open days: the scale of MASE. */
export function weeklyScale(history: readonly ForecastPoint[]): number {
  const changes = history.flatMap(({ y }, t) => {
    const before = history[t - 7]?.y ?? null;
    return y === null || before === null ? [] : [Math.abs(y - before)];
  });
  return changes.reduce((a, b) => a + b, 0) / changes.length;
}

/** The newest open day with the weekday of each step. */
export function sameDayLastWeek(history: readonly ForecastPoint[], horizon: number): number[] {
  return Array.from({ length: horizon }, (_, h) => {
    for (let t = history.length + (h % 7) - 7; t >= 0; t -= 7) {
      const y = history[t]?.y ?? null;
      if (y !== null) return y;
    }
    return 0;
  });
}
