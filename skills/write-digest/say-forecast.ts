import { findForecastTotal } from '../../src/db/queries/forecasts.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { startOfGrain } from '../../src/metrics/calendar.ts';
import type { SkillContext } from '../context.ts';
import type { Explained } from '../explain-change/explain-evidence.ts';
import { roundRange } from '../forecast-metric/round-range.ts';

/**
 * What the period had been forecast to come to, and whether it did. null where nobody had asked (the digest before this
 * one forecasts its week), or where the period is not over in the data.
 */
export async function sayForecast(ctx: SkillContext, book: FactBook, explained: Explained): Promise<string | null> {
  const { metric, filter, period, series, after, cut } = explained.evidence;
  if (metric.aggregation.kind !== 'sum' || after.value === null || cut) return null;
  const { grain } = series;
  const { weekStart } = ctx.company;
  const first = startOfGrain(period.start, grain, weekStart);
  const last = startOfGrain(period.end, grain, weekStart);
  const total = await ctx.data((tx) => findForecastTotal(tx, { metric: metric.key, filter, grain, first, last }));
  if (total === null) return null;
  const { mean: value, low80, high80, madeOn } = total;
  const rounded = roundRange({ value, low80, high80 }, metric.unit);
  const source = { kind: 'model', model: 'The forecast of the time', how: `As it was given on ${madeOn}` } as const;
  const say = (number: number, what: string) =>
    book.metric(metric, number, { label: `${metric.label}, ${what}`, source, period });
  const about = say(rounded.value, 'expected');
  const range = `${say(rounded.low80, 'expected low')} to ${say(rounded.high80, 'expected high')}`;
  // Against the range as it was shown: nobody counts behind its rounding.
  const where = after.value < rounded.low80 ? 'below' : after.value > rounded.high80 ? 'above' : 'inside';
  return `I had forecast about ${about}, and it came out ${where} the range I gave (${range}).`;
}
