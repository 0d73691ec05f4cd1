import type { Period } from '../../../../src/contracts/period.ts';
import { addDays, daysBetween, weekdayOf } from '../time/civil.ts';
import { findTimes } from '../time/find-times.ts';
import type { Clock, TimePhrase } from '../time/phrase.ts';
import type { ForecastSetting, Span } from './forecast-setting.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DAY_NAME = `(?:${WEEKDAYS.join('|')}|mon|tues?|wed|thur?s?|fri|sat|sun)`;
/** A day that every month or week has: which one is meant follows the days asked about. */
const RECURRING = new RegExp(
  `^(?:from|on|the|to|and|until|till|through|thru|between|\\s|-|,|\\d{1,2}(?:st|nd|rd|th)|${DAY_NAME}\\b)+$`,
);
const HABIT = new RegExp(
  `\\b(?:on |all |every |each |(?:on )?(?:all )?(?:the )?)?(${WEEKDAYS.join('|')})s\\b|\\b(?:every|each) (${WEEKDAYS.join('|')})\\b`,
  'g',
);
/** More days than this are not spelled one by one. */
const MAX_DAYS = 60;
/** A habit without days asked about is spelled this far. */
const AHEAD_DAYS = 28;

export interface DaysFound {
  readonly periods: readonly Period[];
  readonly spans: readonly Span[];
}

/** The days a clause speaks of, looking ahead; "the 24th" and "Sunday" are those of the days asked about. */
export function findDays(text: string, { clock, asked }: Pick<ForecastSetting, 'clock' | 'asked'>): DaysFound {
  const lower = writeOrdinals(text);
  const habits = [...lower.matchAll(HABIT)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    weekday: WEEKDAYS.indexOf(match[1] ?? match[2] ?? '') + 1,
  }));
  const within = asked ?? { start: addDays(clock.today, 1), end: addDays(clock.today, AHEAD_DAYS) };
  const times = findTimes(lower, clock).filter(
    (time) => !habits.some((habit) => time.start < habit.end && time.end > habit.start),
  );
  return {
    periods: [
      ...habits.flatMap(({ weekday }) => spellWeekdays(weekday, within)),
      ...times.map((time) => placeTime(time, lower, clock, asked)),
    ],
    spans: [...habits, ...times],
  };
}

/** "The 24th and 25th", "on 24th": with the article that the rules for days look for. */
const writeOrdinals = (text: string): string =>
  text.replace(/\b(and|on|or|from|to|until) (\d{1,2}(?:st|nd|rd|th))\b(?! of)/g, '$1 the $2');

function placeTime(time: TimePhrase, lower: string, clock: Clock, asked: Period | undefined): Period {
  const near = lookAhead(time);
  if (asked === undefined || touches(near, asked) || asked.start <= clock.today || !RECURRING.test(time.said))
    return near;
  const there = findTimes(lower, { ...clock, today: addDays(asked.start, -1) }).find(
    ({ start }) => start === time.start,
  );
  const moved = there === undefined ? near : lookAhead(there);
  return touches(moved, asked) ? moved : near;
}

const lookAhead = (time: TimePhrase): Period => time.resolve(time.leaning === 'past' ? 'past' : 'future');

const touches = (a: Period, b: Period): boolean => a.start <= b.end && a.end >= b.start;

function spellWeekdays(weekday: number, { start, end }: Period): readonly Period[] {
  const first = addDays(start, (weekday - weekdayOf(start) + 7) % 7);
  const count = Math.min(Math.floor(daysBetween(first, end) / 7) + 1, MAX_DAYS);
  return Array.from({ length: Math.max(0, count) }, (_, week) => {
    const day = addDays(first, week * 7);
    return { start: day, end: day };
  });
}
