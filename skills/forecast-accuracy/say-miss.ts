import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { FactSource } from '../../src/contracts/fact.ts';
import type { Grain } from '../../src/contracts/period.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { Miss } from './summarise-scores.ts';

export const HELD: FactSource = {
  kind: 'computed',
  how: 'Forecasts as they were given, held against what came: of each step the newest that was made at least a day before it was over',
  from: [],
};

/** What a person would say without any method, by grain. */
const SIMPLE_GUESS: Readonly<Record<Grain, string>> = {
  day: 'the same day of the week before',
  week: 'the week before',
  month: 'the same month of the year before',
  quarter: 'the same quarter of the year before',
};

export const nameGuess = (grain: Grain): string => SIMPLE_GUESS[grain];

/** "day", "days". */
export const nameSteps = (grain: Grain, count: number): string => (count === 1 ? grain : `${grain}s`);

/** A share says nothing of percentages and of degrees, whose zero is arbitrary: those are off by points and degrees. */
const saysShare = ({ unit, aggregation }: MetricDefinition): boolean =>
  unit !== 'percent' && !(aggregation.kind === 'mean' && unit === 'other');

/**
 * "9%", or "1.2 points". Two that are held against each other are written with as many decimals as tells them apart.
 * @param beside the other one
 */
export function sayMiss(book: FactBook, metric: MetricDefinition, miss: Miss, label: string, beside?: Miss): Slot {
  if (!saysShare(metric) || miss.share === null)
    return book.change(metric, miss.mean, {
      label,
      source: HELD,
      ...(metric.unit === 'percent' ? { decimals: 1 } : {}),
    });
  const close = beside?.share != null && Math.round(100 * beside.share) === Math.round(100 * miss.share);
  return book.percent(label, miss.share, { decimals: close ? 1 : 0, source: HELD });
}
