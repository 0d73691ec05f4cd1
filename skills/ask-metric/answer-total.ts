import { addDays } from '../../src/calendar/civil-day.ts';
import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { TrendChart } from '../../src/contracts/chart.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import type { AskMetricInput } from '../../src/contracts/understanding.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { countDays } from '../../src/metrics/calendar.ts';
import type { MetricReader, MetricSeries, MetricTotal } from '../../src/metrics/metric-series.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import type { SkillContext } from '../context.ts';
import { metricWorking, rowsSource } from '../working.ts';
import { chooseCompare, sayComparison } from './compare.ts';
import { subject, subjectInside, verb, when } from './phrases.ts';
import { reachedPart, sayCut, sayMissing, sayNothing, sayTooFine, wholePart } from './say-limits.ts';

/** Days drawn before the period, so that it is seen against what is usual. */
const CONTEXT_DAYS = 56;
const MOST_DRAWN_DAYS = 400;

type Ask = AskMetricInput & { readonly period: Period };
type Filter = Readonly<Record<string, string>>;

/** One number for a period, beside the period before (or the one named), drawn inside its recent history. */
export async function answerTotal(ctx: SkillContext, input: Ask): Promise<SkillResult> {
  const book = createFactBook();
  const filter = input.filter ?? {};
  return ctx.read(async (metrics) => {
    const read = await readTotals(metrics, input, filter);
    const { metric, now, before, history } = read;
    const followUps = chooseFollowUps(ctx, book, input, read);
    const working = describeWorking(read, filter);
    const inside = subjectInside(book, metric, filter);
    if (now.value === null) {
      const asked = { metric, name: inside, filter, period: input.period };
      const answer =
        (await sayTooFine(ctx, book, metrics, asked)) ??
        sayNothing(ctx, book, { ...asked, known: read.known, total: now });
      return { facts: book.facts, sections: [answer], charts: [], tables: [], followUps, working };
    }
    const value = book.metric(metric, now.value, {
      source: rowsSource(metric, filter, read.reached, now.sources),
      period: read.reached,
    });
    const said = `${subject(book, metric, filter)} ${verb(metric, read.reached)} ${value} ${when(book, read.reached)}`;
    const comparison = sayComparison(book, {
      metric,
      filter,
      name: inside,
      now: now.value,
      said: value,
      before,
      compare: read.compare,
      named: input.compare !== undefined,
    });
    const answer = `${said}${comparison.sentence ? `, ${comparison.sentence}` : ''}.`;
    const sections: SectionTemplate[] = [
      { kind: 'answer', template: answer },
      ...perDay(book, metric, now, read.reached),
      ...sayCut(book, metric, input.period, read.reached),
      ...sayMissing(book, metric, now),
      ...comparison.sections,
    ];
    const words = { title: said, alt: answer, period: book.period('Period', read.reached), book };
    const charts = drawable(history) ? [drawHistory(read.reached, history, words)] : [];
    return { facts: book.facts, sections, charts, tables: [], followUps, working };
  });
}

async function readTotals(metrics: MetricReader, input: Ask, filter: Filter) {
  const query = { metric: input.metric, filter };
  const metric = metrics.definition(input.metric);
  const known = await metrics.known(query);
  const asked = await metrics.series({ ...query, period: input.period });
  const missing = new Set(asked.points.filter(({ state }) => state === 'gap').map(({ t }) => t));
  const reached =
    metric.grain === 'day'
      ? reachedPart(input.period, known, missing)
      : wholePart(input.period, asked.points, metric.grain);
  const compare = chooseCompare(input, reached);
  return {
    metric,
    known,
    reached,
    compare,
    now: await metrics.total({ ...query, period: reached }),
    before: await metrics.total({ ...query, period: compare }),
    history: await metrics.series({ ...query, period: drawnPeriod(reached, compare, known) }),
    split: (await metrics.dimensionsOf(input.metric, filter))[0],
  };
}

type Totals = Awaited<ReturnType<typeof readTotals>>;

function describeWorking({ metric, now, before, reached, compare }: Totals, filter: Filter) {
  const open = (total: MetricTotal) =>
    `${total.openDays} ${metric.grain === 'day' ? 'open ' : ''}${metric.grain}${total.openDays === 1 ? '' : 's'}`;
  return metricWorking(metric, {
    filter,
    sources: mergeSources([...now.sources, ...before.sources]),
    period: reached,
    compare,
    leftOut:
      now.closedDays > 0
        ? [
            now.closedDays === 1
              ? '1 day of the period without business has no value and counts as closed, not as zero.'
              : `${now.closedDays} days of the period without business have no value and count as closed, not as zero.`,
          ]
        : [],
    steps: [
      `Read ${metric.label} for ${reached.start} to ${reached.end} (${open(now)}) and for ${compare.start} to ${compare.end} (${open(before)}).`,
    ],
  });
}

/** The compare period and a stretch before, up to the end of the period; of months, a year of them. */
function drawnPeriod(period: Period, compare: Period, known: Period | null): Period {
  const wanted = addDays(period.start, -CONTEXT_DAYS);
  const length = countDays({ start: compare.start, end: period.end });
  const start = compare.start < wanted && length < MOST_DRAWN_DAYS ? compare.start : wanted;
  // Nothing is drawn from before the data.
  return { start: known && start < known.start && known.start <= period.end ? known.start : start, end: period.end };
}

function perDay(book: FactBook, metric: MetricDefinition, total: MetricTotal, period: Period): SectionTemplate[] {
  if (metric.aggregation.kind !== 'sum' || metric.grain !== 'day') return [];
  if (!total.value || total.openDays < 2 || countDays(period) < 3) return [];
  const days = book.count('Open days', total.openDays, {
    source: { kind: 'computed', how: 'Days of the period with a value', from: [] },
  });
  const each = book.metric(metric, total.value / total.openDays, {
    label: `${metric.label} per open day`,
    source: { kind: 'computed', how: 'Total divided by open days', from: [] },
  });
  return [{ kind: 'detail', template: `That is ${each} a day over ${days} open days.` }];
}

const drawable = (series: MetricSeries): boolean => series.points.filter((point) => point.y !== null).length >= 3;

function drawHistory(
  period: Period,
  history: MetricSeries,
  words: { title: string; alt: string; period: string; book: FactBook },
): TrendChart {
  const first = history.points.findIndex((point) => point.y !== null);
  const last = history.points.findLastIndex((point) => point.y !== null);
  return {
    kind: 'trend',
    grain: history.grain,
    title: words.title,
    subtitle: `${words.book.name(history.metric.label)} per ${history.grain}`,
    alt: words.alt,
    unit: history.metric.unit,
    series: [
      { label: history.metric.label, points: history.points.slice(first, last + 1).map(({ t, y }) => ({ t, y })) },
    ],
    highlight: { start: period.start, end: period.end, label: words.period },
  };
}

function chooseFollowUps(
  ctx: SkillContext,
  book: FactBook,
  input: Ask,
  { metric, now, known, split }: Totals,
): FollowUp[] {
  const scope = { metric: input.metric, filter: input.filter ?? {} };
  const dimension = ctx.catalogue.dimensions.find((entry) => entry.key === split);
  const why: FollowUp = {
    label: 'Why did it change?',
    kind: 'ask',
    call: {
      skill: 'explain-change',
      input: { ...scope, period: input.period, ...(input.compare ? { compare: input.compare } : {}) },
    },
  };
  const next: FollowUp = {
    label: 'What comes next?',
    kind: 'ask',
    call: { skill: 'forecast-metric', input: { ...scope, horizonDays: metric.grain === 'month' ? 62 : 14 } },
  };
  // Of a period without a number there is nothing to explain or to split.
  if (now.value === null) return known && input.period.end < known.start ? [] : [next];
  if (!dimension) return [why, next];
  const by: FollowUp = {
    label: `By ${book.name((dimension.label ?? dimension.key).toLowerCase())}`,
    kind: 'ask',
    call: { skill: 'ask-metric', input: { ...scope, period: input.period, by: dimension.key } },
  };
  return [why, by, next];
}
