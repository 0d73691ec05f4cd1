import { type DayNumber, weekdayOfDay } from '../calendar/civil-day.ts';
import { dateParts, isoWeekOf } from './civil-day.ts';
import { plainWords } from './clean-text.ts';
import type { Column } from './column-table.ts';
import { monthOfName, weekdayOfName } from './month-names.ts';
import { isMissing } from './read-number.ts';

const CALENDAR_WORD =
  /^(weekday|dow|dayofweek|dayname|wochentag|tag|day|weekend|wochenende|month|monat|monthname|mois|mes|year|jahr|yr|quarter|qtr|quartal|week|kw|woche|weeknum|weekno|weeknumber|season|jahreszeit|dayofyear|dayofmonth|workday|businessday|arbeitstag|isweekend|isweekday|jourdelasemaine|jour|dia)$/;

const DERIVED: readonly ((day: DayNumber) => number)[] = [
  (day) => weekdayOfDay(day),
  (day) => dateParts(day).month,
  (day) => dateParts(day).year,
  (day) => isoWeekOf(day),
  (day) => dateParts(day).day,
  (day) => dateParts(day).year * 12 + dateParts(day).month,
  (day) => dateParts(day).year * 100 + isoWeekOf(day),
];

/**
 * Does a column only repeat what the date says (weekday, month, year, weekend…)? Its header or its values must name a
 * part of the calendar, and that part of the date must decide it on 95% of the rows: hand-kept files have slips.
 */
export function repeatsCalendar(column: Column, rowDays: Int32Array): boolean {
  const words = plainWords(column.name);
  const named =
    words.length <= 3 && (CALENDAR_WORD.test(words.join('')) || words.some((word) => CALENDAR_WORD.test(word)));
  const filled = column.values.filter((value) => !isMissing(value));
  const calendarValues =
    filled.length > 1 && filled.every((value) => weekdayOfName(value) !== null || monthOfName(value) !== null);
  if ((!named && !calendarValues) || filled.length === 0) return false;
  return DERIVED.some((derive) => isDecidedBy(column, rowDays, derive));
}

function isDecidedBy(column: Column, rowDays: Int32Array, derive: (day: DayNumber) => number): boolean {
  const known = new Map<DayNumber, number>();
  const counts = new Map<number, Map<number, number>>();
  rowDays.forEach((day, row) => {
    let part = known.get(day);
    if (part === undefined) {
      part = derive(day);
      known.set(day, part);
    }
    const codes = counts.get(part) ?? new Map<number, number>();
    counts.set(part, codes);
    const code = column.codes[row] ?? 0;
    codes.set(code, (codes.get(code) ?? 0) + 1);
  });
  let agreeing = 0;
  for (const codes of counts.values()) agreeing += Math.max(...codes.values());
  return agreeing >= rowDays.length * 0.95;
}
