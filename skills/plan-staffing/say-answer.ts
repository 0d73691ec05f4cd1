import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadeRoster } from './basis.ts';
import { findFocus, isOf } from './find-focus.ts';
import {
  countOpen,
  createLineWords,
  mayTellWages,
  sayCount,
  sayDay,
  sayHours,
  sayLines,
  sayMoney,
  sayPeople,
  wagesOf,
} from './roster-words.ts';
import { pairChanges } from './say-changes.ts';
import { sayFocus } from './say-focus.ts';

/** The first sentences: is everything covered, by whom where days were asked about, and what it costs in all. */
export function sayAnswer(made: MadeRoster, book: FactBook): string {
  const { basis, outcome } = made;
  const { asked, period, replan } = basis;
  const open = countOpen(made);
  const cost = sayCost(made, book);
  if (replan) {
    const { changes } = outcome.plan;
    const count = changes ? pairChanges(changes).length : 0;
    const shifts = count === 1 ? 'one shift changes' : `${sayCount(book, 'Shifts that change', count)} shifts change`;
    const first =
      count === 0
        ? `“${book.name(replan.title)}” can stay as it is`
        : `Only ${shifts}; the rest of “${book.name(replan.title)}” stays as it is`;
    return `${first}. ${capitalise(sayOpen(book, open))}. ${cost}`;
  }
  const when =
    asked.length === 1 && asked[0]
      ? sayDay(book, asked[0])
      : asked.length > 1 && asked[0]
        ? `${sayDay(book, asked[0])} to ${sayDay(book, asked.at(-1) ?? asked[0])}`
        : `For ${book.period('Days of the roster', period)}`;
  const focus = findFocus(made);
  if (focus)
    return `${sayFocus(made, focus, book)} ${asked.length === 0 ? 'On the whole roster' : `I planned the whole of ${book.period('Days of the roster', period)}:`} ${sayOpen(book, open)}.`;
  if (asked.length === 0) return `${when}, ${sayOpen(book, open)}. ${cost}`;
  const people = new Set(outcome.plan.lines.filter(({ day }) => asked.includes(day)).map(({ employee }) => employee));
  const openThen = countOpen({
    ...made,
    outcome: {
      ...outcome,
      plan: { ...outcome.plan, short: outcome.plan.short.filter(({ day }) => asked.includes(day)) },
    },
  });
  const state = openThen === 0 ? 'every shift is covered' : sayOpen(book, openThen);
  return `${when}: ${sayPeople(book, 'People at work', people.size)} ${people.size === 1 ? 'works' : 'work'}, and ${state}. I planned the whole of ${book.period('Days of the roster', period)}. ${cost}`;
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function sayOpen(book: FactBook, open: number): string {
  if (open === 0) return 'every shift is covered';
  if (open === 1) return 'one shift stays open';
  return `${sayCount(book, 'Shifts left open', open)} shifts stay open`;
}

function sayCost(made: MadeRoster, book: FactBook): string {
  const { people } = made.outcome.plan;
  const working = people.filter(({ shifts }) => shifts > 0);
  const minutes = people.reduce((sum, { paidMinutes }) => sum + paidMinutes, 0);
  const overtime = people.reduce((sum, { overtimeMinutes }) => sum + overtimeMinutes, 0);
  const money = mayTellWages(made) ? `; wages come to ${sayMoney(book, 'Wages of the roster', wagesOf(made))}` : '';
  const beyond = overtime > 0 ? `, ${sayHours(book, 'Hours of overtime', overtime)} of them overtime` : '';
  return `It takes ${sayPeople(book, 'People on the roster', working.length)} and ${sayHours(book, 'Paid hours', minutes)} hours${beyond}${money}.`;
}

/** Who works on each day asked about, place by place. */
export function sayAskedDays(made: MadeRoster, book: FactBook): SectionTemplate[] {
  const words = createLineWords(made);
  const focus = findFocus(made);
  if (focus?.kind === 'person') return [];
  const lines = made.outcome.plan.lines.filter((line) => isOf(focus, line));
  return made.basis.asked.flatMap((day) => {
    const ofDay = lines.filter((line) => line.day === day);
    if (ofDay.length === 0 && focus) return [];
    if (ofDay.length === 0)
      return [{ kind: 'detail' as const, template: `${sayDay(book, day)}: nobody works, because nobody is wanted.` }];
    return words.places.flatMap((place): SectionTemplate[] => {
      const there = ofDay
        .filter((line) => (words.placeOf(line) ?? '') === place)
        .sort((a, b) => a.from - b.from || a.employee.localeCompare(b.employee));
      if (there.length === 0) return [];
      const where = place === '' ? '' : ` at ${book.name(place)}`;
      return [
        {
          kind: 'detail',
          template: `${sayDay(book, day)}${where}: ${sayLines(book, there, words.roles.length > 1 && focus === null)}.`,
        },
      ];
    });
  });
}

/** What the same days cost today, as far as anything tells. none where nothing does. */
export function sayToday(made: MadeRoster, book: FactBook): SectionTemplate[] {
  const { today, period } = made.basis;
  if (!today || !mayTellWages(made)) return [];
  if (today.kind === 'paid') {
    const paid = sayMoney(book, today.label, today.value, {
      kind: 'rows',
      metric: today.label,
      filter: made.basis.wageMetric?.filter ?? {},
      period: today.period,
      sources: [],
    });
    const template = `For comparison: ${book.name(today.label.toLowerCase())} came to ${paid} for ${book.period('The newest whole weeks', today.period)}. That is what was booked, not counted the way I count a roster.`;
    return [{ kind: 'detail', template }];
  }
  const delta = wagesOf(made) - today.wages;
  const source = { kind: 'computed', how: 'Both rosters counted in the same model', from: [] } as const;
  const amount = sayMoney(book, 'Difference in wages', Math.abs(delta), source);
  const which = today.same ? `“${book.name(today.title)}”` : `“${book.name(today.title)}” repeated`;
  const against =
    Math.abs(delta) < 0.5 ? 'costs the same as' : delta < 0 ? `costs ${amount} less than` : `costs ${amount} more than`;
  const open =
    today.short > 0
      ? ` That one would leave ${sayCount(book, 'Open today', today.short)} shifts open for ${book.period('Days of the roster', period)}.`
      : '';
  const broken = today.broken > 0 ? ' It would also break a rule or an absence that I know of.' : '';
  return [{ kind: 'detail', template: `This roster ${against} ${which}, counted the same way.${open}${broken}` }];
}
