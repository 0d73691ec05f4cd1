import { addDays } from '../../src/calendar/civil-day.ts';
import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { countDays, periodBefore } from '../../src/metrics/calendar.ts';
import type { MetricTotal } from '../../src/metrics/metric-series.ts';
import { rowsSource } from '../working.ts';
import { movement, when } from './phrases.ts';

/** With more of its days missing than this, the period before is no yardstick; with fewer than that, it need not be said. */
const MOST_MISSING = 0.2;
const FEW_MISSING = 0.05;

/**
 * What a period is held against: the one that was named, else the one before. Where the data stops inside the period,
 * as many days of the other: twenty-one days of a month beside a whole one would always look like a fall.
 */
export function chooseCompare(asked: { readonly period: Period; readonly compare?: Period }, reached: Period): Period {
  // Only whole months count of what is kept by the month: what is before those.
  const whole = reached.start === asked.period.start ? asked.period : reached;
  const compare = asked.compare ?? periodBefore(whole);
  if (reached.end === whole.end) return compare;
  const end = addDays(compare.start, countDays(reached) - 1);
  return end < compare.end ? { start: compare.start, end } : compare;
}

export function sayComparison(
  book: FactBook,
  parts: {
    readonly metric: MetricDefinition;
    readonly filter: Readonly<Record<string, string>>;
    readonly name: Slot;
    readonly now: number;
    /** The slot that number stands in. */
    readonly said: Slot;
    readonly before: MetricTotal;
    readonly compare: Period;
    /** The person asked for the comparison, so it cannot be passed over in silence. */
    readonly named: boolean;
  },
): { readonly sentence: string; readonly sections: readonly SectionTemplate[] } {
  const { metric, before, compare, named } = parts;
  const other = when(book, compare, 'Compared with');
  if (before.value === null) {
    const template = `I have no ${parts.name} ${other} to compare it with.`;
    return { sentence: '', sections: named ? [{ kind: 'caveat', template }] : [] };
  }
  const all = before.openDays + before.closedDays + before.missingDays;
  if (!named && before.missingDays > MOST_MISSING * all) return { sentence: '', sections: [] };
  const earlier = book.metric(metric, before.value, {
    label: `${metric.label}, before`,
    source: rowsSource(metric, parts.filter, compare, before.sources),
    period: compare,
  });
  const same = Math.abs(parts.now - before.value) < 1e-9;
  const sentence = same
    ? `the same as ${other}`
    : `${movement(book, metric, parts.now, before.value, [parts.said, earlier])} ${earlier} ${other}`;
  if (before.missingDays <= FEW_MISSING * all) return { sentence, sections: [] };
  const missing = book.count('Days without a row, before', before.missingDays, {
    source: { kind: 'computed', how: 'Days of the period that are neither open nor closed', from: [] },
  });
  const days = before.missingDays === 1 ? 'day' : 'days';
  const template = `${missing} ${days} of ${book.period('Compared with', compare)} ${before.missingDays === 1 ? 'has' : 'have'} no row in your data, so take the comparison with care.`;
  return { sentence, sections: [{ kind: 'caveat', template }] };
}
