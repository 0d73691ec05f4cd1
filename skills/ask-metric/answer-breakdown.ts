import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { BarsChart, BeforeAfterChart } from '../../src/contracts/chart.ts';
import type { FactSource } from '../../src/contracts/fact.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { FollowUp, SectionTemplate, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import type { AskMetricInput } from '../../src/contracts/understanding.ts';
import { createFactBook, type FactBook, type Slot } from '../../src/facts/fact-book.ts';
import type { BreakdownRow } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import { metricWorking, rowsSource } from '../working.ts';
import { limits, nothingFound, subject, subjectInside } from './phrases.ts';

/** Bars that still read at phone width. */
const MAX_BARS = 12;
const MAX_TABLE_ROWS = 40;

type Ask = AskMetricInput & { readonly by: string; readonly period: Period };
type KnownRow = BreakdownRow & { readonly value: number };

/** A metric per member of a dimension, best first (or worst first when asked so). */
export async function answerBreakdown(ctx: SkillContext, input: Ask): Promise<SkillResult> {
  const book = createFactBook();
  const filter = input.filter ?? {};
  const { metric, total, split } = await ctx.read(async (metrics) => ({
    metric: metrics.definition(input.metric),
    total: await metrics.total({ metric: input.metric, filter, period: input.period }),
    split: await metrics.breakdown({
      metric: input.metric,
      filter,
      by: input.by,
      period: input.period,
      compare: input.compare,
    }),
  }));
  const name = subject(book, metric, filter);
  const inside = subjectInside(book, metric, filter);
  const rows = rank(split.rows, input.rank);
  const working = metricWorking(metric, {
    filter,
    sources: split.sources,
    period: input.period,
    ...(input.compare ? { compare: input.compare } : {}),
    steps: [`Summed ${metric.label} per ${input.by} for ${input.period.start} to ${input.period.end}.`],
  });
  if (rows.length === 0) {
    return {
      facts: book.facts,
      sections: [nothingFound(ctx, book, inside, input.period)],
      charts: [],
      tables: [],
      followUps: [],
      working,
    };
  }
  const dimension = book.name(
    (ctx.catalogue.dimensions.find((entry) => entry.key === input.by)?.label ?? input.by).toLowerCase(),
  );
  const source = rowsSource(metric, filter, input.period, split.sources);
  const lead = writeLead(book, {
    metric,
    name: inside,
    rows,
    dimension,
    period: input.period,
    source,
    worst: input.rank === 'worst',
    total: total.value,
  });
  const sections: SectionTemplate[] = [...lead.sections, ...limits(ctx, book, input.period, total)];
  const words = {
    title: lead.title,
    alt: lead.alt,
    subtitle: `${name} by ${dimension}, ${book.period('Period', input.period)}`,
    before: book.period('Compared with', input.compare ?? input.period),
    after: book.period('Period', input.period),
  };
  const chart = input.compare ? drawBeforeAfter(metric, rows, words) : drawBars(metric, rows, words);
  return {
    facts: book.facts,
    sections,
    charts: rows.length > 1 ? [chart] : [],
    tables: [writeTable(book, { metric, rows, dimension, name, source, total: total.value })],
    followUps: chooseFollowUps(book, input, rows),
    working,
  };
}

function rank(rows: readonly BreakdownRow[], order: 'best' | 'worst' | undefined): KnownRow[] {
  const known = rows.filter((row): row is KnownRow => row.value !== null);
  return known.toSorted((a, b) => (order === 'worst' ? a.value - b.value : b.value - a.value));
}

interface Lead {
  readonly metric: MetricDefinition;
  readonly name: Slot;
  readonly rows: readonly KnownRow[];
  readonly dimension: Slot;
  readonly period: Period;
  readonly source: FactSource;
  readonly worst: boolean;
  readonly total: number | null;
}

function writeLead(book: FactBook, lead: Lead): { sections: SectionTemplate[]; title: string; alt: string } {
  const { metric, rows, source } = lead;
  const say = (row: KnownRow) =>
    book.metric(metric, row.value, { label: `${metric.label}, ${row.member}`, source, period: lead.period });
  const [first, second] = rows;
  const last = rows.at(-1);
  if (!first || !last) return { sections: [], title: '', alt: '' };
  const period = book.period('Period', lead.period);
  const word = lead.worst ? 'lowest' : 'highest';
  const share =
    metric.aggregation.kind === 'sum' && lead.total !== null && lead.total > 0
      ? `, ${book.percent(`Share of ${first.member}`, first.value / lead.total, { decimals: 0, source: { kind: 'computed', how: 'Its part of the total', from: [] } })} of the total`
      : '';
  const answer = `${book.name(first.member)} had the ${word} ${lead.name} for ${period}: ${say(first)}${share}.`;
  const sections: SectionTemplate[] = [{ kind: 'answer', template: answer }];
  if (second && second !== last)
    sections.push({
      kind: 'detail',
      template: `${book.name(second.member)} follows with ${say(second)}; ${book.name(last.member)} is at the other end with ${say(last)}.`,
    });
  else if (second) sections.push({ kind: 'detail', template: `${book.name(second.member)} had ${say(second)}.` });
  return { sections, title: `${book.name(first.member)} had the ${word} ${lead.name}: ${say(first)}`, alt: answer };
}

interface ChartWords {
  readonly title: string;
  readonly subtitle: string;
  readonly alt: string;
  readonly before: string;
  readonly after: string;
}

function drawBars(metric: MetricDefinition, rows: readonly KnownRow[], words: ChartWords): BarsChart {
  const shown = rows.slice(0, MAX_BARS).toSorted((a, b) => b.value - a.value);
  const accent = rows[0]?.member;
  return {
    kind: 'bars',
    unit: metric.unit,
    ...words,
    bars: shown.map((row) => ({
      label: row.member,
      value: row.value,
      ...(row.member === accent ? { accent: true } : {}),
    })),
  };
}

function drawBeforeAfter(metric: MetricDefinition, rows: readonly KnownRow[], words: ChartWords): BeforeAfterChart {
  const shown = rows
    .slice(0, MAX_BARS)
    .map((row) => ({ label: row.member, before: row.before ?? 0, after: row.value }));
  return {
    kind: 'before-after',
    unit: metric.unit,
    ...words,
    beforeLabel: 'Before',
    afterLabel: 'Asked about',
    rows: shown,
  };
}

function writeTable(
  book: FactBook,
  parts: {
    metric: MetricDefinition;
    rows: readonly KnownRow[];
    dimension: Slot;
    name: Slot;
    source: FactSource;
    total: number | null;
  },
): TableTemplate {
  const { metric, source, total } = parts;
  const shares = metric.aggregation.kind === 'sum' && total !== null && total > 0;
  const compared = parts.rows.some((row) => row.before !== null);
  const cells = (row: KnownRow): string[] => [
    book.name(row.member),
    book.metric(metric, row.value, { label: `${metric.label}, ${row.member}`, source }),
    ...(compared
      ? [
          row.before === null
            ? '–'
            : book.metric(metric, row.before, { label: `${metric.label} before, ${row.member}`, source }),
        ]
      : []),
    ...(shares
      ? [
          book.percent(`Share of ${row.member}`, row.value / (total ?? 1), {
            decimals: 0,
            source: { kind: 'computed', how: 'Its part of the total', from: [] },
          }),
        ]
      : []),
  ];
  return {
    title: `${parts.name} by ${parts.dimension}`,
    columns: [
      { label: parts.dimension, align: 'left' },
      { label: book.name(metric.label), align: 'right' },
      ...(compared ? [{ label: 'Before', align: 'right' as const }] : []),
      ...(shares ? [{ label: 'Share', align: 'right' as const }] : []),
    ],
    rows: parts.rows.slice(0, MAX_TABLE_ROWS).map(cells),
  };
}

function chooseFollowUps(book: FactBook, input: Ask, rows: readonly KnownRow[]): FollowUp[] {
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
      call: { skill: 'forecast-metric', input: { ...scope, horizonDays: 14 } },
    },
  ];
}
