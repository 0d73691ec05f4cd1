import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import { listWords, WEEKDAY_NAMES } from '../../src/datasets/words.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';

/** Stretches that are still named one by one. */
const MOST = 3;

/** "on Thu, Nov 26", "from Nov 24 – 29", "on Nov 3 and Nov 10", "on 12 days from Nov 3 – Dec 9". Empty for no day. */
export function sayDays(book: FactBook, days: readonly IsoDate[]): string {
  const runs = joinDays(days);
  const [first] = runs;
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return '';
  if (runs.length > MOST) {
    const count = book.count('Days', days.length, { source: { kind: 'computed', how: 'Counted', from: [] } });
    const weekday = weekdayOf(first.start);
    if (days.every((day) => weekdayOf(day) === weekday))
      return `on ${count} ${WEEKDAY_NAMES[weekday] ?? 'day'}s within ${book.period('Days', { start: first.start, end: last.end })}`;
    return `on ${count} days within ${book.period('Days', { start: first.start, end: last.end })}`;
  }
  const single = runs.every(({ start, end }) => start === end);
  return `${single ? 'on' : 'for'} ${listWords(runs.map((run) => book.period('Days', run)))}`;
}

/** Days in order, as stretches without holes. */
export function joinDays(days: readonly IsoDate[]): Period[] {
  const runs: Period[] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run !== undefined && addDays(run.end, 1) === day) runs[runs.length - 1] = { start: run.start, end: day };
    else runs.push({ start: day, end: day });
  }
  return runs;
}
