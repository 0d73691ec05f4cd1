import type { TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadeRoster } from './basis.ts';
import { daysOf, inOrder, isAway } from './roster-rows.ts';
import { createLineWords, PLANNED, sayDay, sayHours } from './roster-words.ts';

const WEEK = 7;

/** The roster as a grid, a table a week: a row a person, a column a day; hours, never pay. */
export function listRoster(made: MadeRoster, book: FactBook): TableTemplate[] {
  const dates = daysOf(made);
  const weeks = Array.from({ length: Math.ceil(dates.length / WEEK) }, (_, at) =>
    dates.slice(at * WEEK, (at + 1) * WEEK),
  );
  const words = createLineWords(made);
  const people = inOrder(made);
  return weeks.map((week) => {
    const lines = made.outcome.plan.lines.filter(({ day }) => week.includes(day));
    const ofPerson = Map.groupBy(lines, ({ employee }) => employee);
    const minutesOf = (employee: string) =>
      (ofPerson.get(employee) ?? []).reduce((sum, { paidMinutes }) => sum + paidMinutes, 0);
    const total = people.reduce((sum, { id }) => sum + minutesOf(id), 0);
    const [start] = week;
    const period = { start: start ?? made.basis.period.start, end: week.at(-1) ?? made.basis.period.end };
    return {
      lead: true,
      title: `Roster for ${book.period('Week', period)}`,
      columns: [
        { label: 'Person', align: 'left' },
        ...week.map((day) => ({ label: sayDay(book, day), align: 'left' as const })),
        { label: 'Hours', align: 'right' },
      ],
      rows: [
        ...people.map((employee) => {
          const { id } = employee;
          const always = words.always(id);
          return [
            always ? `${book.name(id)} (${book.name(always)})` : book.name(id),
            ...week.map((day) => {
              const own = (ofPerson.get(id) ?? []).filter((line) => line.day === day);
              if (own.length > 0) return own.map((line) => book.words('Shift', words.cell(line), PLANNED)).join(' ');
              return isAway(employee, day) ? 'away' : '';
            }),
            sayHours(book, `Hours of ${id}`, minutesOf(id)),
          ];
        }),
        ['All', ...week.map(() => ''), sayHours(book, 'Hours of the week', total)],
      ],
    };
  });
}
