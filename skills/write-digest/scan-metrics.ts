import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { MetricEntry } from '../../src/contracts/catalogue.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import { countDays, endOfBucket, periodBefore } from '../../src/metrics/calendar.ts';
import type { MetricReader, MetricSeries } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import { type Explained, explainEvidence } from '../explain-change/explain-evidence.ts';
import { readEvidence } from '../explain-change/read-evidence.ts';

/** More numbers than this are not looked at in one digest; the catalogue has the most asked about first. */
const MOST = 16;
/** A stretch shorter than this is no month, so a number kept by month says nothing about it. */
const MONTH_DAYS = 28;

export interface Scan {
  /** Numbers with a value for the period, judged. In the catalogue's order. */
  readonly judged: readonly Explained[];
  /** Numbers the company counts that have no value for the period. */
  readonly silent: readonly MetricSeries[];
}

/** Every number the company counts, over a period against the same time just before and against what is usual for it. */
export async function scanMetrics(ctx: SkillContext, period: Period): Promise<Scan> {
  const compare = periodBefore(period);
  const { weekStart } = ctx.company;
  const evidences = await ctx.read(async (reader) => {
    const found = [];
    for (const { key } of ctx.catalogue.metrics.filter((metric) => isCounted(metric, period)).slice(0, MOST)) {
      const end = await knownUntil(reader, key, period);
      found.push(await readEvidence(reader, { metric: key, filter: {}, period, compare }, { end, weekStart }));
    }
    return found;
  });
  const known = evidences.filter(({ after }) => after.value !== null);
  return {
    judged: await Promise.all(
      known.map(async (evidence) => ({ evidence, found: await explainEvidence(ctx, evidence) })),
    ),
    silent: evidences.filter(({ after }) => after.value === null).map(({ series }) => series),
  };
}

/** Weather and list prices may explain; they are not how the company did. */
function isCounted(metric: MetricEntry, period: Period): boolean {
  return metric.role !== 'context' && (metric.grain !== 'month' || countDays(period) >= MONTH_DAYS);
}

/**
 * The last day of the period that the number's own data cover; before it when they end earlier. Another file may go on
 * while this one has stopped: half a week is never held against a whole one. Weekdays it is shut on are no lack.
 */
async function knownUntil(reader: MetricReader, metric: string, period: Period): Promise<IsoDate> {
  const { points, grain, closedWeekdays } = await reader.series({ metric });
  const last = points.findLast(({ y }) => y !== null)?.t;
  let end = last === undefined ? addDays(period.start, -1) : endOfBucket(last, grain);
  while (end < period.end && closedWeekdays.includes(weekdayOf(addDays(end, 1)))) end = addDays(end, 1);
  return end;
}
