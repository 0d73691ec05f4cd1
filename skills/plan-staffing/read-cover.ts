import { weekdayOf } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { CoverRecord } from '../../src/contracts/record.ts';
import type { Shift } from '../../src/engines/optimizer/staffing/types.ts';
import { nameKey } from '../../src/records/name-key.ts';
import type { CanonicalNames } from './canonical-names.ts';
import { writeSpan } from './write-times.ts';

/** People wanted on a shift of a day, as the list has it. */
export interface ListedNeed {
  readonly day: IsoDate;
  /** Id of a shift. */
  readonly shift: string;
  readonly role?: string;
  readonly people: number;
  readonly atMost?: number;
}

export interface ListedCover {
  readonly shifts: readonly Shift[];
  readonly needs: readonly ListedNeed[];
}

export interface CoverNames {
  readonly places: CanonicalNames;
  readonly roles: CanonicalNames;
}

/** A shift is one name, one time and one place; its id says all three, so that rosters of two weeks can be compared. */
export function makeShift(name: string, from: number, to: number, place: string | undefined): Shift {
  const id = `${name} ${writeSpan(from, to)}${place === undefined ? '' : ` at ${place}`}`;
  return { id, name, start: from, minutes: to - from, ...(place === undefined ? {} : { place }) };
}

/**
 * The list of cover, day by day. A line for one date goes before one for a weekday, and that before one for every day.
 * @param place absent: all places
 */
export function readCover(
  records: readonly CoverRecord[],
  dates: readonly IsoDate[],
  names: CoverNames,
  place?: string,
): ListedCover {
  const lines = Map.groupBy(
    records.filter((record) => place === undefined || placeOf(record, names) === place),
    ({ location = '', shift, role = '' }) => JSON.stringify([location, shift, role].map(nameKey)),
  );
  const shifts = new Map<string, Shift>();
  const needs: ListedNeed[] = [];
  for (const day of dates) {
    for (const line of lines.values()) {
      const record = pickForDay(line, day);
      const people = Math.ceil((record?.people ?? 0) - 1e-9);
      if (!record || people <= 0) continue;
      const shift = makeShift(record.shift, record.from, record.to, placeOf(record, names));
      shifts.set(shift.id, shift);
      needs.push({
        day,
        shift: shift.id,
        people,
        ...(record.role === undefined ? {} : { role: names.roles.of(record.role) }),
        ...(record.atMost === undefined ? {} : { atMost: Math.max(people, Math.floor(record.atMost)) }),
      });
    }
  }
  return { shifts: [...shifts.values()].sort((a, b) => a.start - b.start), needs };
}

const placeOf = ({ location }: CoverRecord, { places }: CoverNames): string | undefined =>
  location === undefined ? undefined : places.of(location);

function pickForDay(line: readonly CoverRecord[], day: IsoDate): CoverRecord | undefined {
  const weekday = weekdayOf(day);
  return (
    line.find((record) => record.day === day) ??
    line.find((record) => record.day === undefined && record.weekday === weekday) ??
    line.find((record) => record.day === undefined && record.weekday === undefined)
  );
}
