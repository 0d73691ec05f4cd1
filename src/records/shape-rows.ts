import type { RecordKind } from '../contracts/record.ts';
import { foldWord } from '../datasets/clean-text.ts';
import { type TimeWindow, windowBetween } from './read-times.ts';

/** A row as its cells were read, by field. */
export type RawRow = Readonly<Record<string, unknown>>;

/** What a row becomes, and where something does not fit: the field to point at and what is wrong. */
export type ShapedRow =
  | { readonly records: readonly Readonly<Record<string, unknown>>[] }
  | { readonly field: string; readonly problem: string };

const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;

/** From the cells of one row to the records it stands for: a row of shifts may stand for several weekdays. */
export function shapeRow(kind: RecordKind, row: RawRow): ShapedRow {
  if (kind === 'employee') return { records: [shapeEmployee(row)] };
  if (kind === 'absence') return shapeAbsence(row);
  if (kind === 'cover') return shapeCover(row);
  if (kind === 'busy-hours') return shapeHour(row);
  return { records: [row] };
}

function shapeEmployee(row: RawRow): RawRow {
  const days = WEEK.map((day) => row[day]);
  const { roles = [], ...rest } = withoutWeekdays(row);
  const locations = Array.isArray(rest.locations) && !rest.locations.some(isAnything) ? rest.locations : undefined;
  const record = { ...rest, roles, ...(locations ? { locations } : { locations: undefined }) };
  if (days.every((day) => day === undefined)) return record;
  // Beside days that are filled in, an empty one is a day off.
  const availability = days.map((day) =>
    day === 'always' ? [{ from: 0, to: 1_440 }] : Array.isArray(day) ? day : null,
  );
  return { ...record, availability };
}

function shapeAbsence(row: RawRow): ShapedRow {
  const { start, end = start } = row;
  if (typeof start === 'string' && typeof end === 'string' && end < start)
    return { field: 'end', problem: `it ends on ${end}, before it starts on ${start}` };
  return { records: [{ ...row, end }] };
}

function shapeCover(row: RawRow): ShapedRow {
  const { weekday, window, from, to, people, day, shift, location, role, ...rest } = withoutWeekdays(row);
  const times = isWindow(window)
    ? window
    : typeof from === 'number' && typeof to === 'number'
      ? windowBetween(from, to)
      : null;
  if (from === undefined && window === undefined) return { field: 'from', problem: 'the time it starts is missing' };
  if (to === undefined && window === undefined) return { field: 'to', problem: 'the time it ends is missing' };
  if (!times) return { field: 'to', problem: 'it ends before it starts' };
  if (day !== undefined && weekday !== undefined)
    return { field: 'weekday', problem: 'the row names a weekday and a date; leave one of them empty' };
  const same = {
    ...rest,
    ...(isAnything(location) ? {} : { location }),
    ...(isAnything(role) ? {} : { role }),
    shift: shift ?? `${clock(times.from)}-${clock(times.to)}`,
    ...times,
  };
  const atMost = rest.atMost;
  // Nobody wanted on a day is no shift that day.
  const wanted = WEEK.filter((at) => row[at] !== undefined && row[at] !== 0).map((at) => ({
    weekday: at,
    people: row[at],
  }));
  if (wanted.length > 0) return { records: wanted.map((one) => ({ ...same, ...one })) };
  if (people === undefined) return { field: 'people', problem: 'how many people is missing' };
  if (typeof atMost === 'number' && typeof people === 'number' && atMost < people)
    return { field: 'atMost', problem: 'it is less than the people wanted' };
  if (day !== undefined) return { records: [{ ...same, day, people }] };
  return { records: eachWeekday(weekday).map((one) => ({ ...same, ...one, people })) };
}

function shapeHour(row: RawRow): ShapedRow {
  const { weekday, location, share, count, ...rest } = withoutWeekdays(row);
  const same = { ...rest, ...(isAnything(location) ? {} : { location }) };
  const wide = WEEK.filter((at) => row[at] !== undefined).map((at) => ({ weekday: at, share: row[at] }));
  if (wide.length > 0) return { records: wide.map((one) => ({ ...same, ...one })) };
  const part = share ?? count;
  if (part === undefined) return { field: share === undefined ? 'share' : 'count', problem: 'the share is missing' };
  return { records: eachWeekday(weekday).map((one) => ({ ...same, ...one, share: part })) };
}

/** Every day of the week is the same as no day in particular. */
function eachWeekday(weekdays: unknown): readonly { readonly weekday?: number }[] {
  return Array.isArray(weekdays) && weekdays.length < WEEK.length ? weekdays.map((weekday) => ({ weekday })) : [{}];
}

function withoutWeekdays(row: RawRow): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([field]) => !/^[0-6]$/.test(field)));
}

const ANYTHING = new Set(
  'any all anyone anybody anywhere everywhere both egal alle ueberall tous partout todos cualquiera'.split(' '),
);

const isAnything = (name: unknown) => name === undefined || (typeof name === 'string' && ANYTHING.has(foldWord(name)));

const isWindow = (value: unknown): value is TimeWindow =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value;

function clock(minutes: number): string {
  const within = minutes % 1_440;
  return `${Math.floor(within / 60)}:${String(within % 60).padStart(2, '0')}`;
}
