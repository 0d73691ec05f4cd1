import type { IsoDate } from '../../src/contracts/period.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { Assignment } from '../../src/engines/optimizer/staffing/types.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadeRoster } from './basis.ts';
import { sayCount, sayDay, sayTime } from './roster-words.ts';

export interface ShiftChanges {
  readonly added: readonly Assignment[];
  readonly removed: readonly Assignment[];
}

const MOST = 8;

/** One change as people speak of it: a shift passes from one to another, is dropped, or is new. */
interface PairedChange {
  readonly day: IsoDate;
  readonly shift: string;
  readonly from?: string;
  readonly to?: string;
}

/** Changes in the order of days; who gets the very shift that another one loses takes it over. */
export function pairChanges({ added, removed }: ShiftChanges): readonly PairedChange[] {
  const left = [...added];
  const paired = removed.map(({ day, shift, employee }): PairedChange => {
    const at = left.findIndex((one) => one.day === day && one.shift === shift);
    const [taker] = at < 0 ? [] : left.splice(at, 1);
    return { day, shift, from: employee, ...(taker && { to: taker.employee }) };
  });
  const gained = left.map(({ day, shift, employee }): PairedChange => ({ day, shift, to: employee }));
  return [...paired, ...gained].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** Who takes whose shift, by name: "Ben takes 7–15 on Saturday for Ana". */
export function sayShiftChanges(
  changes: ShiftChanges,
  { problem }: Pick<MadeRoster, 'problem'>,
  book: FactBook,
): SectionTemplate[] {
  const shifts = new Map(problem.shifts.map((shift) => [shift.id, shift]));
  const say = ({ day, shift: id, from, to }: PairedChange): string => {
    const shift = shifts.get(id);
    const time = shift ? sayTime(book, shift.start, shift.start + shift.minutes) : book.name(id);
    const what = `${time}${shift?.place === undefined ? '' : ` at ${book.name(shift.place)}`} on ${sayDay(book, day)}`;
    if (to === undefined) return `${book.name(from ?? '')} no longer works ${what}`;
    return from === undefined
      ? `${book.name(to)} also works ${what}`
      : `${book.name(to)} takes ${what} for ${book.name(from)}`;
  };
  const paired = pairChanges(changes);
  if (paired.length === 0) return [];
  const more = paired.length - MOST;
  const rest = more > 0 ? `; and ${sayCount(book, 'More changes', more)} more` : '';
  const template = `${paired.slice(0, MOST).map(say).join('; ')}${rest}.`;
  return [{ kind: 'detail', heading: 'What changes', template }];
}

/** How two rosters differ: who has which shift on which day. */
export function compareLines(before: readonly Assignment[], after: readonly Assignment[]): ShiftChanges {
  const key = ({ employee, day, shift }: Assignment) => JSON.stringify([employee, day, shift]);
  const then = new Set(before.map(key));
  const now = new Set(after.map(key));
  return {
    added: after.filter((one) => !then.has(key(one))),
    removed: before.filter((one) => !now.has(key(one))),
  };
}
