import type { Page } from './page.ts';

/** One forecast value of the past beside what came; null: nothing is known, e.g. closed. */
export interface CheckedPoint {
  readonly day: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly came: number | null;
  readonly inside: boolean;
}

/** A forecast with the day it was made on and the value known then. */
export interface CheckedForecast {
  readonly from: number;
  readonly known: number | null;
  readonly points: readonly CheckedPoint[];
}

/** Pixels that one point of a line needs so that its miss can be told from its neighbour's, and one with its own bar. */
const POINT = 4.6;
const BAR = 8;

/**
 * The newest forecasts, as many as are readable: no day is drawn twice, each point with room of its own. Expects them in
 * the order in which they were made; at least one is kept.
 */
export function chooseForecasts(forecasts: readonly CheckedForecast[], gap: number, page: Page): CheckedForecast[] {
  const single = forecasts.every(({ points }) => points.length === 1);
  const most = (page.right - page.left - 50) / (single ? BAR : POINT);
  const newest = Math.max(...forecasts.flatMap((f) => f.points.map((p) => p.day)));
  const kept: CheckedForecast[] = [];
  const taken = new Set<number>();
  for (const forecast of forecasts.toReversed()) {
    const days = forecast.points.map((p) => p.day);
    if (days.some((day) => taken.has(day))) continue;
    if (kept.length > 0 && (newest - Math.min(...days)) / gap > most) break;
    kept.unshift(forecast);
    for (const day of days) taken.add(day);
  }
  return kept;
}
