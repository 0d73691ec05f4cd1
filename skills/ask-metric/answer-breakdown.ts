import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import type { AskMetricInput } from '../../src/contracts/understanding.ts';
import { createFactBook, type FactBook, type Slot } from '../../src/facts/fact-book.ts';
import type { BreakdownRow } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import { metricWorking, rowsSource } from '../working.ts';
import { chooseCompare } from './compare.ts';
import { drawBars, drawBeforeAfter, writeTable } from './draw-breakdown.ts';
import { subject, subjectInside, when } from './phrases.ts';
import { type KnownRow, sayAbsent, sayLead, sayMove, sayRest, wholeOf } from './say-breakdown.ts';
import { reachedPart, sayCut, sayMissing, sayNothing, sayTooFine, wholePart } from './say-limits.ts';

type Ask = AskMetricInput & { readonly by: string; readonly period: Period };

/** A metric per member of a dimension, best first (or worst first when asked so). */
export async function answerBreakdown(ctx: SkillContext, input: Ask): Promise<SkillResult> {
  const book = createFactBook();
  const filter = input.filter ?? {};
  return ctx.read(async (metrics) => {
    const query = { metric: input.metric, filter };
    const metric = metrics.definition(input.metric);
    const known = await metrics.known(query);
    const { points } = await metrics.series({ ...query, period: input.period });
    const missing = new Set(points.filter(({ state }) => state === 'gap').map(({ t }) => t));
    const period =
      metric.grain === 'day'
        ? reachedPart(input.period, known, missing)
        : wholePart(input.period, points, metric.grain);
    const compare = input.compare && chooseCompare(input, period);
    const total = await metrics.total({ ...query, period });
    const split = await metrics.breakdown({ ...query, by: input.by, period, compare });
    const working = metricWorking(metric, {
      filter,
      sources: split.sources,
      period,
      ...(compare ? { compare } : {}),
      steps: [`Summed ${metric.label} per ${input.by} for ${period.start} to ${period.end}.`],
    });
    const inside = subjectInside(book, metric, filter);
    const rows = rank(split.rows, input.rank);
    const label = dimensionLabel(ctx, input.by);
    const dimension = book.name(label.toLowerCase());
    if (rows.length === 0) {
      const asked = { metric, name: inside, filter, period: input.period };
      const answer =
        total.value === null
          ? ((await sayTooFine(ctx, book, metrics, asked)) ?? sayNothing(ctx, book, { ...asked, known, total }))
          : notSplit(book, inside, dimension, period);
      return { facts: book.facts, sections: [answer], charts: [], tables: [], followUps: [], working };
    }
    const source = rowsSource(metric, filter, period, split.sources);
    const earlier = compare && rowsSource(metric, filter, compare, split.sources);
    const told = { metric, name: inside, rows, dimension, period, source, worst: input.rank === 'worst' };
    const whole = wholeOf(metric, rows, total.value);
    const lead = sayLead(book, { ...told, whole });
    const sections: SectionTemplate[] = [
      ...lead.sections,
      ...(compare && earlier ? sayMove(book, { ...told, compare, earlier }) : []),
      ...sayAbsent(ctx, book, { metric, by: input.by, worst: told.worst, rows: split.rows }),
      ...sayRest(book, metric, rows, { total: total.value, dimension, source }),
      ...sayCut(book, metric, input.period, period),
      ...sayMissing(book, metric, total),
    ];
    const words = {
      title: lead.title,
      alt: lead.alt,
      subtitle: `${subject(book, metric, filter)} by ${dimension}, ${book.period('Period', period)}`,
      before: book.period('Compared with', compare ?? period),
      after: book.period('Period', period),
    };
    const chart = compare ? drawBeforeAfter(metric, rows, words) : drawBars(metric, rows, words);
    return {
      facts: book.facts,
      sections,
      charts: chart && rows.length > 1 ? [chart] : [],
      tables: [
        writeTable(book, {
          metric,
          rows,
          dimension,
          heading: book.name(label),
          name: subject(book, metric, filter),
          source,
          earlier,
          whole,
        }),
      ],
      followUps: chooseFollowUps(book, { ...input, period }, metric, rows),
      working,
    };
  });
}

const dimensionLabel = (ctx: SkillContext, by: string): string =>
  ctx.catalogue.dimensions.find((entry) => entry.key === by)?.label ?? by;

function notSplit(book: FactBook, name: Slot, dimension: Slot, period: Period): SectionTemplate {
  return { kind: 'answer', template: `Your data does not split ${name} by ${dimension} ${when(book, period)}.` };
}

function rank(rows: readonly BreakdownRow[], order: 'best' | 'worst' | undefined): KnownRow[] {
  const known = rows.filter((row): row is KnownRow => row.value !== null);
  return known.toSorted((a, b) => (order === 'worst' ? a.value - b.value : b.value - a.value));
}

function chooseFollowUps(book: FactBook, input: Ask, metric: MetricDefinition, rows: readonly KnownRow[]): FollowUp[] {
  const first = rows[0];
  if (!first) return [];
  const scope = { metric: input.metric, filter: { ...input.filter, [input.by]: first.member } };
  return [
    {
      label: `Why did ${book.name(first.member)} change?`,
      kind: 'ask',
      call: { skill: 'explain-change', input: { ...scope, period: input.period } },
    },
    {
      label: `Forecast ${book.name(first.member)}`,
      kind: 'ask',
      call: { skill: 'forecast-metric', input: { ...scope, horizonDays: metric.grain === 'month' ? 62 : 14 } },
    },
  ];
}
