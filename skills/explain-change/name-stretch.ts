import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { Evidence } from './read-evidence.ts';

/** What the earlier stretch is called beside its number: its dates, or that it is an average of several weeks. */
export function beforeLabel(book: FactBook, { beforeScale, compare, metric }: Evidence): Slot | string {
  return beforeScale !== 1 && metric.aggregation.kind === 'sum'
    ? 'Average week before'
    : book.period('Compared with', compare);
}
