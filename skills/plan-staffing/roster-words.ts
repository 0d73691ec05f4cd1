import type { FactSource } from '../../src/contracts/fact.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { StaffingInput } from '../../src/engines/optimizer/staffing/types.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { MadeRoster } from './basis.ts';
import { hoursOf, writeSpan } from './write-times.ts';

export type RosterLine = MadeRoster['outcome']['plan']['lines'][number];

export const PLANNED: FactSource = { kind: 'model', model: 'HiGHS', how: 'Chosen by the roster, within your rules' };
export const COUNTED: FactSource = { kind: 'computed', how: 'Counted in the roster', from: [] };

/** More is not read in one sentence. */
const MOST_LISTED = 12;

export const sayTime = (book: FactBook, from: number, to: number): Slot =>
  book.words('Time', writeSpan(from, to), PLANNED);
export const sayDay = (book: FactBook, day: IsoDate): Slot => book.date('Day', day, { weekday: true });
export const sayCount = (book: FactBook, label: string, value: number): Slot =>
  book.count(label, value, { source: COUNTED });
export const sayHours = (book: FactBook, label: string, minutes: number): Slot =>
  book.count(label, hoursOf(minutes), { source: COUNTED, decimals: Number.isInteger(hoursOf(minutes)) ? 0 : 1 });
export const sayMoney = (book: FactBook, label: string, value: number, source: FactSource = COUNTED): Slot =>
  book.metric({ label, unit: 'currency' }, value, { source, decimals: 0 });

/** "one person", "{{n}} people". */
export const sayPeople = (book: FactBook, label: string, count: number): string =>
  count === 1 ? 'one person' : `${sayCount(book, label, count)} people`;

export const wagesOf = ({ outcome }: MadeRoster): number => outcome.plan.cost.wages + outcome.plan.cost.overtime;

/** Is the total of wages the pay of more people than two? Of fewer, it would tell what somebody earns. */
export const mayTellWages = (made: MadeRoster): boolean =>
  made.basis.wages !== 'none' && made.outcome.plan.people.filter(({ shifts }) => shifts > 0).length > 2;

/** Shifts left open on the list itself; hours that could use one more are another matter. */
export function countOpen(made: MadeRoster): number {
  const { cover } = made.problem;
  return made.outcome.plan.short
    .filter(({ need }) => !isBusyNeed(made, cover[need]))
    .reduce((sum, { wanted, there }) => sum + wanted - there, 0);
}

/** A need of the forecast on top of the list. */
export const isBusyNeed = ({ basis }: MadeRoster, need: StaffingInput['cover'][number] | undefined): boolean =>
  basis.busy.length > 0 && need !== undefined && !('shift' in need);

/** Names of who has more than one role or place in this roster need both said with each shift. */
export function createLineWords({ problem, outcome }: MadeRoster) {
  const shifts = new Map(problem.shifts.map((shift) => [shift.id, shift]));
  const ofPerson = Map.groupBy(outcome.plan.lines, ({ employee }) => employee);
  const placeOf = (line: RosterLine) => shifts.get(line.shift)?.place;
  const roles = new Set(outcome.plan.lines.map(({ skill }) => skill ?? ''));
  const places = new Set(outcome.plan.lines.map((line) => placeOf(line) ?? ''));
  const only = (values: Iterable<string>): string | null => {
    const [first, second] = new Set(values);
    return second === undefined ? (first ?? '') : null;
  };
  const joined = (parts: readonly (string | undefined)[]) => parts.filter((part) => part).join(', ');
  const usual = (employee: string) => {
    const lines = ofPerson.get(employee) ?? [];
    return {
      role: roles.size > 1 ? only(lines.map(({ skill }) => skill ?? '')) : '',
      place: places.size > 1 ? only(lines.map((line) => placeOf(line) ?? '')) : '',
    };
  };
  return {
    placeOf,
    shiftName: ({ shift }: RosterLine) => shifts.get(shift)?.name ?? shift,
    places: [...places].sort(),
    roles: [...roles].sort(),
    /** What is the same on all shifts of a person: "barista, Riverside". May be empty. */
    always: (employee: string) => {
      const { role, place } = usual(employee);
      return joined([role ?? '', place ?? '']);
    },
    /** A shift as its cell says it: "7–15", and what differs between the shifts of this person. */
    cell: (line: RosterLine) => {
      const { role, place } = usual(line.employee);
      const differs = joined([
        role === null ? line.skill || 'helping' : undefined,
        place === null ? placeOf(line) : undefined,
      ]);
      return `${writeSpan(line.from, line.to)}${differs ? ` ${differs}` : ''}`;
    },
  };
}

/** "Ana 7–15, Ben 9–17", in the order of time; a template. */
export function sayLines(book: FactBook, lines: readonly RosterLine[], withRole: boolean): string {
  const said = lines.slice(0, MOST_LISTED).map(({ employee, skill, from, to }) => {
    const role = withRole && skill !== undefined ? ` (${book.name(skill)})` : '';
    return `${book.name(employee)} ${sayTime(book, from, to)}${role}`;
  });
  const more = lines.length - said.length;
  return `${said.join(', ')}${more > 0 ? ` and ${sayCount(book, 'More shifts', more)} more` : ''}`;
}
