import type { IsoDate, Period } from '../../../../src/contracts/period.ts';
import { addDays, daysBetween, unitAround } from '../time/civil.ts';
import { findTimes } from '../time/find-times.ts';
import type { Clock } from '../time/phrase.ts';

/** On which days a change holds. Weekdays: 0 = Monday … 6 = Sunday, in every week of the plan. */
export type ChangeDay = { readonly weekday: number } | { readonly day: IsoDate };

export interface DaysRead {
  /** Empty: all days of the plan. */
  readonly days: readonly ChangeDay[];
  /** Where the text speaks of days. Offsets in the text. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

const WEEKDAY =
  '(mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tues|weds|thur|thurs|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)';
const SHORT = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** A weekday that no "this", "next" or date narrows to one day. */
const BARE = new RegExp(
  `\\b(?:on |every |each |all )?${WEEKDAY}\\b(?: ?(?:to|till|until|through|thru|-) ?${WEEKDAY}\\b)?`,
  'g',
);
const NARROWED =
  /\b(?:this|next|coming|last|black|good)\s+(?:on )?$|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* ?$/;
const DATED = /^,? (?:the )?\d{1,2}(?:st|nd|rd|th)?\b|^,? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d/;
const GROUPS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/\b(?:on |at |over )?(?:the )?weekends?\b/g, [5, 6]],
  [/\b(?:on )?(?:weekdays|week days|working days|during the week)\b/g, [0, 1, 2, 3, 4]],
];
/** Days of a longer stretch that are written out one by one. */
const MAX_DAYS = 14;

/**
 * Reads the days of a change, looking ahead from today. `plan`: the days the plan is for; a stretch that covers all of
 * it is no limit, and days outside of it do not count.
 */
export function readDays(lower: string, clock: Clock, plan?: Period): DaysRead {
  const spans: { start: number; end: number }[] = [];
  const days: ChangeDay[] = [];
  const take = (start: number, end: number, found: readonly ChangeDay[]) => {
    if (spans.some((span) => start < span.end && end > span.start)) return;
    spans.push({ start, end });
    days.push(...found);
  };
  for (const match of lower.matchAll(BARE)) {
    const after = lower.slice(match.index + match[0].length);
    if (NARROWED.test(lower.slice(0, match.index)) || DATED.test(after)) continue;
    const first = indexOf(match[1]);
    const last = match[2] === undefined ? first : indexOf(match[2]);
    take(match.index, match.index + match[0].length, weekdaysFrom(first, last));
  }
  for (const [pattern, weekdays] of GROUPS) {
    for (const match of lower.matchAll(pattern)) {
      if (/\b(?:this|next|coming|last) $/.test(lower.slice(0, match.index))) continue;
      take(
        match.index,
        match.index + match[0].length,
        weekdays.map((weekday) => ({ weekday })),
      );
    }
  }
  for (const phrase of findTimes(lower, clock)) {
    // "Delivers in ten days" is how long it takes, not when.
    if (/^(?:in|within) \d+ (?:days?|weeks?)$/.test(phrase.said.trim())) continue;
    const period = phrase.resolve(phrase.leaning === 'past' ? 'past' : 'future');
    take(phrase.start, phrase.end, spell(period, clock, plan));
  }
  return { days: unique(days), spans: spans.sort((a, b) => a.start - b.start) };
}

const indexOf = (said: string | undefined): number => SHORT.indexOf((said ?? '').slice(0, 3));

function weekdaysFrom(first: number, last: number): readonly ChangeDay[] {
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, at) => ({ weekday: (first + at) % 7 }));
}

/** A stretch of time day by day; nothing when it is the whole plan. */
function spell(period: Period, clock: Clock, plan: Period | undefined): readonly ChangeDay[] {
  const usual = unitAround(addDays(clock.today, 7), 'week', clock.weekStart);
  const whole = plan ?? usual;
  if (period.start !== period.end && period.start <= whole.start && period.end >= whole.end) return [];
  const days: ChangeDay[] = [];
  for (let at = 0; at <= Math.min(daysBetween(period.start, period.end), MAX_DAYS - 1); at++) {
    const day = addDays(period.start, at);
    if (plan === undefined || (day >= plan.start && day <= plan.end) || period.start === period.end) days.push({ day });
  }
  return days;
}

function unique(days: readonly ChangeDay[]): readonly ChangeDay[] {
  return [...new Map(days.map((day) => [JSON.stringify(day), day])).values()];
}
