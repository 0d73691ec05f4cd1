import { addDays } from '../../src/calendar/civil-day.ts';
import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Grain, Period } from '../../src/contracts/period.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { endOfBucket, widenToGrain } from '../../src/metrics/calendar.ts';
import type { MetricReader, MetricTotal } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import { rowsSource } from '../working.ts';
import { verb, when } from './phrases.ts';

const method = { kind: 'computed', how: 'Days of the period that are neither open nor closed', from: [] } as const;

/** The part of a period that the data reaches; the whole of it where only closed days come after the last one. */
export function reachedPart(period: Period, known: Period | null, missing: ReadonlySet<string>): Period {
  if (!known || known.end < period.start || known.end >= period.end) return period;
  for (let day = addDays(known.end, 1); day <= period.end; day = addDays(day, 1))
    if (missing.has(day)) return { start: period.start, end: known.end };
  return period;
}

/** The whole weeks or months of a period, of a metric that is kept by those; the period where there is none. */
export function wholePart(period: Period, points: readonly { readonly t: string }[], grain: Grain): Period {
  const [first, last] = [points[0], points.at(-1)];
  return first && last ? { start: first.t, end: endOfBucket(last.t, grain) } : period;
}

/** The data stops inside the period that was asked about: everything said is about the days before. */
export function sayCut(book: FactBook, metric: MetricDefinition, asked: Period, reached: Period): SectionTemplate[] {
  if (asked.start === reached.start && asked.end === reached.end) return [];
  if (metric.grain !== 'day') {
    const rest = `the rest of ${book.period('Period asked about', asked)} is left out`;
    return [{ kind: 'caveat', template: `Your data has this by the ${metric.grain} only, so ${rest}.` }];
  }
  const last = book.date('Last day with data', reached.end);
  return [
    {
      kind: 'caveat',
      template: `Your data for this ends on ${last}, so this is not yet all of ${book.period('Period asked about', asked)}.`,
    },
  ];
}

/** Days inside the period that nobody has said anything about. */
export function sayMissing(book: FactBook, metric: MetricDefinition, total: MetricTotal): SectionTemplate[] {
  if (total.missingDays === 0) return [];
  const missing = book.count('Without a row', total.missingDays, { source: method });
  const unit = total.missingDays === 1 ? metric.grain : `${metric.grain}s`;
  const verb = total.missingDays === 1 ? 'has' : 'have';
  return [{ kind: 'caveat', template: `${missing} ${unit} of this period ${verb} no row in your data.` }];
}

export interface Nothing {
  readonly metric: MetricDefinition;
  readonly name: Slot;
  readonly period: Period;
  readonly known: Period | null;
  readonly total: MetricTotal;
}

/** Nothing is known for the period: says why, and what there is. */
export function sayNothing(ctx: SkillContext, book: FactBook, nothing: Nothing): SectionTemplate {
  const { metric, name, period, known, total } = nothing;
  const say = (template: string): SectionTemplate => ({ kind: 'answer', template });
  if (!known) {
    if (!ctx.catalogue.dataRange) return say(`I have no ${name} yet. Drop a file with it into the chat.`);
    return say(`I have no ${name} in your data.`);
  }
  const asked = when(book, period);
  if (period.start > known.end)
    return say(`Your data for ${name} ends on ${book.date('Last day', known.end)}, so I have none ${asked}.`);
  if (period.end < known.start)
    return say(`Your data for ${name} begins on ${book.date('First day', known.start)}, so I have none ${asked}.`);
  if (metric.aggregation.kind === 'sum' && total.closedDays > 0 && total.missingDays === 0) {
    const days = book.period('Period', period);
    const closed = period.start === period.end ? `${days} was a closed day` : `All of ${days} was closed`;
    return say(`${closed}, so there is no ${name}.`);
  }
  return say(
    `I have no ${name} ${asked}. Your data for it runs from ${book.date('First day', known.start)} to ${book.date('Last day', known.end)}.`,
  );
}

/**
 * A metric that is kept by the week or month has no number for a part of one. Says so, with the whole week or month
 * instead. null when the period holds a whole one, or nothing is known of it.
 */
export async function sayTooFine(
  ctx: SkillContext,
  book: FactBook,
  metrics: MetricReader,
  asked: {
    readonly metric: MetricDefinition;
    readonly name: Slot;
    readonly filter: Readonly<Record<string, string>>;
    readonly period: Period;
  },
): Promise<SectionTemplate | null> {
  const { metric, name, filter, period } = asked;
  if (metric.grain === 'day') return null;
  const wide = widenToGrain(period, metric.grain, ctx.company.weekStart);
  const total = await metrics.total({ metric: metric.key, filter, period: wide });
  if (total.value === null) return null;
  const value = book.metric(metric, total.value, {
    source: rowsSource(metric, filter, wide, total.sources),
    period: wide,
  });
  return {
    kind: 'answer',
    template: `Your data has ${name} by the ${metric.grain} only, so I cannot say it ${when(book, period)}. It ${verb(metric, wide)} ${value} ${when(book, wide, 'Whole')}.`,
  };
}
