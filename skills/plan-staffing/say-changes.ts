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

/** Who takes whose shift, by name: "Ben takes the 7–15 of Ana on Saturday". */
export function sayShiftChanges(
  { added, removed }: ShiftChanges,
  { problem }: Pick<MadeRoster, 'problem'>,
  book: FactBook,
): SectionTemplate[] {
  const shifts = new Map(problem.shifts.map((shift) => [shift.id, shift]));
  const left = [...added];
  const said = (assignment: Assignment): string => {
    const shift = shifts.get(assignment.shift);
    const time = shift ? sayTime(book, shift.start, shift.start + shift.minutes) : book.name(assignment.shift);
    return `${time}${shift?.place === undefined ? '' : ` at ${book.name(shift.place)}`}`;
  };
  const sentences = removed.map((lost) => {
    const at = left.findIndex(({ day, shift }) => day === lost.day && shift === lost.shift);
    const [taker] = at < 0 ? [] : left.splice(at, 1);
    const when = sayDay(book, lost.day);
    if (taker)
      return {
        day: lost.day,
        text: `${book.name(taker.employee)} takes ${said(lost)} on ${when} for ${book.name(lost.employee)}`,
      };
    return { day: lost.day, text: `${book.name(lost.employee)} no longer works ${said(lost)} on ${when}` };
  });
  for (const gained of left)
    sentences.push({
      day: gained.day,
      text: `${book.name(gained.employee)} also works ${said(gained)} on ${sayDay(book, gained.day)}`,
    });
  if (sentences.length === 0) return [];
  const inOrder = sentences.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const shown = inOrder.slice(0, MOST).map(({ text }) => text);
  const more = sentences.length - shown.length;
  const rest = more > 0 ? `; and ${sayCount(book, 'More changes', more)} more` : '';
  return [{ kind: 'detail', heading: 'What changes', template: `${shown.join('; ')}${rest}.` }];
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
