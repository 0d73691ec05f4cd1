import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { BarsChart, BeforeAfterChart } from '../../src/contracts/chart.ts';
import type { FactSource } from '../../src/contracts/fact.ts';
import type { TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { type KnownRow, SHARE } from './say-breakdown.ts';

/** Bars that still read at phone width. */
const MAX_BARS = 12;
const MAX_TABLE_ROWS = 40;

export interface ChartWords {
  readonly title: string;
  readonly subtitle: string;
  readonly alt: string;
  readonly before: string;
  readonly after: string;
}

export function drawBars(metric: MetricDefinition, rows: readonly KnownRow[], words: ChartWords): BarsChart {
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

/** null where there is nothing before to draw beside. */
export function drawBeforeAfter(
  metric: MetricDefinition,
  rows: readonly KnownRow[],
  words: ChartWords,
): BeforeAfterChart | null {
  const nothing = metric.aggregation.kind === 'sum' ? 0 : null;
  const shown = rows
    .flatMap((row) => {
      const before = row.before ?? nothing;
      return before === null ? [] : [{ label: row.member, before, after: row.value }];
    })
    .slice(0, MAX_BARS);
  if (rows.every((row) => row.before === null)) return null;
  return {
    kind: 'before-after',
    unit: metric.unit,
    ...words,
    beforeLabel: 'Before',
    afterLabel: 'After',
    rows: shown,
  };
}

export function writeTable(
  book: FactBook,
  parts: {
    metric: MetricDefinition;
    rows: readonly KnownRow[];
    dimension: Slot;
    /** The dimension as a column's heading. */
    heading: Slot;
    name: Slot;
    source: FactSource;
    earlier: FactSource | undefined;
    whole: number | null;
  },
): TableTemplate {
  const { metric, source, earlier, whole } = parts;
  const before = (row: KnownRow, from: FactSource): string =>
    row.before === null
      ? '–'
      : book.metric(metric, row.before, { label: `${metric.label} before, ${row.member}`, source: from });
  const cells = (row: KnownRow): string[] => [
    book.name(row.member),
    book.metric(metric, row.value, { label: `${metric.label}, ${row.member}`, source }),
    ...(earlier ? [before(row, earlier)] : []),
    ...(whole === null ? [] : [book.percent(`Share of ${row.member}`, row.value / whole, SHARE)]),
  ];
  return {
    title: `${parts.name} by ${parts.dimension}`,
    columns: [
      { label: parts.heading, align: 'left' },
      { label: book.name(metric.label), align: 'right' },
      ...(earlier ? [{ label: 'Before', align: 'right' as const }] : []),
      ...(whole === null ? [] : [{ label: 'Share', align: 'right' as const }]),
    ],
    rows: parts.rows.slice(0, MAX_TABLE_ROWS).map(cells),
  };
}
