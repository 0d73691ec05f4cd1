import { dayNumber } from '../../src/calendar/civil-day.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { ReadScore } from '../../src/db/queries/forecast-scores.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { endOfBucket } from '../../src/metrics/calendar.ts';
import type { ScoredSeries } from './gather-scores.ts';
import { HELD, nameGuess, nameSteps, sayMiss } from './say-miss.ts';
import { FEW, summariseScores } from './summarise-scores.ts';
import { wholeCounts } from './whole-counts.ts';

/** So many of both are plenty to tell the day before from the week before. */
const PLENTY = 20;
/** A gain over the simple guess that is smaller than this is none. */
const NO_GAIN = 0.01;

export interface AccuracyWords {
  readonly title: string;
  readonly answer: string;
  readonly details: readonly SectionTemplate[];
}

/**
 * How far off the forecasts of one series were, in plain words.
 * @param names of the series: to begin with, and inside a sentence
 * @param weekBefore of the same series, what was forecast at least a week before; empty where that means nothing
 */
export function sayAccuracy(
  book: FactBook,
  series: ScoredSeries,
  names: { readonly name: Slot; readonly inside: Slot },
  weekBefore: readonly ReadScore[],
): AccuracyWords {
  const { grain, summary } = series;
  const count = book.count('Forecasts that came true or not', summary.count, { source: HELD });
  const period = book.period('Time they were about', periodOf(series));
  const start = `By now ${count} ${nameSteps(grain, summary.count)} that I had forecast for ${names.inside} ${summary.count === 1 ? 'is' : 'are'} known (${period})`;
  const { words, title } = sayAgainst(book, series);
  const details = [
    sayFew(series),
    sayRangeHeld(book, series),
    sayBias(book, series),
    sayWorst(book, series),
    sayLead(book, series, weekBefore),
  ];
  return {
    title: `${names.name}: ${title}`,
    answer: `${start}. ${words}`,
    details: details.filter((section) => section !== null),
  };
}

/** From the first day that was forecast to the last. */
export function periodOf({ scores, grain }: Pick<ScoredSeries, 'scores' | 'grain'>): Period {
  const [first, last] = [scores[0]?.t ?? '', scores.at(-1)?.t ?? ''];
  return { start: first, end: endOfBucket(last, grain) };
}

function sayAgainst(book: FactBook, { metric, grain, summary }: ScoredSeries): { words: string; title: string } {
  const { against, miss, count } = summary;
  const off = count === 1 ? 'I was off by' : 'On average I was off by';
  if (against === null) {
    const own = sayMiss(book, metric, miss, 'Average miss');
    return { words: `${off} ${own}.`, title: `off by ${own}` };
  }
  const guess = nameGuess(grain);
  const own = sayMiss(book, metric, against.own, 'Average miss', against.naive);
  const naive = sayMiss(book, metric, against.naive, 'Average miss of the simple guess', against.own);
  const better = against.own.mean < against.naive.mean * (1 - NO_GAIN);
  const compared = better
    ? `repeating ${guess} would have been off by ${naive}`
    : `repeating ${guess} would have been no worse (${naive})`;
  const title = `off by ${own}, the simple guess by ${naive}`;
  if (against.count === count) return { words: `${off} ${own}; ${compared}.`, title };
  const both = book.count('Where the simple guess is known too', against.count, { source: HELD });
  return {
    words: `${off} ${sayMiss(book, metric, miss, 'Average miss of all')}. On the ${both} where ${guess} is known too, I was off by ${own}; ${compared}.`,
    title,
  };
}

function sayFew({ grain, summary }: ScoredSeries): SectionTemplate | null {
  if (summary.count >= FEW) return null;
  return {
    kind: 'caveat',
    template: `That is too ${summary.count === 1 ? `little to judge by: one ${grain} can be luck` : `few ${grain}s to judge by: take it as a first impression`}.`,
  };
}

function sayRangeHeld(book: FactBook, { grain, summary }: ScoredSeries): SectionTemplate {
  const held = book.count('Inside the range', summary.held, { source: HELD });
  const of = book.count('Held against the range', summary.count, { source: HELD });
  const start = `${held} of ${of} ${nameSteps(grain, summary.count)} came out inside the range I gave, which is meant to hold eight times in ten`;
  switch (summary.range) {
    case 'unclear':
      return { kind: 'detail', template: `${start}.` };
    case 'as-meant':
      return { kind: 'detail', template: `${start}: that is about as often as it should.` };
    case 'too-narrow':
      return { kind: 'caveat', template: `${start}: my ranges were too narrow, so allow for more than they say.` };
    case 'too-wide':
      return { kind: 'detail', template: `${start}: my ranges were wider than they needed to be.` };
  }
}

function sayBias(book: FactBook, { metric, summary }: ScoredSeries): SectionTemplate | null {
  const { verdict, size } = summary.bias;
  if (verdict === 'unclear') return null;
  if (verdict === 'even') return { kind: 'detail', template: 'On the whole I was neither too high nor too low.' };
  const by = sayMiss(book, metric, size, 'How far off on the whole');
  return { kind: 'detail', template: `On the whole I was too ${verdict}, by ${by}.` };
}

function sayWorst(book: FactBook, { metric, grain, summary }: ScoredSeries): SectionTemplate | null {
  const { worst, count } = summary;
  if (count < 2) return null;
  const say = (value: number, what: string) =>
    book.metric(metric, value, { label: `${metric.label}, ${what}`, source: HELD, ...wholeCounts(metric, value) });
  const expected = say(worst.expected, 'expected');
  const came = say(worst.actual, 'came');
  const when = nameStep(book, worst, grain, 'Worst miss');
  const day = grain === 'day' ? `on ${when}` : `for ${when}`;
  return { kind: 'detail', template: `My worst miss was ${day}: I expected ${expected} and it came to ${came}.` };
}

/** "Sat, Nov 14", or the days of the week or month. */
export const nameStep = (book: FactBook, { t }: { t: string }, grain: ScoredSeries['grain'], label: string): Slot =>
  grain === 'day'
    ? book.date(label, t, { weekday: true })
    : book.period(label, { start: t, end: endOfBucket(t, grain) });

/** The day before against a week before, on the days of which both are known, where there are plenty. */
function sayLead(
  book: FactBook,
  { metric, scores }: ScoredSeries,
  weekBefore: readonly ReadScore[],
): SectionTemplate | null {
  const dayBefore = scores.filter(({ t, madeOn }) => dayNumber(t) - dayNumber(madeOn) === 1);
  const short = summariseScores(keepShared(dayBefore, weekBefore));
  const long = summariseScores(keepShared(weekBefore, dayBefore));
  if (short === null || long === null || short.count < PLENTY) return null;
  const before = sayMiss(book, metric, short.miss, 'Average miss the day before', long.miss);
  const week = sayMiss(book, metric, long.miss, 'Average miss a week before', short.miss);
  const days = book.count('Days forecast at both times', short.count, { source: HELD });
  return {
    kind: 'detail',
    template: `On the ${days} days that I had forecast both the day before and a week or more before, I was off by ${before} the day before, and by ${week} a week or more before.`,
  };
}

function keepShared(scores: readonly ReadScore[], others: readonly ReadScore[]): ReadScore[] {
  const days = new Set(others.map(({ t }) => t));
  return scores.filter(({ t }) => days.has(t));
}
