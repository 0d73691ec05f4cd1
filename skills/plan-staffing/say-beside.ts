import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { MadeRoster } from './basis.ts';
import { COUNTED, countOpen, mayTellWages, sayCount, sayDay, sayMoney, sayTime, wagesOf } from './roster-words.ts';

/** Are weekends shared? One sentence; none where nobody works on one. */
export function sayFairness({ outcome, problem }: MadeRoster, book: FactBook): SectionTemplate[] {
  // In one week nobody can work more than its two weekend days.
  if (problem.days <= 7) return [];
  const shares = outcome.plan.people.filter(({ shifts }) => shifts > 0).map(({ unpopularShifts }) => unpopularShifts);
  const most = Math.max(0, ...shares);
  if (shares.length < 2 || most === 0) return [];
  const least = Math.min(...shares);
  const upTo = sayCount(book, 'Most weekend days of one person', most);
  const days = most === 1 ? 'weekend day' : 'weekend days';
  const free = shares.filter((count) => count === 0).length;
  const off =
    free === 0
      ? ''
      : `; ${free === 1 ? 'one person has' : `${sayCount(book, 'People without weekend days', free)} people have`} weekends off`;
  const template =
    least === most
      ? `Weekends are shared evenly: everybody works ${upTo} ${days}.`
      : `Nobody works more than ${upTo} ${days}${off}.`;
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
  const { asked } = basis;
  const meant = basis.closed.filter(({ day }) => asked.length === 0 || asked.includes(day));
  return meant.slice(0, 5).map(({ day, place, label }) => ({
    kind: 'detail',
    template: `${sayDay(book, day)} has no shifts${place === undefined ? '' : ` at ${book.name(place)}`}: closed${label ? ` (${book.name(label)})` : ''}.`,
  }));
}

/** Limits that hold the roster back. What they are worth tells what people earn, so it is said in private only. */
export function sayLimits(ctx: SkillContext, made: MadeRoster, book: FactBook): SectionTemplate[] {
  const { problem, outcome, basis } = made;
  const { limits } = outcome.explanation;
  // With a place open, most of the worth would be the price of that place and no money.
  const money = ctx.asked.audience === 'private' && basis.wages !== 'none' && countOpen(made) === 0;
  // The dearest is enough: they come in the order of what they are worth.
  const first = limits.slice(0, 1);
  const said = first.map((limit): string => {
    const worth = money
      ? ` That would be worth about ${sayMoney(book, 'Worth of one more, planned again', limit.gain, {
          kind: 'model',
          model: 'HiGHS',
          how: 'The roster planned again with this limit loosened by one',
        })}${outcome.plan.cost.short > 0 ? ', with the busy hours counted in' : ''}.`
      : '';
    if (limit.kind === 'max-hours')
      return `The hours of ${book.name(limit.employee)} hold the roster back: one more shift for them would make it ${countOpen(made) > 0 ? 'fuller' : 'cheaper'}.${worth}`;
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

/** Share of all shifts. */
const REALLY_DIFFERENT = 0.2;

/** Rosters within one percent. */
export function sayAlternatives(made: MadeRoster, book: FactBook): SectionTemplate[] {
  const aims = {
    even: 'shares the weekends more evenly',
    wishes: 'meets more wishes',
    different: 'gives people quite different shifts',
  };
  const { alternatives } = made.outcome.explanation;
  const real = alternatives.filter(
    ({ aim, differences }) => aim !== 'different' || differences >= REALLY_DIFFERENT * made.outcome.plan.lines.length,
  );
  return real.slice(0, 2).map(({ aim, plan, differences }, at) => {
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
