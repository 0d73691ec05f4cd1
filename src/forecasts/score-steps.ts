import { z } from 'zod';
import type { ForecastScore } from '../contracts/forecast.ts';
import type { Grain, IsoDate } from '../contracts/period.ts';
import type { SeriesPoint } from '../metrics/metric-series.ts';

/** Steps of the season that a person would repeat by hand: the same day of the week before, the same month of last year. */
const SEASON: Readonly<Record<Grain, number>> = { day: 7, week: 1, month: 12, quarter: 4 };

/** Seasons that are looked back over: where the shop was shut a week ago, the week before that is repeated. */
const MOST_SEASONS = 5;

/** The part of a kept forecast's step that is read here; the forecaster keeps more. */
const step = z.object({
  t: z.iso.date(),
  y: z.number(),
  low80: z.number(),
  high80: z.number(),
  low95: z.number(),
  high95: z.number(),
  closed: z.boolean().optional(),
});

/** A series as it is known now, with where each step stands in it. */
export interface KnownSeries {
  readonly grain: Grain;
  /** One a step, without holes. */
  readonly points: readonly SeriesPoint[];
  readonly at: ReadonlyMap<IsoDate, number>;
}

export interface ScoredSteps {
  readonly scores: readonly (ForecastScore & { readonly step: number })[];
  /** Every step up to here has a score or was closed; null: not even the first. */
  readonly until: IsoDate | null;
}

export const knowSeries = (points: readonly SeriesPoint[], grain: Grain): KnownSeries => ({
  grain,
  points,
  at: new Map(points.map(({ t }, index) => [t, index])),
});

/**
 * Holds the steps of one kept forecast against what came. Closed days are not scored, whether the forecast or the
 * company says so; a step without a value waits.
 * @param kept the forecast's steps as they were kept; a step not of their form ends the forecast there
 * @param from only steps after it are new (`until` of the time before)
 * @param since steps before it are too old to be looked at
 */
export function scoreSteps(
  kept: readonly unknown[],
  known: KnownSeries,
  { from = null, since }: { readonly from?: IsoDate | null; readonly since: IsoDate },
): ScoredSteps {
  const scores: (ForecastScore & { step: number })[] = [];
  const first = step.safeParse(kept[0]);
  if (!first.success) return { scores, until: from };
  let until = from;
  let unbroken = true;
  for (const [index, one] of kept.entries()) {
    const parsed = step.safeParse(one);
    if (!parsed.success) break;
    const { t, closed = false, ...values } = parsed.data;
    if (from !== null && t <= from) continue;
    const at = known.at.get(t);
    const now = at === undefined ? undefined : known.points[at];
    const shut = closed || now?.state === 'closed';
    if (t >= since && !shut && at !== undefined && now !== undefined && now.y !== null) {
      const { y: expected, low80, high80, low95, high95 } = values;
      const naive = repeatSeason(known, at, first.data.t);
      scores.push({ step: index + 1, t, expected, low80, high80, low95, high95, actual: now.y, naive });
    } else if (t >= since && !shut) unbroken = false;
    if (unbroken) until = t;
  }
  return { scores, until };
}

/**
 * What repeating the last season would have said when the forecast was made: the same step of the newest season that
 * lies wholly before the forecast's first step and has a value. Values corrected since then count as corrected.
 */
function repeatSeason({ grain, points }: KnownSeries, at: number, first: IsoDate): number | null {
  const season = SEASON[grain];
  let tried = 0;
  for (let back = at - season; back >= 0 && tried < MOST_SEASONS; back -= season) {
    const point = points[back];
    if (point === undefined || point.t >= first) continue;
    if (point.y !== null) return point.y;
    tried += 1;
  }
  return null;
}
