import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadeRoster } from './basis.ts';
import { isOf, type RosterFocus } from './find-focus.ts';
import { createLineWords, type RosterLine, sayDay, sayHours, sayPeople, sayTime } from './roster-words.ts';

/** More names than this are left to the table. */
const MOST_NAMES = 12;

/** The first sentence of a roster that was asked for with one person or one role in mind. */
export function sayFocus(made: MadeRoster, focus: RosterFocus, book: FactBook): string {
  const { asked } = made.basis;
  const lines = made.outcome.plan.lines.filter(
    (line) => isOf(focus, line) && (asked.length === 0 || asked.includes(line.day)),
  );
  const when =
    asked.length === 1 && asked[0]
      ? `on ${sayDay(book, asked[0])}`
      : asked.length > 1 && asked[0]
        ? `from ${sayDay(book, asked[0])} to ${sayDay(book, asked.at(-1) ?? asked[0])}`
        : `for ${book.period('Days of the roster', made.basis.period)}`;
  return focus.kind === 'person'
    ? sayPerson(made, focus.employee, lines, when, book)
    : sayRole(focus.role, lines, when, asked.length > 0, book);
}

function sayPerson(
  made: MadeRoster,
  employee: string,
  lines: readonly RosterLine[],
  when: string,
  book: FactBook,
): string {
  const name = book.name(employee);
  if (lines.length === 0) return `${name} does not work ${when}.`;
  const words = createLineWords(made);
  const said = lines
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.from - b.from))
    .slice(0, MOST_NAMES)
    .map((line) => {
      const place = words.placeOf(line);
      const where = place === undefined || words.places.length < 2 ? '' : ` at ${book.name(place)}`;
      return `${sayDay(book, line.day)}, ${sayTime(book, line.from, line.to)}${where}`;
    });
  const hours = sayHours(
    book,
    `Hours of ${employee} then`,
    lines.reduce((sum, { paidMinutes }) => sum + paidMinutes, 0),
  );
  const [only, ...others] = said;
  if (only !== undefined && others.length === 0) return `${name} works on ${only}: ${hours} hours.`;
  return `${name} works ${hours} hours ${when}: ${said.join('; ')}.`;
}

function sayRole(role: string, lines: readonly RosterLine[], when: string, listed: boolean, book: FactBook): string {
  const people = [...new Set(lines.map(({ employee }) => employee))].sort();
  // "For kitchen" reads well where "as kitchen" does not.
  if (people.length === 0) return `For ${book.name(role)}, nobody works ${when}.`;
  const count = sayPeople(book, `People at work as ${role}`, people.length);
  // Days that were asked about are listed below, with the times.
  const names = listed
    ? ''
    : `: ${people
        .slice(0, MOST_NAMES)
        .map((name) => book.name(name))
        .join(', ')}`;
  return `For ${book.name(role)}, ${count} ${people.length === 1 ? 'works' : 'work'} ${when}${names}.`;
}
