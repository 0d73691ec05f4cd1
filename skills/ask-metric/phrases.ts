import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { describeFilter } from '../working.ts';

/** "Revenue (Harbor, Delivery)" as a fact, since names may hold digits. */
export function subject(book: FactBook, metric: MetricDefinition, filter: Readonly<Record<string, string>>): Slot {
  return nameWith(book, metric.label, filter);
}

/** The same inside a sentence: "revenue (Harbor)". Abbreviations keep their capitals. */
export function subjectInside(
  book: FactBook,
  metric: MetricDefinition,
  filter: Readonly<Record<string, string>>,
): Slot {
  return nameWith(book, lowerFirst(metric.label), filter);
}

const lowerFirst = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

function nameWith(book: FactBook, label: string, filter: Readonly<Record<string, string>>): Slot {
  const cut = describeFilter(filter);
  return book.name(cut ? `${label} (${cut})` : label);
}

/** "on Tue, Nov 10", "for Nov 9 – 15". */
export const when = (book: FactBook, period: Period, label = 'Period'): string =>
  `${period.start === period.end ? 'on' : 'for'} ${book.period(label, period)}`;

/** Nothing is known for the period: says so, and what there is. */
export function nothingFound(ctx: SkillContext, book: FactBook, name: Slot, period: Period): SectionTemplate {
  const range = ctx.catalogue.dataRange;
  const known = range
    ? ` Your data runs from ${book.date('First day with data', range.start)} to ${book.date('Last day with data', range.end)}.`
    : ' You have not given me any data yet.';
  return { kind: 'answer', template: `I have no ${name} ${when(book, period)}.${known}` };
}

/** A verb that fits one thing and many ("Revenue came to", "Orders came to"), and what the number is. */
export function verb(metric: MetricDefinition, period: Period): string {
  if (metric.aggregation.kind === 'sum') return 'came to';
  return metric.aggregation.kind === 'mean' && period.start !== period.end ? 'averaged' : 'stood at';
}

/** A rise to more than eleven times as much says nothing as a percentage. */
const MOST_PERCENT = 10;
/** Below this a percentage is written with a decimal, and so is the difference of two. */
const SMALL_PERCENT = 0.0995;
/** What would be written as nought per cent. */
const LEAST_PERCENT = 0.0005;

/**
 * "up {{…}} from", "down {{…}} from", "about the same as", for two numbers that differ. A percentage only where it means something: not from zero or
 * below, and not of degrees or scores, whose zero is arbitrary.
 * @param slots where the two numbers stand
 */
export function movement(
  book: FactBook,
  metric: MetricDefinition,
  now: number,
  before: number,
  slots: readonly Slot[],
): string {
  const from = slots.map((slot) => slot.replaceAll(/[{}]/g, ''));
  const delta = now - before;
  const how = `${metric.label} now minus before`;
  const word = delta > 0 ? 'up' : 'down';
  const share = delta / before;
  const plain = metric.aggregation.kind === 'mean' && metric.unit === 'other';
  if (metric.unit === 'percent' || plain || before <= 0 || now < 0 || share > MOST_PERCENT) {
    const decimals =
      metric.unit === 'percent' && Math.min(Math.abs(now), Math.abs(before)) < SMALL_PERCENT ? 1 : undefined;
    return `${word} ${book.change(metric, delta, { decimals, source: { kind: 'computed', how, from } })} from`;
  }
  if (Math.abs(share) < LEAST_PERCENT) return 'about the same as';
  const fact = book.percent(`Change of ${metric.label}`, share, {
    sign: 'never',
    source: { kind: 'computed', how: `${how}, divided by before`, from },
  });
  return `${word} ${fact} from`;
}
