import type { SectionTemplate } from '../../src/contracts/skill.ts';
import { expectOutcome, newsvendorNormal } from '../../src/engines/optimizer/inventory/closed-forms.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { EXPECTED, roundQuantity, writeQuantity } from './write-quantity.ts';

/** One-day goods that are spoken of, those with the most at stake first. */
const SAID = 1;

/**
 * For goods of one day: how often the planned order runs out and how much of it is thrown away, and the best quantity
 * by the newsvendor formula where whole packs miss it.
 */
export function sayFresh(book: FactBook, made: MadePlan<'inventory', InventoryBasis>): SectionTemplate[] {
  const { problem, outcome, basis } = made;
  const fresh = problem.items.flatMap((item, at) => {
    const own = outcome.plan.items[at];
    const words = basis.items[at];
    const period = own?.arrivals.findIndex((units, when) => when >= item.leadTime && units > 0) ?? -1;
    const day = basis.dates[period];
    const sd = words?.sd[period] ?? 0;
    if (item.shelfLife !== 1 || basis.grain !== 'day' || !own || !words || day === undefined || sd <= 0) return [];
    const quantity = own.arrivals[period] ?? 0;
    return [{ item, words, day, quantity, mean: item.demand[period] ?? 0, sd }];
  });
  const lines = fresh
    .toSorted((a, b) => b.sd * b.item.unitCost - a.sd * a.item.unitCost)
    .slice(0, SAID)
    .map(({ item, words, day, quantity, mean, sd }): SectionTemplate => {
      const { unsold, stockout } = expectOutcome(quantity, mean, sd);
      const best = newsvendorNormal(item.unitCost + item.holdingCost, item.lostSaleCost ?? item.unitCost, mean, sd);
      const label = words.name;
      const chance = book.percent(`Chance that ${label} runs out`, stockout, { decimals: 0, source: EXPECTED });
      const left = writeQuantity(book, words, unsold, EXPECTED);
      const ideal = writeQuantity(book, words, Math.max(0, best.quantity), EXPECTED);
      const same = roundQuantity(Math.max(0, best.quantity)) === roundQuantity(quantity);
      const exact = same ? '' : ` Without packs, the best would be ${ideal}.`;
      return {
        kind: 'detail',
        template: `${book.name(label)} for ${book.date('Day', day, { weekday: true })}: ${writeQuantity(book, words, quantity)}. That runs out on ${chance} of such days and leaves ${left} over on average.${exact}`,
      };
    });
  const [first, ...rest] = lines;
  return first ? [{ ...first, heading: 'Fresh goods' }, ...rest] : [];
}
