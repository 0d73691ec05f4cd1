import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { ShortageAdvice } from '../../src/engines/optimizer/staffing/advise-shortages.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadeRoster } from './basis.ts';
import { isBusyNeed, sayCount, sayDay, sayTime } from './roster-words.ts';

const MOST = 6;

/** What stands in somebody's way, said so that it can be put right. */
const IN_THE_WAY: Readonly<Record<string, string>> = {
  away: 'is away then',
  'not-available': 'would have to come outside the times they gave',
  'no-skill': 'cannot do that work yet',
  'wrong-place': 'would have to work at a place that is not theirs',
  'two-shifts': 'works another shift that day',
  'long-shift': 'would work a longer shift than the rules allow',
  rest: 'would have too little rest between two shifts',
  follow: 'would have too little rest between two shifts',
  'long-run': 'would work too many days in a row',
  weekends: 'would work too many weekends',
  'law-hours': 'would pass the most hours the rules allow in a week',
  'max-hours': 'would pass the hours of the contract',
  'days-per-week': 'would work more days that week than agreed',
  'max-shifts': 'would have more shifts than agreed',
};
const OTHERWISE = 'would break another rule';

/** Each place that stays open, and what it would take to fill it. */
export function sayShortages(made: MadeRoster, book: FactBook): SectionTemplate[] {
  const { cover } = made.problem;
  const open = made.outcome.explanation.shortages.filter(({ short }) => !isBusyNeed(made, cover[short.need]));
  const said = open.slice(0, MOST).map(
    (advice, at): SectionTemplate => ({
      kind: 'detail',
      ...(at === 0 ? { heading: 'What stays open, and what it would take' } : {}),
      template: `${sayShort(made, advice, book)} ${sayWays(advice, book)}`,
    }),
  );
  const all = made.outcome.plan.short.filter(({ need }) => !isBusyNeed(made, cover[need])).length;
  if (all <= said.length) return said;
  const more = sayCount(book, 'More that is short', all - said.length);
  return [...said, { kind: 'detail', template: `And ${more} more; the spreadsheet has them all.` }];
}

function sayShort({ problem }: MadeRoster, { short }: ShortageAdvice, book: FactBook): string {
  const { day, from, to, skill, wanted, there, shift, need } = short;
  const wants = problem.cover[need];
  const place =
    shift === undefined
      ? wants && 'place' in wants
        ? wants.place
        : undefined
      : problem.shifts.find(({ id }) => id === shift)?.place;
  const missing = wanted - there;
  const role = skill === undefined ? '' : ` for ${book.name(skill)}`;
  const count = missing === 1 ? 'one person is' : `${sayCount(book, 'People missing', missing)} people are`;
  const where = place === undefined ? '' : ` at ${book.name(place)}`;
  return `${sayDay(book, day)}, ${sayTime(book, from, to)}${where}: ${count} missing${role}.`;
}

function sayWays({ short, ways, withSkill }: ShortageAdvice, book: FactBook): string {
  if (withSkill === 0) {
    return `Nobody in your list works as ${book.name(short.skill ?? '')}: it takes somebody new, or somebody who learns it.`;
  }
  const said = ways
    .filter(({ inTheWay }) => !inTheWay.some(({ code }) => code === 'away'))
    .slice(0, 2)
    .map(({ assignment, inTheWay }) => {
      const reasons = [...new Set(inTheWay.map(({ code }) => IN_THE_WAY[code] ?? OTHERWISE))];
      const [first, second] = reasons;
      if (first === undefined) return `${book.name(assignment.employee)} could`;
      return `${book.name(assignment.employee)} could, but ${first}${second === undefined ? '' : ` and ${second}`}`;
    });
  if (said.length === 0) return 'Everybody else who could is there already or away: it takes one more person.';
  return `${said.join('; ')}.`;
}

/** Hours in which the forecast sees more business than the roster has people for, and those it was raised for. */
export function sayBusy(made: MadeRoster, book: FactBook): SectionTemplate[] {
  const { basis, problem, outcome } = made;
  if (basis.busy.length === 0) return [];
  const short = new Set(outcome.plan.short.map(({ need }) => need));
  const hours = problem.cover.flatMap((need, at) => (isBusyNeed(made, need) ? [{ need, at }] : []));
  const unmet = hours.filter(({ at }) => short.has(at));
  const met = hours.length - unmet.length;
  const sections: SectionTemplate[] = [];
  if (met > 0)
    sections.push({
      kind: 'detail',
      template: `The forecast asks for more people than your list in ${sayCount(book, 'Busy hours staffed', met)} hours of the roster, and they are there.`,
    });
  const [first] = unmet.toSorted((a, b) => missingOf(made, b.at) - missingOf(made, a.at));
  if (first && 'from' in first.need) {
    const { day, from, to, place } = first.need;
    const where = place === undefined ? '' : ` at ${book.name(place)}`;
    const count =
      unmet.length === 1 ? 'One hour' : `${sayCount(book, 'Busy hours with fewer people', unmet.length)} hours`;
    sections.push({
      kind: 'caveat',
      template: `${count} may be tight: the forecast would want more people than your list, but not for long enough to be worth a shift more. The tightest is ${sayDay(book, day)}, ${sayTime(book, from, to)}${where}.`,
    });
  }
  return sections;
}

function missingOf({ outcome }: MadeRoster, at: number): number {
  const short = outcome.plan.short.find(({ need }) => need === at);
  return short ? short.wanted - short.there : 0;
}
