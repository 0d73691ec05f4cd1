import { addDays } from '../../src/calendar/civil-day.ts';
import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Grain, IsoDate } from '../../src/contracts/period.ts';
import type { Regressor } from '../../src/engines/forecaster/types.ts';
import { nextBucket } from '../../src/metrics/calendar.ts';
import type { SeriesPoint } from '../../src/metrics/metric-series.ts';
import type { Future } from './future.ts';
import type { KnownDays } from './know-days.ts';

/** The engine takes thirty; names that come rarely teach little and cost time. */
const MOST_FLAGS = 24;

/** Name of the flag for the share of a week on which the place is shut. */
export const SHUT_DAYS = 'Closed days';

/** Another metric whose values go along: a price, the weather, ad spend. */
export interface Companion {
  readonly metric: MetricDefinition;
  /** By the step's first day. */
  readonly past: ReadonlyMap<IsoDate, number>;
  /** What it usually is on that step. */
  usual(step: IsoDate): number;
}

/** What a forecast is given beside the values: the same for every future that is held against another. */
export interface Columns {
  readonly flags: readonly string[];
  readonly companions: readonly Companion[];
}

/** Named days that the values can teach something about, those that come up again first. */
export function chooseColumns(
  known: KnownDays,
  series: { readonly points: readonly SeriesPoint[]; readonly grain: Grain },
  parts: {
    readonly end: IsoDate;
    readonly named: readonly string[];
    readonly companions: readonly Companion[];
    readonly only?: readonly string[];
  },
): Columns {
  const { grain, points } = series;
  if (grain !== 'day' && grain !== 'week') return { flags: [], companions: parts.companions };
  const last = points.at(-1)?.t ?? '';
  const rated = [...known.named.values()].flatMap(({ label, days }) => {
    const seen = countSeen(days, series);
    const isAhead = parts.named.includes(label) || [...days].some((day) => day > last && day <= parts.end);
    return seen > 0 && (parts.only?.includes(label) ?? true) ? [{ label, rank: (isAhead ? 1e6 : 0) + seen }] : [];
  });
  rated.sort((a, b) => b.rank - a.rank || (a.label < b.label ? -1 : 1));
  const flags = rated.slice(0, MOST_FLAGS - parts.companions.length).map(({ label }) => label);
  return { flags: grain === 'week' ? [...flags, SHUT_DAYS] : flags, companions: parts.companions };
}

/** Days of the past with a value on which something took place. */
export function countSeen(
  days: ReadonlySet<IsoDate>,
  { points, grain }: { readonly points: readonly SeriesPoint[]; readonly grain: Grain },
): number {
  if (grain === 'day') return points.filter(({ t, state }) => state === 'open' && days.has(t)).length;
  return points.reduce((sum, { t, state }) => sum + (state === 'open' ? countInWeek(days, t) : 0), 0);
}

/** The columns with their values over the past and the steps ahead. A day on which nothing is sold has no effect. */
export function writeColumns(
  columns: Columns,
  series: { readonly points: readonly SeriesPoint[]; readonly grain: Grain },
  ahead: { readonly steps: readonly IsoDate[]; readonly closed: ReadonlySet<IsoDate> },
  future: Future,
  shut: ReadonlySet<IsoDate>,
): Regressor[] {
  const { points, grain } = series;
  const flag = (days: ReadonlySet<IsoDate>, t: IsoDate) =>
    grain === 'week' ? countInWeek(days, t) / 7 : days.has(t) ? 1 : 0;
  const flags = columns.flags.map((name): Regressor => {
    const days = name === SHUT_DAYS && grain === 'week' ? shut : (future.flags.get(name) ?? new Set<IsoDate>());
    const past = points.map(({ t, state }) => (state === 'closed' ? 0 : flag(days, t)));
    return {
      name,
      kind: 'flag',
      values: [...past, ...ahead.steps.map((t) => (ahead.closed.has(t) ? 0 : flag(days, t)))],
    };
  });
  const numbers = columns.companions.map(({ metric, past, usual }): Regressor => {
    const set = future.numbers.get(metric.key);
    return {
      name: metric.label,
      kind: 'number',
      values: [...points.map(({ t }) => past.get(t) ?? null), ...ahead.steps.map((t) => set?.get(t) ?? usual(t))],
    };
  });
  const taken = new Set(numbers.map(({ name }) => name));
  return [...flags.filter(({ name }) => !taken.has(name)), ...numbers];
}

/** First days of the steps after the last point. */
export function listAhead(last: IsoDate, grain: Grain, horizon: number): IsoDate[] {
  const steps: IsoDate[] = [];
  for (let t = nextBucket(last, grain); steps.length < horizon; t = nextBucket(t, grain)) steps.push(t);
  return steps;
}

function countInWeek(days: ReadonlySet<IsoDate>, week: IsoDate): number {
  let count = 0;
  for (let day = 0; day < 7; day += 1) if (days.has(addDays(week, day))) count += 1;
  return count;
}
