import { addDays } from '../../src/calendar/civil-day.ts';
import type { TrendChart } from '../../src/contracts/chart.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import type { AskMetricInput } from '../../src/contracts/understanding.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { countDays, periodBefore } from '../../src/metrics/calendar.ts';
import type { MetricSeries, MetricTotal } from '../../src/metrics/metric-series.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import type { SkillContext } from '../context.ts';
import { metricWorking, rowsSource } from '../working.ts';
import { limits, movement, nothingFound, subject, subjectInside } from './phrases.ts';

/** Days drawn before the period, so that it is seen against what is usual. */
const CONTEXT_DAYS = 56;

type Ask = AskMetricInput & { readonly period: Period };

/** One number for a period, beside the period before (or the one named), drawn inside its recent history. */
export async function answerTotal(ctx: SkillContext, input: Ask): Promise<SkillResult> {
  const book = createFactBook();
  const filter = input.filter ?? {};
  const compare = input.compare ?? periodBefore(input.period);
  const { metric, now, before, history, split } = await ctx.read(async (metrics) => {
    const query = { metric: input.metric, filter };
    return {
      metric: metrics.definition(input.metric),
      now: await metrics.total({ ...query, period: input.period }),
      before: await metrics.total({ ...query, period: compare }),
      history: await metrics.series({ ...query, period: drawnPeriod(input.period, compare) }),
      split: (await metrics.dimensionsOf(input.metric, filter))[0],
    };
  });
  const name = subject(book, metric, filter);
  const followUps = chooseFollowUps(ctx, book, input, filter, split);
  const working = metricWorking(metric, {
    filter,
    sources: mergeSources([...now.sources, ...before.sources]),
    period: input.period,
    compare,
    leftOut:
      now.closedDays > 0
        ? [`${now.closedDays} closed days of the period have no value and count as closed, not as zero.`]
        : [],
    steps: [
      `Read ${metric.label} for ${input.period.start} to ${input.period.end} (${now.openDays} open days) and for ${compare.start} to ${compare.end} (${before.openDays} open days).`,
    ],
  });
  if (now.value === null) {
    return {
      facts: book.facts,
      sections: [nothingFound(ctx, book, subjectInside(book, metric, filter), input.period)],
      charts: [],
      tables: [],
      followUps,
      working,
    };
  }
  const value = book.metric(metric, now.value, {
    source: rowsSource(metric, filter, input.period, now.sources),
    period: input.period,
  });
  const period = book.period('Period', input.period);
  const verdict = compareWords(book, metric, { now: now.value, before, compare, filter });
  const answer = `${name} was ${value} for ${period}${verdict.sentence ? `, ${verdict.sentence}` : ''}.`;
  const sections: SectionTemplate[] = [{ kind: 'answer', template: answer }];
  sections.push(
    ...perDay(book, metric, now, input.period),
    ...verdict.sections,
    ...limits(ctx, book, input.period, now),
  );
  const charts = drawable(history)
    ? [drawHistory(input.period, history, { title: `${name} was ${value} for ${period}`, alt: answer, period, book })]
    : [];
  return { facts: book.facts, sections, charts, tables: [], followUps, working };
}

/** The compare period and a stretch before, up to the end of the period asked about. */
function drawnPeriod(period: Period, compare: Period): Period {
  const wanted = addDays(period.start, -CONTEXT_DAYS);
  const start =
    compare.start < wanted && countDays({ start: compare.start, end: period.end }) < 400 ? compare.start : wanted;
  return { start, end: period.end };
}

type Metric = MetricSeries['metric'];

function compareWords(
  book: FactBook,
  metric: Metric,
  parts: { now: number; before: MetricTotal; compare: Period; filter: Record<string, string> },
): { sentence: string; sections: SectionTemplate[] } {
  if (parts.before.value === null) return { sentence: '', sections: [] };
  const earlier = book.metric(metric, parts.before.value, {
    label: `${metric.label}, before`,
    source: rowsSource(metric, parts.filter, parts.compare, parts.before.sources),
    period: parts.compare,
  });
  const words = movement(book, metric, parts.now, parts.before.value, ['f1']);
  const partial = parts.before.missingDays > 0;
  return {
    sentence: `${words} ${earlier} for ${book.period('Compared with', parts.compare)}`,
    sections: partial
      ? [
          {
            kind: 'caveat',
            template: 'The period it is compared with has days without data, so take the comparison with care.',
          },
        ]
      : [],
  };
}

function perDay(book: FactBook, metric: Metric, total: MetricTotal, period: Period): SectionTemplate[] {
  if (
    metric.aggregation.kind !== 'sum' ||
    metric.grain !== 'day' ||
    total.value === null ||
    total.openDays < 2 ||
    countDays(period) < 3
  )
    return [];
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
  filter: Record<string, string>,
  split: string | undefined,
): FollowUp[] {
  const scope = { metric: input.metric, filter };
  const dimension = ctx.catalogue.dimensions.find((entry) => entry.key === split);
  const out: FollowUp[] = [
    {
      label: 'Why did it change?',
      kind: 'ask',
      call: {
        skill: 'explain-change',
        input: { ...scope, period: input.period, ...(input.compare ? { compare: input.compare } : {}) },
      },
    },
  ];
  if (dimension) {
    const label = `By ${book.name((dimension.label ?? dimension.key).toLowerCase())}`;
    out.push({
      label,
      kind: 'ask',
      call: { skill: 'ask-metric', input: { ...scope, period: input.period, by: dimension.key } },
    });
  }
  out.push({
    label: 'What comes next?',
    kind: 'ask',
    call: { skill: 'forecast-metric', input: { ...scope, horizonDays: 14 } },
  });
  return out;
}
