/**
 * A month with two closed days, or with five Saturdays, differs from the one before without any change in trade.
 * With trade of a period = level × usual weight of its open days (or level × days + weekday amounts), the difference
 * of two periods splits exactly into days and trade, each at the mean of the other (two-factor Shapley).
 */
import { weekdayOfDay } from '../../calendar/civil-day.ts';
import type { CalendarSplit } from './explain-types.ts';
import { CLOSED, fractionOf, OPEN, type Span } from './prepare-series.ts';
import { readProfile, seasonalValue } from './weekday-profile.ts';
import type { Measured } from './window-baseline.ts';

const PROFILE_REACH = 364;

/** Days of one kind: how many, and the sum of their weekday factors or amounts. */
interface Days {
  readonly count: number;
  readonly parts: number;
}

interface PeriodDays {
  readonly usual: Days;
  readonly closed: Days;
  readonly missing: Days;
  readonly open: Days;
}

/** @param before total of `compare`, unscaled. Only for sums of daily data; null otherwise. */
export function splitCalendar(
  measured: Measured,
  compare: Span,
  period: Span,
  totals: { readonly before: number; readonly after: number; readonly scale: number },
): CalendarSplit | null {
  if (!measured.adds || measured.series.grain !== 'day') return null;
  const end = Math.max(compare.to, period.to);
  const profile = readProfile(measured.series.y, measured.levels, measured.season, end - PROFILE_REACH, end);
  const opens = usuallyOpen(measured, end, [compare, period]);
  const b = readDays(measured, profile, opens, compare, totals.scale);
  const a = readDays(measured, profile, opens, period, 1);
  const levelBefore = levelOf(measured, b.open, totals.before * totals.scale);
  const levelAfter = levelOf(measured, a.open, totals.after);
  if (levelBefore === null && levelAfter === null) return null;
  const level = ((levelBefore ?? levelAfter ?? 0) + (levelAfter ?? levelBefore ?? 0)) / 2;
  const worth = (days: Days) => worthOf(measured, days, level);
  const calendar = worth(a.usual) - worth(b.usual);
  const closed = worth(b.closed) - worth(a.closed);
  const missing = worth(b.missing) - worth(a.missing);
  const delta = totals.after - totals.before * totals.scale;
  const dust = 1e-9 * (Math.abs(totals.after) + Math.abs(totals.before * totals.scale));
  const steps = [
    { kind: 'calendar' as const, delta: calendar },
    { kind: 'closed' as const, delta: closed },
    { kind: 'missing' as const, delta: missing },
  ].filter((step) => Math.abs(step.delta) > dust);
  const rest = delta - steps.reduce((sum, step) => sum + step.delta, 0);
  return {
    steps: [...steps, { kind: 'trade', delta: rest }],
    unusualClosedBefore: Math.round(b.closed.count / totals.scale),
    unusualClosedAfter: a.closed.count,
    tradeRelative:
      levelBefore !== null && levelAfter !== null && levelBefore > 0
        ? fractionOf(levelAfter - levelBefore, levelBefore)
        : null,
  };
}

function worthOf(measured: Measured, days: Days, level: number): number {
  return measured.season.kind === 'multiplicative' ? level * days.parts : level * days.count + days.parts;
}

/** The level at which the open days give the total. */
function levelOf(measured: Measured, open: Days, total: number): number | null {
  if (measured.season.kind === 'multiplicative') return open.parts > 0 ? total / open.parts : null;
  return open.count > 0 ? (total - open.parts) / open.count : null;
}

function readDays(measured: Measured, profile: Float64Array, opens: readonly boolean[], span: Span, scale: number) {
  const { series, season } = measured;
  const add = (days: Days, part: number) => ({ count: days.count + scale, parts: days.parts + scale * part });
  const none: Days = { count: 0, parts: 0 };
  let days: PeriodDays = { usual: none, closed: none, missing: none, open: none };
  const neutral = season.kind === 'multiplicative' ? 1 : 0;
  for (let slot = span.from; slot < span.to; slot++) {
    const state = series.state[slot];
    const usual = opens[weekdayOfDay(series.first + slot)] ?? true;
    if (state !== OPEN && !usual) continue;
    const part = seasonalValue(profile, season, slot, neutral);
    days = { ...days, usual: add(days.usual, part) };
    if (state === OPEN) days = { ...days, open: add(days.open, part) };
    else if (state === CLOSED) days = { ...days, closed: add(days.closed, part) };
    else days = { ...days, missing: add(days.missing, part) };
  }
  return days;
}

/** Per weekday: open on most of the days known outside of the two periods; within them where nothing else is known. */
function usuallyOpen(measured: Measured, end: number, apart: readonly Span[]): boolean[] {
  const outside = countOpen(measured, end, (slot) => !apart.some((span) => slot >= span.from && slot < span.to));
  const anywhere = countOpen(measured, end, () => true);
  return outside.map((tally, weekday) => {
    const { open, known } = tally.known > 0 ? tally : (anywhere[weekday] ?? tally);
    return known === 0 || open > known / 2;
  });
}

function countOpen(measured: Measured, end: number, counts: (slot: number) => boolean) {
  const { series } = measured;
  const tallies = Array.from({ length: 7 }, () => ({ open: 0, known: 0 }));
  for (let slot = Math.max(0, end - PROFILE_REACH); slot < Math.min(end, series.state.length); slot++) {
    const tally = tallies[weekdayOfDay(series.first + slot)];
    const state = series.state[slot];
    if (tally === undefined || !counts(slot) || (state !== OPEN && state !== CLOSED)) continue;
    tally.known++;
    if (state === OPEN) tally.open++;
  }
  return tallies;
}
