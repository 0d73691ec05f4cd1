import { dayNumber } from '../../src/calendar/civil-day.ts';
import type { Filter } from '../../src/contracts/catalogue.ts';
import type { ForecastAssumption } from '../../src/contracts/forecast.ts';
import type { Grain, IsoDate } from '../../src/contracts/period.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import type { Companion } from './choose-columns.ts';

/** Steps on which it must be known to say anything about it. */
const LEAST: Readonly<Record<Grain, number>> = { day: 56, week: 26, month: 18, quarter: 8 };
/** The last of them tell what is usual where there is no year to look back to. */
const LATELY: Readonly<Record<Grain, number>> = { day: 28, week: 8, month: 6, quarter: 4 };
const AROUND_DAYS = 15;

/** Why another metric's future cannot be taken into account. */
export interface Unusable {
  readonly label: string;
  readonly why: 'itself' | 'other-steps' | 'too-little';
}

/** The metrics that something is assumed about, as far as their past goes along with the steps of the forecast. */
export async function readCompanions(
  reader: MetricReader,
  assumed: readonly ForecastAssumption[],
  about: { readonly metric: string; readonly filter: Filter; readonly grain: Grain },
): Promise<{ readonly companions: readonly Companion[]; readonly unusable: readonly Unusable[] }> {
  const companions: Companion[] = [];
  const unusable: Unusable[] = [];
  const keys = new Set(assumed.flatMap((one) => (one.what === 'metric' ? [one.metric] : [])));
  for (const key of keys) {
    const metric = reader.definition(key);
    const no = (why: Unusable['why']) => unusable.push({ label: metric.label, why });
    if (key === about.metric) {
      no('itself');
      continue;
    }
    const cut = await reader.dimensionsOf(key);
    const filter = Object.fromEntries(Object.entries(about.filter).filter(([dimension]) => cut.includes(dimension)));
    const series = await reader.series({ metric: key, filter, grain: about.grain });
    const past = new Map(series.points.flatMap(({ t, y }) => (y === null ? [] : [[t, y] as const])));
    if (series.grain !== about.grain) no('other-steps');
    else if (past.size < LEAST[about.grain]) no('too-little');
    else companions.push({ metric, past, usual: rememberUsual(past, about.grain) });
  }
  return { companions, unusable };
}

type Known = readonly { readonly day: number; readonly y: number }[];

/** Steps at the end on which the two ways to say what is usual are tried. */
const TRIED = 60;

/**
 * What is usual: the same time of the years before (weather), or the last weeks (prices, spend). Whichever would have
 * been nearer lately.
 */
function rememberUsual(past: ReadonlyMap<IsoDate, number>, grain: Grain): (step: IsoDate) => number {
  const known = [...past].map(([t, y]) => ({ day: dayNumber(t), y })).sort((a, b) => a.day - b.day);
  const few = LATELY[grain];
  const lately = average(known.slice(-few)) ?? 0;
  let bySeason = 0;
  let byLately = 0;
  for (let i = Math.max(2 * few, known.length - TRIED); i < known.length; i += 1) {
    const { day, y } = known[i] ?? { day: 0, y: 0 };
    const season = sameTimeOfYear(known, day);
    if (season === null) continue;
    bySeason += Math.abs(y - season);
    byLately += Math.abs(y - (average(known.slice(i - 2 * few, i - few)) ?? 0));
  }
  if (bySeason >= byLately) return () => lately;
  const found = new Map<IsoDate, number>();
  return (step) => {
    const usual = found.get(step) ?? sameTimeOfYear(known, dayNumber(step)) ?? lately;
    found.set(step, usual);
    return usual;
  };
}

function sameTimeOfYear(known: Known, day: number): number | null {
  return average(
    known.filter((one) => {
      const years = Math.round((day - one.day) / 365.25);
      return years >= 1 && Math.abs(day - one.day - years * 365.25) <= AROUND_DAYS;
    }),
  );
}

const average = (values: Known): number | null =>
  values.length === 0 ? null : values.reduce((sum, { y }) => sum + y, 0) / values.length;
