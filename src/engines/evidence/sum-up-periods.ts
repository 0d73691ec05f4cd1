/** The two totals and how complete they are. */
import type { DayCount, ExplainInput, ExplainNote, Totals } from './explain-types.ts';
import { CLOSED, fractionOf, isUsable, OPEN, type PreparedSeries, type Span } from './prepare-series.ts';
import { aggregate, type Measured } from './window-baseline.ts';

export interface PeriodSum {
  /** null: nothing is known of the period. */
  readonly value: number | null;
  readonly days: DayCount;
}

/** A period that was closed throughout has sold nothing: a sum of 0, but no mean. */
export function sumUpPeriod(measured: Measured, span: Span): PeriodSum {
  const days = countDays(measured.series, span);
  const value = aggregate(measured, span, (slot) => measured.series.y[slot] ?? 0)?.value;
  if (value !== undefined) return { value, days };
  return { value: measured.adds && days.closed > 0 && days.missing === 0 ? 0 : null, days };
}

/** Totals as the caller states them go before ours; `before` is scaled here. */
export function compareTotals(input: ExplainInput, before: PeriodSum, after: PeriodSum, scale: number): Totals {
  const rawBefore = input.totals === undefined ? before.value : input.totals.before;
  const rawAfter = input.totals === undefined ? after.value : input.totals.after;
  const from = isUsable(rawBefore) ? rawBefore * scale : null;
  const to = isUsable(rawAfter) ? rawAfter : null;
  const delta = from === null || to === null ? null : to - from;
  return {
    before: from,
    after: to,
    delta,
    relative: delta === null || from === null ? null : fractionOf(delta, from),
    direction: delta === null ? 'unknown' : delta > 0 ? 'up' : delta < 0 ? 'down' : 'same',
    daysBefore: before.days,
    daysAfter: after.days,
  };
}

export function notesOnPeriods(before: PeriodSum, after: PeriodSum, totals: Totals): ExplainNote[] {
  const notes: ExplainNote[] = [];
  if (totals.after === null) notes.push({ code: 'no-data-in-period' });
  else if (isShut(after.days)) notes.push({ code: 'all-closed-in-period' });
  else if (after.days.missing > 0) notes.push({ code: 'period-incomplete', ...gaps(after.days) });
  if (totals.before === null) notes.push({ code: 'no-data-in-compare' });
  else if (isShut(before.days)) notes.push({ code: 'all-closed-in-compare' });
  else if (before.days.missing > 0) notes.push({ code: 'compare-incomplete', ...gaps(before.days) });
  return notes;
}

function isShut(days: DayCount): boolean {
  return days.open === 0 && days.closed > 0;
}

function gaps(days: DayCount) {
  return { missing: days.missing, of: days.open + days.closed + days.missing };
}

function countDays(series: PreparedSeries, span: Span): DayCount {
  let open = 0;
  let closed = 0;
  for (let slot = Math.max(0, span.from); slot < Math.min(series.state.length, span.to); slot++) {
    if (series.state[slot] === OPEN) open++;
    else if (series.state[slot] === CLOSED) closed++;
  }
  return { open, closed, missing: Math.max(0, span.to - span.from) - open - closed };
}
