import type { DayNumber } from '../calendar/civil-day.ts';
import { toDayNumber } from './civil-day.ts';
import { plainWords } from './clean-text.ts';
import type { Column } from './column-table.ts';
import type { FileAnswers } from './file-understanding.ts';
import { type ClockTime, type DateShape, readDateShape } from './read-date.ts';
import { isMissing } from './read-number.ts';

/** A column that holds dates, and how each distinct text reads. */
export interface DateColumn {
  readonly column: Column;
  readonly kind: 'day' | 'week' | 'month';
  /** In words, for the card: “day.month.year”. */
  readonly format: string;
  /** Per distinct text; null where it is empty or not a date. */
  readonly days: readonly (DayNumber | null)[];
  readonly clocks: readonly (ClockTime | null)[];
  /** Codes of texts that are neither empty nor a date. */
  readonly broken: ReadonlySet<number>;
  /** Texts that read as dates both ways; set when every text does. */
  readonly twoWays: { readonly example: string; readonly dayFirst: DayNumber; readonly monthFirst: DayNumber } | null;
  /** Share of the filled cells that are dates. */
  readonly share: number;
  readonly filled: number;
}

const DATE_WORDS = new Set(
  'date datum day tag dato fecha data jour giorno dag timestamp time zeit zeitpunkt datetime created ts period week woche kw month monat mes mois when businessdate'.split(
    ' ',
  ),
);

/** Does the header say that this is a date? */
export function isNamedLikeDate(name: string): boolean {
  const words = plainWords(name);
  return words.some((word) => DATE_WORDS.has(word) || word.endsWith('date') || word.endsWith('datum'));
}

/** @returns null when the column is not written as dates. Every cell is read, none sampled. */
export function decideDateColumn(column: Column, answers: FileAnswers): DateColumn | null {
  const shapes = column.values.map((value) => (isMissing(value) ? null : readDateShape(value)));
  const tally = tallyShapes(column, shapes);
  const share = tally.filled === 0 ? 0 : tally.dates / tally.filled;
  if (share < (isNamedLikeDate(column.name) ? 0.5 : 0.8)) return null;
  const order = orderOf(tally, answers);
  const days: (DayNumber | null)[] = [];
  const clocks: (ClockTime | null)[] = [];
  const broken = new Set<number>();
  column.values.forEach((value, code) => {
    const shape = shapes[code] ?? null;
    const day = shape ? dayOf(shape, order) : null;
    days.push(day);
    clocks.push(shape && 'clock' in shape ? shape.clock : null);
    if (day === null && !isMissing(value)) broken.add(code);
  });
  const kind = tally.day + tally.numeric > 0 ? 'day' : tally.week > 0 ? 'week' : 'month';
  return {
    column,
    kind,
    format: formatWords(tally, order),
    days,
    clocks,
    broken,
    twoWays: order === 'unknown' ? tally.twoWays : null,
    share,
    filled: tally.filled,
  };
}

interface ShapeTally {
  filled: number;
  dates: number;
  day: number;
  named: number;
  week: number;
  month: number;
  numeric: number;
  dayFirst: number;
  monthFirst: number;
  sign: string;
  twoWays: DateColumn['twoWays'];
}

function tallyShapes(column: Column, shapes: readonly (DateShape | null)[]): ShapeTally {
  const tally: ShapeTally = {
    filled: 0,
    dates: 0,
    day: 0,
    named: 0,
    week: 0,
    month: 0,
    numeric: 0,
    dayFirst: 0,
    monthFirst: 0,
    sign: '/',
    twoWays: null,
  };
  shapes.forEach((shape, code) => {
    const value = column.values[code] ?? '';
    const count = column.counts[code] ?? 0;
    if (isMissing(value)) return;
    tally.filled += count;
    if (!shape || shape.kind === 'impossible') return;
    tally.dates += count;
    if (shape.kind !== 'numeric') {
      tally[shape.kind] += count;
      if (shape.kind === 'day' && shape.look === 'named') tally.named += count;
      return;
    }
    tally.numeric += count;
    tally.sign = shape.sign;
    const dayFirst = dayOf(shape, 'day-first');
    const monthFirst = dayOf(shape, 'month-first');
    if (dayFirst !== null) tally.dayFirst += count;
    if (monthFirst !== null) tally.monthFirst += count;
    if (dayFirst === null && monthFirst === null) tally.dates -= count;
    if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst)
      tally.twoWays ??= { example: value, dayFirst, monthFirst };
  });
  return tally;
}

type DateOrder = 'day-first' | 'month-first' | 'unknown';

/** The order under which the most cells are dates; with points it is day first, as nobody writes M.D.Y. */
function orderOf(tally: ShapeTally, answers: FileAnswers): DateOrder {
  if (tally.dayFirst > tally.monthFirst) return 'day-first';
  if (tally.monthFirst > tally.dayFirst) return 'month-first';
  if (tally.sign === '.' || tally.twoWays === null) return 'day-first';
  return answers.dateOrder ?? 'unknown';
}

function dayOf(shape: DateShape, order: DateOrder): DayNumber | null {
  if (shape.kind === 'impossible') return null;
  if (shape.kind !== 'numeric') return shape.day;
  return order === 'month-first'
    ? toDayNumber(shape.year, shape.first, shape.second)
    : toDayNumber(shape.year, shape.second, shape.first);
}

function formatWords(tally: ShapeTally, order: DateOrder): string {
  if (tally.numeric > 0)
    return order === 'month-first'
      ? ['month', 'day', 'year'].join(tally.sign)
      : ['day', 'month', 'year'].join(tally.sign);
  if (tally.named > 0) return 'day, month name, year';
  if (tally.day > 0) return 'year-month-day';
  return tally.week > 0 ? 'year and week' : 'year and month';
}
