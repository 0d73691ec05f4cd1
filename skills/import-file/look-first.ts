import { dayNumber, dayOf } from '../../src/calendar/civil-day.ts';
import type { Grain, WeekStart } from '../../src/contracts/period.ts';
import { chooseStretches } from '../../src/datasets/choose-stretches.ts';
import type { FileUnderstanding } from '../../src/datasets/file-understanding.ts';
import type { FirstLook } from '../../src/datasets/first-findings.ts';
import { endOfBucket, startOfGrain } from '../../src/metrics/calendar.ts';
import type { MetricSeries } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';

export interface FirstSight {
  readonly look: FirstLook;
  /** The main metric over all time, in the grain of the chart; whole weeks and months only. */
  readonly curve: MetricSeries;
  /** Key of the dimension the look is split by. */
  readonly dimension: string | null;
}

/** Reads what the first findings need, from what was just stored. null when the main metric has no value. */
export async function lookFirst(
  ctx: SkillContext,
  file: FileUnderstanding,
  metricKey: string,
): Promise<FirstSight | null> {
  return ctx.read(async (metrics) => {
    const series = await metrics.series({ metric: metricKey });
    const known = series.points.filter((point) => point.y !== null);
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last) return null;
    const stretches = chooseStretches(last.t, series.metric.grain);
    const dimension = await chooseDimension(await metrics.dimensionsOf(metricKey), file, metricKey);
    const split = dimension
      ? await metrics.breakdown({
          metric: metricKey,
          by: dimension,
          period: stretches.recent.period,
          compare: stretches.before.period,
        })
      : null;
    const label = file.dimensions.find((plan) => plan.key === dimension)?.label ?? dimension ?? '';
    const grain = curveGrain(series.grain, known.length);
    const end = dayOf(dayNumber(endOfBucket(last.t, series.grain)));
    const curve =
      grain === series.grain
        ? series
        : await metrics.series({
            metric: metricKey,
            grain,
            period: wholeBuckets(first.t, end, grain, ctx.company.weekStart),
          });
    const reaches = first.t <= stretches.yearBefore.period.start;
    return {
      look: {
        metric: series.metric,
        series,
        recent: stretches.recent,
        before: stretches.before,
        yearBefore: reaches ? stretches.yearBefore : null,
        split: split ? { label, rows: split.rows, sources: split.sources } : null,
      },
      curve,
      dimension,
    };
  });
}

/** Of the dimensions the metric can be split by, the file's first one with members to compare. */
async function chooseDimension(
  possible: readonly string[],
  file: FileUnderstanding,
  metricKey: string,
): Promise<string | null> {
  const dims = file.metrics.find((metric) => metric.definition.key === metricKey)?.dims ?? [];
  const plans = file.dimensions.filter(
    (dimension) => dims.includes(dimension.key) && possible.includes(dimension.key) && dimension.members.length > 1,
  );
  const wanted = ['item', 'category', 'location', 'channel'];
  return (
    (wanted.map((key) => plans.find((plan) => plan.key === key)).find((plan) => plan !== undefined) ?? plans[0])?.key ??
    possible[0] ??
    null
  );
}

function curveGrain(grain: Grain, points: number): Grain {
  if (grain !== 'day') return grain;
  if (points <= 70) return 'day';
  return points <= 1_100 ? 'week' : 'month';
}

/** First and last whole week or month between two days; a half week would look like a fall. */
function wholeBuckets(first: string, last: string, grain: Grain, weekStart: WeekStart): { start: string; end: string } {
  const opening = startOfGrain(first, grain, weekStart);
  const start = opening === first ? first : dayOf(dayNumber(endOfBucket(opening, grain)) + 1);
  const closing = startOfGrain(last, grain, weekStart);
  const end = endOfBucket(closing, grain) === last ? last : dayOf(dayNumber(closing) - 1);
  return start <= end ? { start, end } : { start: first, end: last };
}
