import type { FactSource } from '../../src/contracts/fact.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { sayDays } from './days-in-words.ts';
import type { Outlook } from './make-outlook.ts';
import { nameAssumption, upperFirst } from './name-assumptions.ts';
import type { Unusable } from './read-companions.ts';
import { roundRange } from './round-range.ts';
import type { Weighed } from './weigh-assumptions.ts';

/** An effect that rests on fewer days than this is said to. */
const FEW_DAYS = 3;

const COUNTED: FactSource = { kind: 'computed', how: 'Counted in your data', from: [] };

/** What each assumption does to the number, one sentence or two each. */
export function sayAssumptions(book: FactBook, plain: Outlook, weighed: readonly Weighed[]): string[] {
  return weighed.map((one) => sayOne(book, plain, one));
}

function sayOne(book: FactBook, plain: Outlook, one: Weighed): string {
  const { taken, verdict, seen } = one;
  const { assumption, label } = taken;
  if (verdict === 'no-days') return sayNoDays(book, plain, one);
  if (verdict === 'too-coarse')
    return `${upperFirst(nameAssumption(book, taken, []))}: by the ${plain.series.grain} I cannot take single days into account, so it changes nothing here.`;
  if (assumption.what === 'closed')
    return `${upperFirst(`being ${nameInside(book, one)}`)} ${sayAmount(book, plain, one)}.`;
  if (assumption.what === 'open' || verdict === 'never-open') {
    const rough =
      verdict === 'never-open' ? ' You have never sold on that weekday, so I can only go by the days around it.' : '';
    return `${upperFirst(assumption.what === 'open' ? `being ${nameInside(book, one)}` : nameInside(book, one))} ${sayAmount(book, plain, one)}.${rough}`;
  }
  if (assumption.what === 'metric') return sayMetric(book, plain, one);
  const event = book.name(label);
  if (verdict === 'unseen')
    return `Your data has no day of ${event} with sales on it, so I cannot tell what it does. It changes nothing here.`;
  const count = book.count(`Days of ${label}`, seen, { source: COUNTED });
  const days = seen === 1 ? 'day' : 'days';
  if (verdict === 'noise') {
    const told =
      seen < FEW_DAYS
        ? `${event} is on only ${count} ${days} in your data, too little to tell what it does`
        : `${event} is on ${count} days in your data, and they were not clearly different from other days`;
    return isNothing(plain, one)
      ? `${told}. I count nothing for it.`
      : `${told}. As far as it goes, it ${sayAmount(book, plain, one, { plain: true })}.`;
  }
  if (seen === 0) return `Being open ${sayDays(book, taken.days)} in spite of ${event} ${sayAmount(book, plain, one)}.`;
  const few = seen < FEW_DAYS ? ' That is very little to go by.' : '';
  const subject = assumption.what === 'without' ? `Leaving out ${event}` : event;
  return `${subject} ${sayAmount(book, plain, one)}, going by the ${count} ${days} of it in your data.${few}`;
}

const nameInside = (book: FactBook, { taken }: Weighed): string => nameAssumption(book, taken, []);

/** Too little to be seen within the range of the whole. */
const isNothing = ({ total }: Outlook, { amount }: Weighed): boolean =>
  Math.abs(amount) <= (total.high80 - total.low80) / 20;

/** Does it change the number? What does not is told below the answer, and not as if it were in it. */
export const isActing = (plain: Outlook, one: Weighed): boolean =>
  one.verdict === 'clear' ||
  one.verdict === 'never-open' ||
  one.verdict === 'untried' ||
  (one.verdict === 'noise' && !isNothing(plain, one));

function sayMetric(book: FactBook, plain: Outlook, one: Weighed): string {
  const label = book.name(one.taken.label);
  if (one.verdict === 'noise' || one.verdict === 'unseen')
    return `In your past, ${label} and ${book.name(plain.series.metric.label.toLowerCase())} did not clearly go together, so I cannot tell what that would do${isNothing(plain, one) ? ' and leave it out' : ''}.`;
  const rough =
    one.verdict === 'untried' ? ` You have no experience with such a value, so take that as a rough guess.` : '';
  const name = upperFirst(nameAssumption(book, one.taken, plain.columns.companions));
  return `${name}: that ${sayAmount(book, plain, one)}, going by how the two went together so far. It does not prove that one moves the other.${rough}`;
}

function sayNoDays(book: FactBook, plain: Outlook, { taken }: Weighed): string {
  const { assumption, label } = taken;
  const { period } = plain.window;
  const days = taken.days.filter((day) => day >= period.start && day <= period.end);
  const when = days.length === 0 ? 'then' : sayDays(book, days);
  switch (assumption.what) {
    case 'closed':
      return days.length === 0
        ? `${upperFirst(nameAssumption(book, taken, []))}: that lies outside the time asked about, so it changes nothing here.`
        : `You are closed ${when} anyway, so that changes nothing.`;
    case 'open':
      return days.length === 0
        ? `${upperFirst(nameAssumption(book, taken, []))}: that lies outside the time asked about, so it changes nothing here.`
        : `I already count on you being open ${when}, so that changes nothing.`;
    case 'event': {
      const shut = days.every((day) => plain.steps.some(({ t, closed }) => t === day && closed));
      return shut && days.length > 0
        ? `You are closed ${when}, so ${book.name(label)} changes nothing there.`
        : `${book.name(label)} is already counted in ${when}, or lies outside the time asked about.`;
    }
    case 'without':
      return `${book.name(label)} is not in your calendar for this time, so leaving it out changes nothing.`;
    case 'metric':
      return `${book.name(label)}: that lies outside the time asked about, so it changes nothing here.`;
  }
}

/** "adds about $120, most likely between $60 and $180", "takes away about …". */
function sayAmount(
  book: FactBook,
  plain: Outlook,
  { amount, low, high }: Pick<Weighed, 'amount' | 'low' | 'high'>,
  how: { readonly plain?: boolean } = {},
): string {
  const adds = plain.series.metric.aggregation.kind === 'sum';
  const word = amount > 0 ? (adds ? 'adds' : 'raises it by') : adds ? 'takes away' : 'lowers it by';
  const gap = sayGap(book, plain, { amount, low, high });
  if (how.plain || high <= low) return `${word} about ${gap.about}`;
  return `${word} about ${gap.about}, most likely between ${gap.low} and ${gap.high}`;
}

/** The size of a difference with its range, rounded to what is known. */
export function sayGap(
  book: FactBook,
  { series, total }: Outlook,
  { amount, low, high }: Pick<Weighed, 'amount' | 'low' | 'high'>,
): { readonly about: Slot; readonly low: Slot; readonly high: Slot } {
  const { metric } = series;
  const [near, far] = amount >= 0 ? [low, high] : [-high, -low];
  const range = { value: Math.abs(amount), low80: near, high80: far, low95: near, high95: far };
  // Where it has no range of its own it is not said finer than the forecast itself is known.
  const rounded = far > near ? roundRange(range, metric.unit) : roundLike(range, total, metric.unit);
  const source: FactSource = {
    kind: 'model',
    model: 'The same forecast with and without it',
    how: 'The difference, with the range that the days of the past leave open',
  };
  const say = (value: number, what: string): Slot =>
    book.change(metric, value, { label: `Difference, ${what}`, source, sign: 'auto' });
  return { about: say(rounded.value, 'expected'), low: say(rounded.low80, 'low'), high: say(rounded.high80, 'high') };
}

function roundLike(
  range: Parameters<typeof roundRange>[0],
  total: Outlook['total'],
  unit: Parameters<typeof roundRange>[1],
) {
  const half = (total.high80 - total.low80) / 20;
  const rounded = roundRange({ ...range, low80: range.value - half, high80: range.value + half }, unit);
  return { ...rounded, low80: range.low80, high80: range.high80 };
}

/** Metrics that were named and cannot be used. */
export function sayUnusable(book: FactBook, unusable: readonly Unusable[], grain: string): string[] {
  return unusable.map(({ label, why }) => {
    const name = book.name(label);
    if (why === 'itself') return `${name} is the number you ask about, so I cannot assume it too.`;
    if (why === 'other-steps') return `I do not have ${name} by the ${grain}, so I leave it out.`;
    return `I have too little history of ${name} to know what it does, so I leave it out.`;
  });
}
