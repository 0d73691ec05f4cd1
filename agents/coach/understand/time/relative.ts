import type { IsoDate, Period } from '../../../../src/contracts/period.ts';
import {
  addDays,
  addUnits,
  type CalendarUnit,
  daysBetween,
  shiftPeriod,
  unitAround,
  weekdayOf,
  wholeUnit,
} from './civil.ts';
import { type Clock, COUNT, type Direction, readCount, type TimePhrase, UNIT } from './phrase.ts';

/** How one kind of phrase is read: the groups of its expression → what it means on a given day. */
export interface TimeRule {
  readonly pattern: RegExp;
  readonly read: (match: RegExpMatchArray, clock: Clock) => Omit<TimePhrase, 'start' | 'end' | 'said'> | undefined;
}

const fixed = (leaning: Direction, period: Period, extra: Partial<TimePhrase> = {}) => ({
  leaning,
  resolve: () => period,
  ...extra,
});
const oneDay = (day: IsoDate): Period => ({ start: day, end: day });

/** Saturday and Sunday of the weekend that a day's week holds; Monday to Friday look ahead to it. */
function weekendAround(day: IsoDate): Period {
  const weekday = weekdayOf(day);
  const saturday = addDays(day, weekday === 7 ? -1 : 6 - weekday);
  return { start: saturday, end: addDays(saturday, 1) };
}

function lastWeekend(today: IsoDate): Period {
  const coming = weekendAround(today);
  return coming.end < today ? coming : { start: addDays(coming.start, -7), end: addDays(coming.end, -7) };
}

function toUnit(word: string): { unit: CalendarUnit; times: number } {
  const name = word.replace(/s$/, '');
  if (name === 'fortnight') return { unit: 'week', times: 2 };
  if (name === 'season') return { unit: 'quarter', times: 1 };
  if (name === 'day' || name === 'week' || name === 'month' || name === 'quarter') return { unit: name, times: 1 };
  return { unit: 'year', times: 1 };
}

/** The calendar unit `count` away from today's: -1 is the one before. A fortnight is two weeks back to back. */
function unitAway(word: string, count: number, clock: Clock): Period {
  if (word.startsWith('weekend')) {
    const base = count < 0 ? lastWeekend(clock.today) : weekendAround(clock.today);
    const steps = count < 0 ? count + 1 : count;
    return { start: addDays(base.start, steps * 7), end: addDays(base.end, steps * 7) };
  }
  const { unit, times } = toUnit(word);
  if (times === 2) {
    return count < 0
      ? { start: addDays(clock.today, -14), end: addDays(clock.today, -1) }
      : { start: addDays(clock.today, 1), end: addDays(clock.today, 14) };
  }
  return unitAround(addUnits(clock.today, unit, count), unit, clock.weekStart);
}

/** The last N days, weeks or months, ending yesterday. */
function rolling(count: number, word: string, clock: Clock): Period {
  const { unit, times } = toUnit(word);
  return { start: addUnits(clock.today, unit, -count * times), end: addDays(clock.today, -1) };
}

/** The next N units, starting tomorrow. */
function ahead(count: number, word: string, clock: Clock): Period {
  const { unit, times } = toUnit(word);
  return { start: addDays(clock.today, 1), end: addUnits(clock.today, unit, count * times) };
}

const rule = (source: string, read: TimeRule['read']): TimeRule => ({
  pattern: new RegExp(`\\b${source}\\b`, 'g'),
  read,
});

/** Phrases told from today. Written so that longer ones win over shorter ones at the same place. */
export const RELATIVE_RULES: readonly TimeRule[] = [
  rule('day before yesterday', (_, { today }) => fixed('past', oneDay(addDays(today, -2)))),
  rule('day after tomorrow', (_, { today }) => fixed('future', oneDay(addDays(today, 2)))),
  rule('(?:yesterday|last night)', (_, { today }) => fixed('past', oneDay(addDays(today, -1)))),
  rule('tomorrow(?: night| morning| evening| afternoon)?', (_, { today }) =>
    fixed('future', oneDay(addDays(today, 1))),
  ),
  rule('(?:today|tonight|this (?:morning|afternoon|evening)|right now)', (_, { today }) => ({
    leaning: 'either',
    resolve: () => oneDay(today),
  })),
  rule(`(?:the )?(?:${UNIT}) before last`, (match, clock) =>
    fixed('past', unitAway(/(week\w*|month|quarter|year)/.exec(match[0])?.[0] ?? 'week', -2, clock)),
  ),
  rule(
    `(?:the )?(?:last|previous|prior|past|trailing|preceding) (full |complete |calendar |business )?(${COUNT} )?(full |complete |calendar )?(${UNIT})`,
    (match, clock) => {
      const word = match[4] ?? 'week';
      const count = match[2] === undefined ? undefined : readCount(match[2]);
      if (word.startsWith('weekend')) return fixed('past', unitAway('weekend', -1, clock));
      const recent = /\b(past|trailing)\b/.test(match[0]);
      // "the previous month" in a thread about August is July.
      const told = /\b(previous|prior|preceding)\b/.test(match[0]);
      const relative = (base: Period) => shiftPeriod(base, toUnit(word).unit, -1, clock.weekStart);
      if (count === undefined && !recent) return fixed('past', unitAway(word, -1, clock), told ? { relative } : {});
      if (count === undefined) {
        const days: Readonly<Record<string, number>> = {
          day: 1,
          week: 7,
          fortnight: 14,
          month: 30,
          quarter: 90,
          year: 365,
        };
        return fixed('past', rolling(days[word.replace(/s$/, '')] ?? 7, 'day', clock));
      }
      if (/full|complete|calendar/.test(match[0])) {
        return fixed('past', { start: unitAway(word, -count, clock).start, end: unitAway(word, -1, clock).end });
      }
      return fixed('past', rolling(count, word, clock));
    },
  ),
  rule(
    `(?:the |this )?(?:next|coming|upcoming|following) (?:full )?(${COUNT} )?(${UNIT})(?: ahead)?`,
    (match, clock) => {
      const word = match[2] ?? 'week';
      // "Over the next year" is the twelve months to come; "next year" is the one that begins in January.
      if (match[1] === undefined && /^the next (full )?year$/.test(match[0]))
        return fixed('future', ahead(1, word, clock));
      if (match[1] === undefined) {
        const coming = /coming/.test(match[0]) && word.startsWith('weekend');
        return fixed('future', unitAway(word, coming ? 0 : 1, clock));
      }
      if (word.startsWith('weekend'))
        return fixed('future', {
          start: weekendAround(clock.today).start,
          end: unitAway('weekend', readCount(match[1]), clock).end,
        });
      return fixed('future', ahead(readCount(match[1]), word, clock));
    },
  ),
  rule(
    `(?:in|within|over) (?:the next |about |around )?(${COUNT}|half a) (${UNIT})(?: from now)?(?: time)?`,
    (match, clock) => {
      const half = match[1] === 'half a';
      return fixed(
        'future',
        half ? ahead(6, 'month', clock) : ahead(readCount(match[1] ?? '1'), match[2] ?? 'day', clock),
        { deadline: true },
      );
    },
  ),
  rule(`(${COUNT}) (${UNIT}) (?:from now|out|ahead)`, (match, clock) =>
    fixed('future', ahead(readCount(match[1] ?? '1'), match[2] ?? 'day', clock)),
  ),
  rule(`(${COUNT}) (day|week|month|quarter|year)s? (?:ago|back|earlier|previously)`, (match, clock) => {
    const count = readCount(match[1] ?? '1');
    const { unit } = toUnit(match[2] ?? 'day');
    const period = unitAround(addUnits(clock.today, unit, -count), unit, clock.weekStart);
    return fixed('past', period, { relative: (base) => shiftPeriod(base, unit, -count, clock.weekStart) });
  }),
  rule(
    '(?:the )?same (?:time|week|month|quarter|period|day|days|weekend|point|stretch)?(?: (?:of|in|as|from))?(?: (?:the )?)?(last|previous|prior) (year|month|quarter|week)',
    (match, clock) => {
      const { unit } = toUnit(match[2] ?? 'year');
      return fixed('past', unitAway(match[2] ?? 'year', -1, clock), {
        relative: (base) => shiftPeriod(base, unit, -1, clock.weekStart),
      });
    },
  ),
  rule(
    '(?:the )?(?:same )?(day|week|weekend|month|quarter|year|period) (?:before(?! last| (?:christmas|xmas|easter|valentine|thanksgiving|mother|halloween))|prior|earlier|previously)(?: that| this| it)?',
    (match, clock) => {
      const word = match[1] ?? 'week';
      if (word === 'period')
        return { leaning: 'past', resolve: () => unitAway('month', -1, clock), relative: (base) => beforeAsLong(base) };
      const unit: CalendarUnit = word === 'weekend' ? 'week' : toUnit(word).unit;
      return fixed('past', unitAway(word, -2, clock), {
        relative: (base) => shiftPeriod(base, unit, -1, clock.weekStart),
      });
    },
  ),
  rule('(?:the )?(?:one (?:before|prior)|(?:previous|prior) one)(?: that| this| it)?', (_, clock) => ({
    leaning: 'past',
    resolve: () => unitAway('month', -1, clock),
    relative: (base) => {
      const unit = wholeUnit(base, clock.weekStart);
      return unit === undefined ? beforeAsLong(base) : shiftPeriod(base, unit, -1, clock.weekStart);
    },
  })),
  rule('(?:the )?previous period', (_, clock) => ({
    leaning: 'past',
    resolve: () => unitAway('month', -1, clock),
    relative: (base) => beforeAsLong(base),
  })),
  rule('(?:rest|remainder) of (?:the |this )?(week|month|quarter|year)', (match, clock) =>
    fixed('future', { start: addDays(clock.today, 1), end: unitAway(match[1] ?? 'year', 0, clock).end }),
  ),
  rule(
    '(?:(?:by|until|till|to|before) )?(?:the )?(?:end of (?:the |this )?(?:calendar )?(day|week|month|quarter|year)|(week|month|quarter|year)[ -]end|(eoy|eom|eoq|eow))',
    (match, clock) => {
      const short: Readonly<Record<string, string>> = { eoy: 'year', eom: 'month', eoq: 'quarter', eow: 'week' };
      const word = match[1] ?? match[2] ?? short[match[3] ?? ''] ?? 'year';
      return fixed('future', { start: addDays(clock.today, 1), end: unitAway(word, 0, clock).end }, { deadline: true });
    },
  ),
  rule('(?:by |until |till )?(?:the )?end of next (week|month|quarter|year)', (match, clock) =>
    fixed(
      'future',
      { start: addDays(clock.today, 1), end: unitAway(match[1] ?? 'month', 1, clock).end },
      { deadline: true },
    ),
  ),
  rule('(?:the )?(?:start|beginning) of (?:the |this )(week|month|quarter|year)', (match, clock) =>
    fixed('past', oneDay(unitAway(match[1] ?? 'year', 0, clock).start)),
  ),
  rule(
    '(?:ytd|year[ -]to[ -]date|(?:so far|to date) this year|this year (?:so far|to date|until now|up to now))',
    (_, clock) => fixed('past', toToday('year', clock)),
  ),
  rule(
    '(?:mtd|month[ -]to[ -]date|(?:so far|to date) this month|this month (?:so far|to date|until now|up to now))',
    (_, clock) => fixed('past', toToday('month', clock)),
  ),
  rule(
    '(?:qtd|quarter[ -]to[ -]date|(?:so far|to date) this quarter|this (?:financial )?quarter (?:so far|to date))',
    (_, clock) => fixed('past', toToday('quarter', clock)),
  ),
  rule('(?:wtd|week[ -]to[ -]date|(?:so far|to date) this week|this week (?:so far|to date|until now))', (_, clock) =>
    fixed('past', toToday('week', clock)),
  ),
  rule('(?:over |at |on )?(?:this|current|the current) (weekend)', (_, clock) =>
    fixed('future', weekendAround(clock.today)),
  ),
  rule('(?:(?:over|at|on) )?the weekend', (_, clock) => ({
    leaning: 'either',
    resolve: (to) => (to === 'future' ? weekendAround(clock.today) : lastWeekend(clock.today)),
  })),
  rule('(?:this|current|the current) (?:calendar |financial )?(week|month|quarter|year)', (match, clock) => ({
    leaning: 'either',
    resolve: () => unitAway(match[1] ?? 'week', 0, clock),
  })),
  // "And for the whole month?" in a thread about some of its days.
  rule('(?:the |of the )?(?:whole|entire|full)(?: of (?:the|this))? (week|month|quarter|year)', (match, clock) => {
    const { unit } = toUnit(match[1] ?? 'month');
    return {
      leaning: 'either',
      resolve: () => unitAway(match[1] ?? 'month', 0, clock),
      relative: (base) => unitAround(middleOf(base), unit, clock.weekStart),
    };
  }),
  rule('(?:the )?(first|second|1st|2nd|last) half of (?:the |this )?(last )?year', (match, { today }) => {
    const year = Number(today.slice(0, 4)) - (match[2] === undefined ? 0 : 1);
    const first = /first|1st/.test(match[1] ?? '');
    const period = first
      ? { start: `${year}-01-01`, end: `${year}-06-30` }
      : { start: `${year}-07-01`, end: `${year}-12-31` };
    return { leaning: period.end < today ? 'past' : 'either', resolve: () => period };
  }),
];

function toToday(unit: CalendarUnit, clock: Clock): Period {
  return { start: unitAround(clock.today, unit, clock.weekStart).start, end: clock.today };
}

function beforeAsLong(base: Period): Period {
  const days = Math.round((Date.parse(base.end) - Date.parse(base.start)) / 86_400_000) + 1;
  return { start: addDays(base.start, -days), end: addDays(base.end, -days) };
}

/** A week over the turn of a month belongs to where most of it lies. */
function middleOf({ start, end }: Period): IsoDate {
  return addDays(start, Math.floor(daysBetween(start, end) / 2));
}
