import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import { countCost } from './count-cost.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { writeMoney } from './write-quantity.ts';

/** A difference below this share of what the simple way costs is none. */
const SAME = 0.02;

const WAYS: Readonly<Record<InventoryBasis['simple']['way'], string>> = {
  'reorder-points': 'a simple reorder rule',
  'last-week': 'filling up to what you used last week',
};

/**
 * What the plan saves a week against the better of two simple ways. A difference within what the plan itself may be
 * from the best, or too small to matter, is said to be none.
 * @param made the plan replayed
 */
export function sayGain(book: FactBook, { basis, outcome, problem }: MadePlan<'inventory', InventoryBasis>): string {
  const { simple } = basis;
  const weeks = (problem.periods * (basis.grain === 'day' ? 1 : 7)) / 7;
  const own = countCost(problem, outcome.plan, basis.items).total;
  const gain = simple.total - own;
  const unsure = Math.max(SAME * simple.total, Number.isFinite(outcome.gap) ? outcome.gap * own : own);
  const way = WAYS[simple.way];
  const source = {
    kind: 'computed',
    how: 'Cost of the simple way less the plan’s, on the same expected use, for seven days',
    from: [],
  } as const;
  if (gain > unsure && gain / weeks >= 0.5) {
    const saved = writeMoney(book, 'Saved a week', gain / weeks, source);
    return `It should save about ${saved} a week against ${way}${simple.breaks ? ', which would also break some limits' : ''}.`;
  }
  if (gain < -unsure && simple.breaks) {
    const less = writeMoney(book, 'Cheaper a week', -gain / weeks, source);
    return `It costs about ${less} a week more than ${way}, which would break some limits.`;
  }
  return `It costs about the same as ${way}.`;
}
