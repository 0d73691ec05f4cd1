import type { RosterCell, RosterChart, RosterRow } from '../../src/contracts/chart.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadeRoster } from './basis.ts';
import { daysOf, inOrder, isAway } from './roster-rows.ts';
import { COUNTED, countOpen, createLineWords, isBusyNeed, sayCount } from './roster-words.ts';
import { compareLines } from './say-changes.ts';
import { hoursOf, writeSpan } from './write-times.ts';

const MOST_DAYS = 14;
const MOST_PEOPLE = 30;
const MOST_COLOURS = 4;

/** Who works when, as a picture of at most two weeks. null where nobody works. */
export function drawRoster(made: MadeRoster, book: FactBook): RosterChart | null {
  const { plan } = made.outcome;
  if (plan.lines.length === 0) return null;
  const days = chooseDrawn(made);
  const all = inOrder(made);
  const rows = all.slice(0, MOST_PEOPLE).map((employee) => drawPerson(made, book, employee, days));
  const open = countOpen(made);
  const people = plan.people.filter(({ shifts }) => shifts > 0).length;
  const period = book.period('Days of the roster', { start: days[0] ?? '', end: days.at(-1) ?? '' });
  const state =
    open === 0
      ? 'Every shift is covered'
      : open === 1
        ? 'One shift stays open'
        : `${sayCount(book, 'Shifts left open', open)} shifts stay open`;
  const hidden = all.length - rows.length;
  return {
    kind: 'roster',
    unit: 'hours',
    title: state,
    subtitle: `Who works when, ${period}`,
    alt: `${state} for ${period}, with ${sayCount(book, 'People on the roster', people)} people at work. The table holds each shift.`,
    days,
    rows,
    gaps: drawGaps(made, days),
    ...(hidden > 0 && { footnote: 'People beyond the first thirty are in the table.' }),
  };
}

/** The days asked about are in the picture, with the whole weeks around them. */
function chooseDrawn(made: MadeRoster): readonly IsoDate[] {
  const dates = daysOf(made);
  const first = Math.max(0, dates.indexOf(made.basis.asked[0] ?? ''));
  const from = Math.min(Math.floor(first / 7) * 7, Math.max(0, dates.length - MOST_DAYS));
  return dates.slice(from, from + MOST_DAYS);
}

function drawPerson(
  made: MadeRoster,
  book: FactBook,
  employee: MadeRoster['problem']['employees'][number],
  days: readonly IsoDate[],
): RosterRow {
  const words = createLineWords(made);
  const { problem, outcome, basis } = made;
  const drawn = new Set(days);
  const own = outcome.plan.lines.filter((line) => line.employee === employee.id && drawn.has(line.day));
  const published = problem.published?.assignments.filter((one) => one.employee === employee.id);
  const added = published && basis.replan ? new Set(compareLines(published, own).added.map(({ day }) => day)) : null;
  // Places tell more than roles where there are several.
  const kinds = words.places.length > 1 ? words.places : words.roles;
  const kindOf = (line: (typeof own)[number]) =>
    words.places.length > 1 ? (words.placeOf(line) ?? '') : (line.skill ?? '');
  const coloured = kinds.length > 1 && kinds.length <= MOST_COLOURS;
  const cells = own.map((line): RosterCell => {
    const kind = kindOf(line);
    return {
      day: line.day,
      label: writeSpan(line.from, line.to),
      tone: 'work',
      ...(coloured && kind !== '' && { role: kind }),
      ...(added?.has(line.day) && { changed: true }),
    };
  });
  const away = days
    .filter((day) => isAway(employee, day))
    .map((day): RosterCell => ({ day, label: 'Away', tone: 'away' }));
  const minutes = own.reduce((sum, { paidMinutes }) => sum + paidMinutes, 0);
  return {
    label: employee.name,
    cells: [...cells, ...away].sort((a, b) => (a.day < b.day ? -1 : 1)),
    total: book.words('Hours', `${hoursOf(minutes)} h`, COUNTED),
  };
}

function drawGaps(made: MadeRoster, days: readonly IsoDate[]): NonNullable<RosterChart['gaps']> {
  const { short } = made.outcome.plan;
  return short
    .filter(({ day, need }) => days.includes(day) && !isBusyNeed(made, made.problem.cover[need]))
    .map(({ day, from, to, wanted, there, skill }) => ({
      day,
      label: `${wanted - there} ${skill ?? 'more'} ${writeSpan(from, to)}`,
    }));
}
