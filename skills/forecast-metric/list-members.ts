import type { BarsChart } from '../../src/contracts/chart.ts';
import type { FollowUp, TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { MembersAhead } from './forecast-members.ts';
import type { AskedForecast } from './input.ts';
import { roundRange, roundTo, stepOf } from './round-range.ts';
import { modelSource, type RangeSlots, sayRange } from './say-answer.ts';

interface MemberRow extends RangeSlots {
  readonly name: string;
  readonly isRest: boolean;
  /** What `about` says, as a number. */
  readonly value: number;
}

/** Members in words; `total` is the sum of the very numbers that are shown. */
export interface RoundedMembers {
  readonly rows: readonly MemberRow[];
  readonly total: Slot | null;
}

/** Of members that add up all are rounded to the finest step that any of them needs, so that what is shown adds up. */
export function roundTogether(book: FactBook, { members, whole, isAddedUp, metric }: MembersAhead): RoundedMembers {
  const say = (label: string, value: number, of: NonNullable<typeof whole>) =>
    book.metric(metric, value, { label, source: modelSource(of), period: of.window.period });
  if (!isAddedUp || whole === null) {
    const rows = members.map(({ name, isRest, outlook }) => ({
      name,
      isRest,
      value: roundRange(outlook.total, metric.unit).value,
      ...sayRange(book, outlook, outlook.total, `${metric.label}, ${name}`),
    }));
    return { rows, total: null };
  }
  const means = members.map(({ outlook }) => outlook.total.value);
  // From a hundred up amounts are written without decimals.
  const isWhole = [...means, whole.total.value].some((value) => Math.abs(value) >= 100);
  const finest = Math.min(...members.map(({ outlook }) => stepOf(outlook.total, metric.unit)));
  const step = Math.max(finest, isWhole ? 1 : 0);
  const values = means.map((value) => roundTo(value, step));
  const rows = members.map(({ name, isRest, outlook }, i) => {
    const own = Math.max(step, stepOf(outlook.total, metric.unit));
    const end = (value: number) => roundTo(value, own);
    return {
      name,
      isRest,
      value: values[i] ?? 0,
      about: say(`${metric.label}, ${name}, expected`, values[i] ?? 0, outlook),
      low: say(`${metric.label}, ${name}, low`, end(outlook.total.low80), outlook),
      high: say(`${metric.label}, ${name}, high`, end(outlook.total.high80), outlook),
    };
  });
  const sum = roundTo(
    values.reduce((all, value) => all + value, 0),
    step,
  );
  return { rows, total: say(`${metric.label}, together`, sum, whole) };
}

export function listMembers(
  book: FactBook,
  { rows, total }: RoundedMembers,
  dimension: Slot,
  column: Slot,
  name: Slot,
): TableTemplate {
  return {
    title: `${name} by ${dimension}, expected`,
    columns: [
      { label: column, align: 'left' },
      { label: 'Expected', align: 'right' },
      { label: 'Low', align: 'right' },
      { label: 'High', align: 'right' },
    ],
    rows: [
      ...rows.map((row) => [book.name(row.name), row.about, row.low, row.high]),
      ...(total === null ? [] : [['Together', total, '', '']]),
    ],
  };
}

export function draw(
  { metric }: MembersAhead,
  { rows }: RoundedMembers,
  words: { readonly title: string; readonly alt: string; readonly subtitle: string },
): BarsChart {
  const bars = rows.map(({ name, value }, i) => ({
    label: name,
    value,
    ...(i === 0 ? { accent: true } : {}),
  }));
  return { kind: 'bars', unit: metric.unit, ...words, bars };
}

export function offerNextOf(book: FactBook, input: AskedForecast & { readonly by: string }, first: string): FollowUp[] {
  const { by, ...rest } = input;
  return [
    {
      label: `Only ${book.name(first)}`,
      kind: 'ask',
      call: { skill: 'forecast-metric', input: { ...rest, filter: { ...rest.filter, [by]: first } } },
    },
    { label: 'All together', kind: 'ask', call: { skill: 'forecast-metric', input: { ...rest } } },
    { label: 'How did you get this?', kind: 'show-working', call: { skill: 'show-working', input: {} } },
  ];
}
