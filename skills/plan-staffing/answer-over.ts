import type { Period } from '../../src/contracts/period.ts';
import type { PlanRequest } from '../../src/contracts/plan.ts';
import type { SectionTemplate, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { findApproved, type KnownLine } from './find-known-roster.ts';
import type { StaffLists } from './read-lists.ts';
import { sayDay, sayTime } from './roster-words.ts';

/** More days than this go into a table. */
const FEW_DAYS = 2;

/**
 * Days that are over cannot be planned. What is known of them is said: the roster that was approved, and absences in
 * the list. Who really came is known to nobody here.
 */
export function answerOver(lists: StaffLists, request: PlanRequest, asked: Period): SkillResult {
  const book = createFactBook();
  const rosters = findApproved(lists.plans, asked);
  const about = request.item;
  const lines = rosters
    .flatMap((roster) => roster.lines)
    .filter(({ day, employee, skill }) => {
      const meant = about === undefined || [employee, skill ?? ''].some((name) => nameKey(name) === nameKey(about));
      return meant && day >= asked.start && day <= asked.end;
    });
  const days = [...Map.groupBy(lines, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1));
  const few = days.length <= FEW_DAYS;
  const [roster] = rosters;
  const answer = roster
    ? sayKnown(roster.title, about, days, few, asked, book)
    : `Those days are over, and no roster for ${book.period('Days asked about', asked)} was approved here, so I cannot tell ${about === undefined ? 'who' : `whether ${book.name(about)}`} worked.`;
  return {
    facts: book.facts,
    charts: [],
    working: null,
    sections: [
      { kind: 'answer', template: answer },
      ...sayAway(lists, asked, about, book),
      {
        kind: 'caveat',
        template:
          'Who really came, or called in sick, is in none of your lists: I know only what was planned and approved.',
      },
    ],
    tables: few ? [] : [listDays(days, asked, book)],
    followUps: [{ label: 'Plan the roster for next week', kind: 'ask', call: { skill: 'plan-staffing', input: {} } }],
  };
}

type Day = readonly [day: string, lines: readonly KnownLine[]];

function sayKnown(
  title: string,
  about: string | undefined,
  days: readonly Day[],
  few: boolean,
  asked: Period,
  book: FactBook,
): string {
  const by = `By the roster you approved, “${book.name(title)}”`;
  if (days.length === 0) {
    const nobody = about === undefined ? 'nobody was to work' : `${book.name(about)} was not to work`;
    return `${by}, ${nobody} on ${book.period('Days asked about', asked)}.`;
  }
  if (!few) return `${by}, the table says who was to work on which day.`;
  return `${by}: ${days.map(([day, lines]) => `${sayDay(book, day)} ${sayWho(lines, book)}`).join('; ')}.`;
}

const sayWho = (lines: readonly KnownLine[], book: FactBook): string =>
  lines
    .toSorted((a, b) => a.from - b.from || a.employee.localeCompare(b.employee))
    .map(({ employee, from, to }) => `${book.name(employee)} ${sayTime(book, from, to)}`)
    .join(', ');

/** Days off in the list of absences; why somebody was away is nobody's business here. */
function sayAway(lists: StaffLists, asked: Period, about: string | undefined, book: FactBook): SectionTemplate[] {
  return lists.absences
    .filter(({ employee, start, end }) => {
      const meant = about === undefined || nameKey(employee) === nameKey(about);
      return meant && start <= asked.end && end >= asked.start;
    })
    .slice(0, 5)
    .map(({ employee, start, end }) => ({
      kind: 'detail',
      template: `Your list of absences has ${book.name(employee)} away for ${book.period('Away', { start, end })}.`,
    }));
}

function listDays(days: readonly Day[], asked: Period, book: FactBook): TableTemplate {
  return {
    title: `Planned for ${book.period('Days asked about', asked)}`,
    columns: [
      { label: 'Day', align: 'left' },
      { label: 'Who was to work', align: 'left' },
    ],
    rows: days.map(([day, lines]) => [sayDay(book, day), sayWho(lines, book)]),
  };
}
