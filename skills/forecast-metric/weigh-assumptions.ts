import { weekdayOf } from '../../src/calendar/civil-day.ts';
import type { SkillContext } from '../context.ts';
import { countSeen } from './choose-columns.ts';
import type { Taken } from './future.ts';
import { joinClosed } from './join-closed.ts';
import { lookAt, type Outlook, type Prepared } from './make-outlook.ts';
import { runInTurn } from './run-in-turn.ts';

/** Half of an 80% interval, in standard deviations of a normal distribution. */
const Z80 = 1.2816;

/** What an assumption does to the number asked about, as far as the past can tell. */
export interface Weighed {
  readonly taken: Taken;
  /** What it adds, in the metric's unit, with its 80% range. */
  readonly amount: number;
  readonly low: number;
  readonly high: number;
  /**
   * `clear`: beyond the noise. `noise`: the days of the past were not clearly different. `unseen`: no day of the past to
   * learn from. `no-days`: it changes no day of this stretch. `never-open`: a weekday that never had sales.
   * `untried`: a value outside of what there has been. `too-coarse`: single days are lost in months.
   */
  readonly verdict: 'clear' | 'noise' | 'unseen' | 'no-days' | 'never-open' | 'untried' | 'too-coarse';
  /** Days (or steps with a value, for a metric) of the past it rests on. */
  readonly seen: number;
}

/**
 * Each assumption against the same forecast without it.
 * @param together the outlook with all of them; of a single one it is all there is to know
 */
export async function weighAssumptions(
  ctx: SkillContext,
  prepared: Prepared,
  plain: Outlook,
  together: Outlook,
): Promise<readonly Weighed[]> {
  const taken = joinClosed(together.taken);
  return runInTurn(taken, async (one) =>
    weigh(prepared, plain, one, taken.length === 1 ? together : await lookAt(ctx, prepared, [one])),
  );
}

/** @param alone the outlook with this assumption and no other */
export function weigh(
  prepared: Prepared,
  plain: Outlook,
  taken: Taken,
  alone: Awaited<ReturnType<typeof lookAt>>,
): Weighed {
  const { assumption, days } = taken;
  const nothing = { taken, amount: 0, low: 0, high: 0, seen: 0 };
  const { grain } = plain.series;
  if ((grain === 'month' || grain === 'quarter') && assumption.what !== 'metric')
    return { ...nothing, verdict: 'too-coarse' };
  const changed = days.filter((day) => changesDay(plain, taken, day));
  if (alone.kind !== 'outlook' || changed.length === 0) return { ...nothing, verdict: 'no-days' };
  const amount = alone.total.value - plain.total.value;
  if (assumption.what === 'closed') return { ...nothing, amount, ...aroundDays(plain, days, amount), verdict: 'clear' };
  const reopens = changed.some((day) => isClosed(plain, day)) && assumption.what !== 'event';
  if (reopens) {
    const isNew = changed.every((day) => plain.series.closedWeekdays.includes(weekdayOf(day)));
    return { ...nothing, amount, ...aroundDays(alone, changed, amount), verdict: isNew ? 'never-open' : 'clear' };
  }
  const seen = countPast(prepared, taken);
  if (seen === 0) return { ...nothing, verdict: 'unseen' };
  const effect = plain.forecast.effects.find(({ name }) => name === taken.label);
  if (effect === undefined) return { ...nothing, seen, verdict: 'noise' };
  const doubt = effect.change === 0 ? 1 : Math.abs((Z80 * effect.spread) / effect.change);
  const half = Math.abs(amount) * doubt;
  const found = { taken, amount, low: amount - half, high: amount + half, seen };
  if (doubt >= 1) return { ...found, verdict: 'noise' };
  return { ...found, verdict: isUntried(prepared, taken) ? 'untried' : 'clear' };
}

function isClosed(outlook: Outlook, day: string): boolean {
  return outlook.steps.some(({ t, closed }) => t === day && closed);
}

/** A day that is closed anyway cannot be closed, and an event on it brings nothing. */
function changesDay(plain: Outlook, { assumption, label }: Taken, day: string): boolean {
  if (plain.series.grain !== 'day') return true;
  if (!plain.steps.some(({ t }) => t === day)) return false;
  const shut = isClosed(plain, day);
  if (assumption.what === 'open') return shut;
  if (assumption.what === 'event') return !shut && !plain.calendar.named.get(label)?.days.has(day);
  return assumption.what === 'without' || !shut;
}

function countPast({ history, calendar, columns }: Prepared, { assumption, label }: Taken): number {
  if (assumption.what === 'metric')
    return columns.companions.find(({ metric }) => metric.key === assumption.metric)?.past.size ?? 0;
  const days = calendar.named.get(label)?.days;
  return days === undefined || !columns.flags.includes(label) ? 0 : countSeen(days, history.series);
}

function isUntried({ columns }: Prepared, { assumption, values = [] }: Taken): boolean {
  if (assumption.what !== 'metric') return false;
  const past = columns.companions.find(({ metric }) => metric.key === assumption.metric)?.past;
  const known = [...(past?.values() ?? [])];
  const least = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return values.some((value) => value < least || value > most);
}

/** The range of what some of an outlook's days bring: their own ranges, as much wider together as the whole is. */
function aroundDays(outlook: Outlook, days: readonly string[], amount: number): { low: number; high: number } {
  const square = (halves: readonly number[]) => Math.sqrt(halves.reduce((sum, half) => sum + half ** 2, 0));
  const halfOf = ({ low80, high80 }: { readonly low80: number; readonly high80: number }) => (high80 - low80) / 2;
  const own = square(outlook.steps.filter(({ t }) => days.includes(t)).map(halfOf));
  const all = square(outlook.steps.map(halfOf));
  const share = outlook.series.metric.aggregation.kind === 'sum' ? 1 : 1 / Math.max(1, outlook.steps.length);
  const together = all > 0 ? Math.max(1, halfOf(outlook.total) / (all * share)) : 1;
  const half = Math.min(own * together * share, Math.abs(amount));
  return { low: amount - half, high: amount + half };
}
