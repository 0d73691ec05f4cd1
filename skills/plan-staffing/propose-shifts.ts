import type { Shift } from '../../src/engines/optimizer/staffing/types.ts';
import type { HourNeed } from './cover-by-hour.ts';
import { makeShift } from './read-cover.ts';

const LONGEST = 8 * 60;
/** A day somewhat longer than a shift is still one shift. */
const ONE_SHIFT = 9 * 60;
const QUARTER = 15;

/** Shifts from opening to closing, where nobody has said what the shifts are: one, or early, middle and late. */
export function proposeShifts(needs: readonly HourNeed[]): readonly Shift[] {
  const shifts = new Map<string, Shift>();
  const add = (shift: Shift) => shifts.set(shift.id, shift);
  for (const hours of Map.groupBy(needs, ({ day, place }) => `${day} ${place ?? ''}`).values()) {
    const place = hours[0]?.place;
    const opens = Math.min(...hours.map(({ from }) => from));
    const closes = Math.max(...hours.map(({ to }) => to));
    if (closes - opens <= ONE_SHIFT) {
      add(makeShift('Day', opens, closes, place));
      continue;
    }
    add(makeShift('Early', opens, opens + LONGEST, place));
    add(makeShift('Late', closes - LONGEST, closes, place));
    const middle = Math.round((opens + closes - LONGEST) / 2 / QUARTER) * QUARTER;
    add(makeShift('Middle', middle, middle + LONGEST, place));
  }
  return [...shifts.values()].sort((a, b) => a.start - b.start);
}
