import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { FactSource } from '../../src/contracts/fact.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { BreakdownRow } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import { when } from './phrases.ts';

export type KnownRow = BreakdownRow & { readonly value: number };

const add = (rows: readonly KnownRow[]): number => rows.reduce((sum, row) => sum + row.value, 0);

/** What shares are shares of. null where a share would mean nothing: averages, and sums with losses among them. */
export function wholeOf(metric: MetricDefinition, rows: readonly KnownRow[], total: number | null): number | null {
  if (metric.aggregation.kind !== 'sum' || rows.some((row) => row.value < 0)) return null;
  const whole = Math.max(total ?? 0, add(rows));
  return whole > 0 ? whole : null;
}

export interface Lead {
  readonly metric: MetricDefinition;
  readonly name: Slot;
  readonly rows: readonly KnownRow[];
  readonly dimension: Slot;
  readonly period: Period;
  readonly source: FactSource;
  readonly worst: boolean;
  readonly whole: number | null;
}

export const SHARE = { decimals: 0, source: { kind: 'computed', how: 'Its part of the total', from: [] } } as const;

export function sayLead(book: FactBook, lead: Lead): { sections: SectionTemplate[]; title: string; alt: string } {
  const { metric, rows, source, period, whole } = lead;
  const say = (row: KnownRow) =>
    book.metric(metric, row.value, { label: `${metric.label}, ${row.member}`, source, period });
  const [first, second] = rows;
  const last = rows.at(-1);
  if (!first || !last) return { sections: [], title: '', alt: '' };
  if (!second) {
    const text = `${book.name(first.member)} alone has ${lead.name} ${when(book, period)}: ${say(first)}.`;
    return { sections: [{ kind: 'answer', template: text }], title: text, alt: text };
  }
  const word = lead.worst ? 'lowest' : 'highest';
  const share =
    whole === null ? '' : `, ${book.percent(`Share of ${first.member}`, first.value / whole, SHARE)} of the total`;
  if (first.value === last.value) {
    const text = `${lead.name} is the same for every ${lead.dimension} ${when(book, period)}: ${say(first)}.`;
    return { sections: [{ kind: 'answer', template: text }], title: text, alt: text };
  }
  const answer = `${book.name(first.member)} had the ${word} ${lead.name} ${when(book, period)}: ${say(first)}${share}.`;
  const rest =
    second === last
      ? `${book.name(second.member)} had ${say(second)}.`
      : `${book.name(second.member)} follows with ${say(second)}; ${book.name(last.member)} is at the other end with ${say(last)}.`;
  return {
    sections: [
      { kind: 'answer', template: answer },
      { kind: 'detail', template: rest },
    ],
    title: `${book.name(first.member)} had the ${word} ${lead.name}: ${say(first)}`,
    alt: answer,
  };
}

/** Whose number moved most since the other period. */
export function sayMove(
  book: FactBook,
  { metric, rows, compare, source, earlier }: Omit<Lead, 'whole'> & { compare: Period; earlier: FactSource },
): SectionTemplate[] {
  const nothing = metric.aggregation.kind === 'sum' ? 0 : null;
  const moves = rows.flatMap((row) => {
    const before = row.before ?? nothing;
    return before === null || before === row.value ? [] : [{ ...row, before, size: Math.abs(row.value - before) }];
  });
  if (rows.every((row) => row.before === null))
    return [{ kind: 'caveat', template: `There is nothing in your data ${when(book, compare)} to compare with.` }];
  const most = moves.toSorted((a, b) => b.size - a.size)[0];
  if (!most) return [{ kind: 'detail', template: `Nothing changed against ${book.period('Compared with', compare)}.` }];
  const from = book.metric(metric, most.before, { label: `${metric.label} before, ${most.member}`, source: earlier });
  const to = book.metric(metric, most.value, { label: `${metric.label}, ${most.member}`, source });
  const way = most.value > most.before ? 'rose' : 'fell';
  return [
    {
      kind: 'detail',
      template: `Against ${book.period('Compared with', compare)}, ${book.name(most.member)} moved most: it ${way} from ${from} to ${to}.`,
    },
  ];
}

/** Who sold nothing has no row, and is easily forgotten when the weakest is asked for. */
export function sayAbsent(
  ctx: SkillContext,
  book: FactBook,
  { metric, by, worst, rows }: { metric: MetricDefinition; by: string; worst: boolean; rows: readonly BreakdownRow[] },
): SectionTemplate[] {
  if (!worst || metric.aggregation.kind !== 'sum') return [];
  const members = ctx.catalogue.dimensions.find((entry) => entry.key === by)?.members ?? [];
  const absent = members.filter((member) => rows.every((row) => row.member !== member || row.value === null));
  if (absent.length === 0) return [];
  const named = absent.slice(0, 3).map((member) => book.name(member));
  const names = named.length > 1 ? `${named.slice(0, -1).join(', ')} and ${named.at(-1)}` : named.join('');
  const more = absent.length > named.length ? ', among others,' : '';
  const template = `There is no row at all for ${names}${more} in this time.`;
  return [{ kind: 'caveat', template }];
}

/** Less than this part of a total is rounding. */
const ROUNDING = 0.005;

/** A total of which a file without this dimension holds a part. */
export function sayRest(
  book: FactBook,
  metric: MetricDefinition,
  rows: readonly KnownRow[],
  { total, dimension, source }: { total: number | null; dimension: Slot; source: FactSource },
): SectionTemplate[] {
  if (metric.aggregation.kind !== 'sum' || total === null) return [];
  const rest = total - add(rows);
  if (Math.abs(rest) <= ROUNDING * Math.abs(total)) return [];
  const value = book.metric(metric, Math.abs(rest), { label: `${metric.label}, not split`, source });
  const template =
    rest > 0
      ? `Another ${value} of this time is not split by ${dimension} in your data.`
      : `Your files do not agree: by ${dimension} it is ${value} more than in all.`;
  return [{ kind: 'caveat', template }];
}
