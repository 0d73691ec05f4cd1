import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { BudgetBasis } from './basis.ts';
import type { ChannelFigures, WeekTotals } from './figures.ts';
import { nextStep } from './list-channels.ts';
import { money, PLANNED, range, resultName, results } from './words.ts';

/** A total this close to the one that pays best is that one, as a share. */
const CLOSE = 0.1;

/** What the next bit of money brings, and whether more or less would pay. */
export function sayWorth(
  book: FactBook,
  basis: BudgetBasis,
  figures: readonly ChannelFigures[],
  totals: WeekTotals,
): readonly SectionTemplate[] {
  const open = figures.filter(({ next, full }) => next && !full);
  const [best] = open.toSorted((a, b) => (b.next?.mean ?? 0) - (a.next?.mean ?? 0));
  const name = resultName(book, basis);
  if (!best?.next) {
    return [{ kind: 'detail', template: 'No channel whose effect is known can take more money within its limits.' }];
  }
  const label = `${basis.result.label}, next step on ${best.channel.name}`;
  const brings = `The next ${nextStep(book, basis)} over these weeks would bring most with ${book.name(best.channel.name)}: about ${results(book, basis.result, best.next.mean, { label })} ${name} (${range(book, basis.result, best.next, label)}).`;
  const { value } = basis.worth;
  if (value === null) {
    const hint = ` Tell me what one is worth to you (“one result is worth …”), and I can say whether more or less spend would pay.`;
    return [{ kind: 'detail', template: `${brings}${hint}` }];
  }
  const worth = money(book, 'Worth of what the next bit of money brings', best.next.mean * value);
  const each =
    basis.result.unit === 'currency'
      ? 'Of that about'
      : `At ${money(book, 'Worth of one result', value, { kind: 'computed', how: 'As said, or assumed below', from: [] })} each, that is worth about`;
  const pays = best.next.mean * value > basis.nextStep ? 'more than it costs' : 'less than it costs';
  const said = basis.result.unit === 'currency' ? `${worth} is left, ${pays}` : `${worth}, ${pays}`;
  return [
    {
      kind: 'detail',
      template: `${brings} ${each} ${said}.${sayBestTotal(book, basis, totals, value)}`,
    },
  ];
}

/** Is the plan's total about the one that pays best? */
export const isPaying = (best: number, { plan }: Pick<WeekTotals, 'plan'>): boolean =>
  Math.abs(best - plan) <= CLOSE * Math.max(plan, best);

/** The total at which the last bit of money just pays, when it is another one. */
function sayBestTotal(book: FactBook, { bestTotal }: BudgetBasis, totals: WeekTotals, value: number): string {
  if (!bestTotal) return '';
  if (isPaying(bestTotal.spend, totals)) return ' The total is about as large as pays.';
  const left = (spend: number, result: number) => result * value - spend;
  const gained = left(bestTotal.spend, bestTotal.result) - left(totals.plan, totals.result);
  const spend = money(book, 'Spend a week that pays best', bestTotal.spend);
  const profit = money(book, 'Left over a week, best total less this plan', Math.max(0, gained), PLANNED);
  const way = bestTotal.spend > totals.plan ? 'More would pay' : 'Less would pay';
  return ` ${way}: by these curves about ${spend} a week is the most that earns itself back, and leaves about ${profit} a week more in the till.`;
}
