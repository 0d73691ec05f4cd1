import { addDays } from '../../../src/calendar/civil-day.ts';
import type { Employee, StaffingInput } from '../../../src/engines/optimizer/staffing/types.ts';

/** A Monday. */
export const MONDAY = '2026-03-02';
export const dayOf = (place: number): string => addDays(MONDAY, place);

/** Early 06:00–14:00, late 14:00–22:00, night 22:00–06:00, eight paid hours each. */
export const SHIFTS = [
  { id: 'early', name: 'early shift', start: 360, minutes: 480, breakMinutes: 30 },
  { id: 'late', name: 'late shift', start: 840, minutes: 480, breakMinutes: 30 },
  { id: 'night', name: 'night shift', start: 1320, minutes: 480, breakMinutes: 30 },
] as const;

/** Paid minutes of each shift. */
export const PAID = 450;

export function person(id: string, more: Partial<Employee> = {}): Employee {
  return { id, name: id, wagePerHour: 16, ...more };
}

/** A week of a café with one person wanted on the early and one on the late shift of every day. */
export function makeCafe(more: Partial<StaffingInput> = {}): StaffingInput {
  const days = more.days ?? 7;
  return {
    firstDay: MONDAY,
    days,
    shifts: SHIFTS,
    employees: ['ana', 'ben', 'cleo', 'dan'].map((id) => person(id)),
    cover: Array.from({ length: days }, (_, place) => place).flatMap((place) => [
      { day: dayOf(place), shift: 'early', people: 1 },
      { day: dayOf(place), shift: 'late', people: 1 },
    ]),
    ...more,
  };
}
