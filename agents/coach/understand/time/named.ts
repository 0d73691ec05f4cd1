import type { IsoDate, Period } from '../../../../src/contracts/period.ts';
import { addDays, addUnits, daysBetween, monthsFrom, unitAround, weekdayOf, yearOf } from './civil.ts';
import { NAMED_DAYS } from './named-days.ts';
import type { Clock, Direction, TimePhrase } from './phrase.ts';
import type { TimeRule } from './relative.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(january|jan|february|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep|october|oct|november|nov|december|dec)';
const YEAR = '(?:,? (?:of |in )?((?:19|20)\\d\\d|last year|this year|next year|the year before))?';
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const WEEKDAY =
  '(monday|mon|tuesday|tues|tue|wednesday|wed|thursday|thurs|thur|thu|friday|fri|saturday|sat|sunday|sun)';

type Read = Omit<TimePhrase, 'start' | 'end' | 'said'>;

/** Something that comes every year: the most recent one for the past, the coming (or running) one for the future. */
function yearly(
  inYear: (year: number) => Period,
  saidYear: string | undefined,
  prefix: string | undefined,
  clock: Clock,
): Read {
  const now = yearOf(clock.today);
  const year = readYear(saidYear, now);
  if (year !== undefined) return settled(inYear(year), clock.today);
  const recent = newest([inYear(now - 2), inYear(now - 1), inYear(now)], (period) => period.start <= clock.today);
  const before = newest([inYear(now - 2), inYear(now - 1), inYear(now)], (period) => period.end < clock.today);
  const coming = [inYear(now), inYear(now + 1)].find((period) => period.end > clock.today) ?? inYear(now + 1);
  if (prefix === 'last' || prefix === 'previous') return { leaning: 'past', resolve: () => before };
  if (prefix === 'next' || prefix === 'coming') {
    const next = [inYear(now), inYear(now + 1)].find((period) => period.start > clock.today) ?? coming;
    return { leaning: 'future', resolve: () => next };
  }
  if (prefix === 'this') return settled(inYear(now), clock.today);
  return { leaning: 'either', resolve: (direction) => (direction === 'future' ? coming : recent) };
}

function readYear(said: string | undefined, now: number): number | undefined {
  if (said === undefined) return undefined;
  if (said === 'last year' || said === 'the year before') return now - 1;
  if (said === 'this year') return now;
  if (said === 'next year') return now + 1;
  const year = Number(said);
  return Number.isInteger(year) ? year : undefined;
}

function newest(periods: readonly Period[], fits: (period: Period) => boolean): Period {
  const found = periods.filter(fits).at(-1) ?? periods[0];
  return found ?? { start: '1970-01-01', end: '1970-01-01' };
}

/** A period with its year said: the calendar tells whether it is past. */
function settled(period: Period, today: IsoDate): Read {
  const leaning = period.end < today ? 'past' : period.start > today ? 'future' : 'either';
  return { leaning, resolve: () => period };
}

const PREFIX = '(?:(?:the |this )?(last|previous|next|this|coming) )?';
const rule = (source: string, read: TimeRule['read']): TimeRule => ({
  pattern: new RegExp(`\\b${source}\\b`, 'g'),
  read,
});

/** Months, quarters, seasons, weekdays and named days. */
export const NAMED_RULES: readonly TimeRule[] = [
  rule(`${PREFIX}${MONTH}${YEAR}`, (match, clock) => {
    const name = match[2] ?? '';
    const text = match.input ?? '';
    const before = text.slice(0, match.index).split(' ').at(-2) ?? '';
    const after = text.slice((match.index ?? 0) + match[0].length).trimStart();
    if (isOtherWord(name, match, before, after)) return undefined;
    const month = MONTHS.indexOf(name.slice(0, 3)) + 1;
    const inYear = (year: number): Period => monthsFrom(year, month, 1);
    const read = yearly(inYear, match[3], match[1], clock);
    return read.leaning === 'either' && match[3] === undefined
      ? { ...read, nearest: nearestOf(inYear, clock, NEXT_DAYS) }
      : read;
  }),
  rule(`(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) week of ${MONTH}${YEAR}`, (match, clock) => {
    const month = MONTHS.indexOf((match[2] ?? '').slice(0, 3)) + 1;
    const place = 'first second third fourth'.split(' ').indexOf(match[1] ?? '');
    const digit = Number.parseInt(match[1] ?? '', 10) - 1;
    const week = place >= 0 ? place : digit >= 0 ? digit : 3;
    const inYear = (year: number): Period => {
      const whole = monthsFrom(year, month, 1);
      if (match[1] === 'last') return { start: addDays(whole.end, -6), end: whole.end };
      return { start: addDays(whole.start, week * 7), end: addDays(whole.start, week * 7 + 6) };
    };
    return yearly(inYear, match[3], undefined, clock);
  }),
  rule(`${PREFIX}(?:q([1-4])|([1-4])q|(first|second|third|fourth|1st|2nd|3rd|4th) quarter)${YEAR}`, (match, clock) => {
    const ordinal = 'first second third fourth'.split(' ').indexOf(match[4] ?? '') + 1;
    const quarter = Number(match[2] ?? match[3]) || ordinal || Number.parseInt(match[4] ?? '1', 10);
    return yearly((year) => monthsFrom(year, quarter * 3 - 2, 3), match[5], match[1], clock);
  }),
  rule('(?:the )?(?:last|final) quarter of ((?:19|20)\\d\\d|last year|this year)', (match, clock) =>
    yearly((year) => monthsFrom(year, 10, 3), match[1], undefined, clock),
  ),
  rule(`h([12])${YEAR}`, (match, clock) =>
    yearly((year) => monthsFrom(year, match[1] === '1' ? 1 : 7, 6), match[2], undefined, clock),
  ),
  rule(`(?:in |over |during |the |since |all )?${PREFIX}(summer|winter|autumn|spring|fall)${YEAR}`, (match, clock) => {
    const season = match[2] ?? '';
    const held =
      /^(in|over|during|since|all|last|this|next|coming|previous)\b/.test(match[0]) ||
      match[3] !== undefined ||
      /\b(last|this|next|coming) /.test(match[0]);
    if ((season === 'fall' || season === 'spring') && !held) return undefined;
    const first: Readonly<Record<string, number>> = { spring: 3, summer: 6, autumn: 9, fall: 9, winter: 12 };
    const southern = clock.currency === 'AUD' || clock.currency === 'NZD' ? 6 : 0;
    return yearly(
      (year) => seasonFrom(year, (((first[season] ?? 6) - 1 + southern) % 12) + 1),
      match[3],
      match[1],
      clock,
    );
  }),
  rule(`(?:on )?${PREFIX}${WEEKDAY}`, (match, clock) => readWeekday(match, clock)),
  rule(`${WEEKDAY} last week`, (match, clock) => {
    const week = unitAround(addDays(clock.today, -7), 'week', clock.weekStart);
    return { leaning: 'past', resolve: () => weekdayIn(week.start, match[1] ?? '') };
  }),
  rule(`${WEEKDAY} next week`, (match, clock) => {
    const week = unitAround(addDays(clock.today, 7), 'week', clock.weekStart);
    return { leaning: 'future', resolve: () => weekdayIn(week.start, match[1] ?? '') };
  }),
  rule('(?:(?:in|for|during|of|since|all of|through|vs|to|than|and) )((?:19|20)\\d\\d)', (match, clock) =>
    wholeYear(match[1] ?? '', clock),
  ),
  rule('((?:19|20)\\d\\d)(?=\\s*(?:$|[?.!,]| vs | compared | and ))', (match, clock) =>
    wholeYear(match[1] ?? '', clock),
  ),
  ...NAMED_DAYS.map(
    (named): TimeRule => ({
      pattern: new RegExp(`(?:(?:the )?(last|previous|next|this|coming) )?(?:${named.names.source})${YEAR}`, 'g'),
      read: (match, clock) => {
        const on = (year: number): Period => ({ start: named.on(year, clock), end: named.on(year, clock) });
        return { ...yearly(on, match.at(-1), match[1], clock), nearest: nearestOf(on, clock) };
      },
    }),
  ),
  rule(
    `(?:the )?week (?:before|leading up to|up to) (christmas|xmas|easter|thanksgiving|valentines?(?: day)?|mothers? day|halloween)${YEAR}`,
    (match, clock) => {
      const named = NAMED_DAYS.find((day) => new RegExp(`^(?:${day.names.source})$`).test(match[1] ?? ''));
      if (named === undefined) return undefined;
      const inYear = (year: number): Period => ({
        start: addDays(named.on(year, clock), -7),
        end: addDays(named.on(year, clock), -1),
      });
      return { ...yearly(inYear, match[2], undefined, clock), nearest: nearestOf(inYear, clock) };
    },
  ),
];

/** A yearly day this near is on people's minds. */
const SOON_DAYS = 110;
/** A month is, when it is the next one or begins soon after. */
const NEXT_DAYS = 45;

/** Is the nearest of a yearly day behind us or soon to come? */
function nearestOf(inYear: (year: number) => Period, { today }: Clock, soonDays = SOON_DAYS): Direction {
  const now = yearOf(today);
  const distances = [now - 1, now, now + 1].map((year) => daysBetween(today, inYear(year).start));
  const nearest = distances.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a));
  return nearest > 0 && nearest <= soonDays ? 'future' : 'past';
}

/** "may" and "march" are words too, and "sat", "sun" and "mar" short ones: they count where they cannot be anything else. */
function isOtherWord(name: string, match: RegExpMatchArray, before: string, after: string): boolean {
  if (name !== 'may' && name !== 'mar' && name !== 'march') return false;
  if (match[1] !== undefined || match[3] !== undefined) return false;
  if (name === 'may')
    return (
      /^(i|we|you|it|they|that|this|be|have|not|need|want|help)\b/.test(after) ||
      /^(i|we|you|it|they|that)$/.test(before)
    );
  return name === 'mar' && !/^(in|for|since|from|to|vs|by|and)$/.test(before);
}

function seasonFrom(year: number, month: number): Period {
  return { start: monthsFrom(year, month, 1).start, end: monthsFrom(year, month, 3).end };
}

function wholeYear(said: string, clock: Clock): Read {
  return settled(monthsFrom(Number(said), 1, 12), clock.today);
}

function weekdayIn(start: IsoDate, name: string): Period {
  const index = WEEKDAYS.findIndex((day) => day.startsWith(name.slice(0, 3))) + 1;
  const day = addDays(start, (index - weekdayOf(start) + 7) % 7);
  return { start: day, end: day };
}

function readWeekday(match: RegExpMatchArray, clock: Clock): Read | undefined {
  const name = match[2] ?? '';
  const before = (match.input ?? '').slice(0, match.index);
  const after = (match.input ?? '').slice((match.index ?? 0) + match[0].length);
  // A weekday that comes again and again is a habit, not a date.
  if (
    /\b(every|each|per|any|typical|usual|average)\s*$/.test(before) ||
    /^ (rush|morning rush|shift|evenings|mornings|nights)\b/.test(after)
  )
    return undefined;
  if (
    (name === 'sat' || name === 'sun' || name === 'wed' || name === 'mon') &&
    !/\b(on|last|next|this|for|since|from|to|by|until)\b/.test(`${before.slice(-8)}${match[0]}`)
  )
    return undefined;
  const past = weekdayIn(addDays(clock.today, -7), name);
  const future = weekdayIn(addDays(clock.today, 1), name);
  const prefix = match[1];
  if (prefix === 'last' || prefix === 'previous') return { leaning: 'past', resolve: () => past };
  if (prefix === 'next' || prefix === 'this' || prefix === 'coming')
    return { leaning: 'future', resolve: () => future };
  return { leaning: 'either', resolve: (direction: Direction) => (direction === 'future' ? future : past) };
}

/** The day of the month alone: "the 14th". The last one that was, or the next one to come. */
export function dayOfMonth(day: number, clock: Clock): Read {
  const inMonth = (back: number): Period | undefined => {
    const month = unitAround(addUnits(clock.today, 'month', back), 'month', clock.weekStart);
    const on = addDays(month.start, day - 1);
    return on > month.end ? undefined : { start: on, end: on };
  };
  // Not every month has a 31st.
  const past = [0, -1, -2].map(inMonth).find((period) => period !== undefined && period.start <= clock.today);
  const future = [0, 1, 2].map(inMonth).find((period) => period !== undefined && period.start > clock.today);
  const never = { start: clock.today, end: clock.today };
  return { leaning: 'either', resolve: (direction) => (direction === 'future' ? future : past) ?? never };
}
