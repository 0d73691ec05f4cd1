import type { FactSource } from '../../src/contracts/fact.ts';
import type { Judgement } from '../../src/engines/evidence/explain-change.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { Explained } from './explain-evidence.ts';
import { isAboutDays } from './weigh-move.ts';

type Judged = Exclude<Judgement, { verdict: 'too-little-history' }>;

const RANGE_SOURCE: FactSource = {
  kind: 'model',
  model: 'Weekday profile and slow level',
  how: 'What earlier stretches of the same length made one expect, give or take what they missed by (95%)',
};

/** Whether the move is more than the usual ups and downs. One or two sentences. */
export function sayReality(book: FactBook, explained: Explained): string {
  const { reality, totals } = explained.found;
  const { period, compare } = reality;
  if (period.verdict === 'too-little-history') {
    return 'There is too little history to tell whether that is more than the usual ups and downs.';
  }
  const range = sayRange(book, explained, period);
  switch (reality.story) {
    case 'period-unusual': {
      const against = (period.direction === 'above') !== (totals.direction === 'up');
      const even = against ? 'Even so, it' : 'That';
      return `${even} is ${period.direction} the usual: ${range} was to be expected. ${sayRank(book, period)}`;
    }
    case 'both-unusual':
      return `That is ${period.direction} the usual: ${range} was to be expected. The time it is compared with was out of the ordinary too. ${sayRank(book, period)}`;
    case 'compare-unusual': {
      const odd = compare.verdict === 'unusual' ? `, which was ${compare.direction} the usual` : '';
      return `That is as usual: ${range} was to be expected. What stood out is the time it is compared with${odd}.`;
    }
    case 'slow-change':
      return `Neither of the two stands out in its own time, but the level has moved between them by more than such stretches usually differ. It is a slow change, not a sudden one.`;
    default:
      if (isAboutDays(explained.found))
        return `For the days it was open, that is as usual: ${range} was to be expected.`;
      return `That is within the usual ups and downs: ${range} was to be expected.`;
  }
}

export function sayRange(book: FactBook, { evidence }: Explained, judged: Judged): string {
  const { metric } = evidence;
  const say = (label: string, value: number) =>
    book.metric(metric, value, {
      decimals: metric.unit === 'percent' ? 1 : undefined,
      label: `${metric.label}, ${label}`,
      source: RANGE_SOURCE,
      period: evidence.period,
    });
  return `between ${say('low end of the usual', judged.low95)} and ${say('high end of the usual', judged.high95)}`;
}

function sayRank(book: FactBook, { rank }: Judged): string {
  const source: FactSource = {
    kind: 'computed',
    how: 'Earlier stretches of the same length, each judged the same way',
    from: [],
  };
  const all = book.count('Earlier stretches', rank.of, { source });
  const further = rank.of - rank.largerThan;
  if (further === 0) return `None of the ${all} stretches of this length before it was as far off.`;
  const few = book.count('Earlier stretches further off', further, { source });
  return `Of the ${all} stretches of this length before it, ${few} ${further === 1 ? 'was' : 'were'} as far off or further.`;
}
