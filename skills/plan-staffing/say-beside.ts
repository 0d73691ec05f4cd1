import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { MadeRoster } from './basis.ts';
import { COUNTED, mayTellWages, sayCount, sayDay, sayMoney, sayTime, wagesOf } from './roster-words.ts';

/** Are weekends shared? One sentence; none where nobody works on one. */
export function sayFairness({ outcome }: MadeRoster, book: FactBook): SectionTemplate[] {
  const shares = outcome.plan.people.filter(({ shifts }) => shifts > 0).map(({ unpopularShifts }) => unpopularShifts);
  const most = Math.max(0, ...shares);
  if (shares.length < 2 || most === 0) return [];
  const least = Math.min(...shares);
  const upTo = sayCount(book, 'Most weekend shifts of one person', most);
  const shifts = most === 1 ? 'shift' : 'shifts';
  const free = shares.filter((count) => count === 0).length;
  const template =
    least === most
      ? `Weekends are shared evenly: everybody has ${upTo} ${shifts} on a weekend.`
      : `Nobody has more than ${upTo} ${shifts} on a weekend${free > 0 ? `; ${free === 1 ? 'one person has' : `${sayCount(book, 'People without weekend shifts', free)} people have`} the weekend off` : ''}.`;
  return [{ kind: 'detail', template }];
}

/** Wishes that a rule stood against: "Ana is to work on Saturday". */
export function sayUnmet({ outcome }: MadeRoster, book: FactBook): SectionTemplate[] {
  return outcome.plan.unmetWishes.slice(0, 5).map(({ employee, day }) => ({
    kind: 'caveat',
    template: `${book.name(employee)} could not be put on ${sayDay(book, day)}: a rule, an absence or the times they gave stand against it, or nobody with their work is wanted.`,
  }));
}

export function sayClosed({ basis }: MadeRoster, book: FactBook): SectionTemplate[] {
  return basis.closed.slice(0, 5).map(({ day, place, label }) => ({
    kind: 'detail',
    template: `${sayDay(book, day)} has no shifts${place === undefined ? '' : ` at ${book.name(place)}`}: closed${label ? ` (${book.name(label)})` : ''}.`,
  }));
}

/** Limits that hold the roster back. What they are worth tells what people earn, so it is said in private only. */
export function sayLimits(
  ctx: SkillContext,
  { problem, outcome, basis }: MadeRoster,
  book: FactBook,
): SectionTemplate[] {
  const money = ctx.asked.audience === 'private' && basis.wages !== 'none' && outcome.plan.cost.short === 0;
  const said = outcome.explanation.limits.slice(0, 2).map((limit): string => {
    const worth = money
      ? ` That would bring about ${sayMoney(book, 'Worth of one more, planned again', limit.gain, {
          kind: 'model',
          model: 'HiGHS',
          how: 'The roster planned again with this limit loosened by one',
        })}.`
      : '';
    if (limit.kind === 'max-hours')
      return `The hours of ${book.name(limit.employee)} hold the roster back: one more shift for them would make it ${outcome.plan.cost.short > 0 ? 'fuller' : 'cheaper'}.${worth}`;
    const need = problem.cover[limit.need];
    if (!need) return '';
    const shift = 'shift' in need ? problem.shifts.find(({ id }) => id === need.shift) : undefined;
    const from = 'shift' in need ? (shift?.start ?? 0) : need.from;
    const to = 'shift' in need ? from + (shift?.minutes ?? 0) : need.to;
    const role = need.skill === undefined ? '' : ` ${book.name(need.skill)}`;
    const place = shift?.place ?? ('place' in need ? need.place : undefined);
    return `Dearest to fill is ${sayDay(book, need.day)}, ${sayTime(book, from, to)}${role}${place === undefined ? '' : ` at ${book.name(place)}`}: see whether you need as many there.${worth}`;
  });
  return said.filter((text) => text !== '').map((template) => ({ kind: 'detail', template }));
}

/** Rosters within one percent. */
export function sayAlternatives(made: MadeRoster, book: FactBook): SectionTemplate[] {
  const aims = {
    even: 'shares the weekends more evenly',
    wishes: 'meets more wishes',
    different: 'is quite another one',
  };
  return made.outcome.explanation.alternatives.slice(0, 2).map(({ aim, plan, differences }, at) => {
    const more = plan.cost.wages + plan.cost.overtime - wagesOf(made);
    const source = { ...COUNTED, how: 'Both rosters counted in the same model' };
    const price =
      !mayTellWages(made) || Math.abs(more) < 0.5
        ? 'for as good as the same cost'
        : `for ${sayMoney(book, 'Difference in wages', Math.abs(more), source)} ${more > 0 ? 'more' : 'less'}`;
    const differ =
      differences === 1 ? 'one shift differs' : `${sayCount(book, 'Shifts that differ', differences)} shifts differ`;
    return {
      kind: 'detail',
      ...(at === 0 ? { heading: 'Nearly as good' } : {}),
      template: `Another roster ${aims[aim]} ${price}: ${differ}.`,
    };
  });
}
