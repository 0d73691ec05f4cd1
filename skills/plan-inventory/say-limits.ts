import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { InventoryExplanation } from '../../src/engines/optimizer/inventory/explain-inventory.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { listOrders } from './order-lines.ts';
import { LISTED, PLANNED, writeMoney } from './write-quantity.ts';

type Made = MadePlan<'inventory', InventoryBasis>;

/** Limits the plan runs into and what a little more of each would save, found by planning again. */
export function sayLimits(book: FactBook, { outcome, basis }: Made): SectionTemplate[] {
  const worth = new Map<string, InventoryExplanation['limits'][number]>();
  for (const limit of outcome.explanation.limits) if (!worth.has(limit.limit)) worth.set(limit.limit, limit);
  return [...worth.values()].flatMap(({ limit, period, step, saves, atLeast }): SectionTemplate[] => {
    const day = basis.dates[period];
    if (day === undefined || saves < 0.01) return [];
    const when = `on ${book.date('Limit reached', day, { weekday: true })}`;
    const saved = `${atLeast ? 'at least ' : ''}${writeMoney(book, 'Saved', saves)}`;
    if (limit === 'storage') {
      const more = book.count('More storage', step, { source: PLANNED });
      return [{ kind: 'detail', template: `Storage is full ${when}; room for ${more} more would save ${saved}.` }];
    }
    if (limit !== 'budget') return [];
    const more = writeMoney(book, 'More money', step);
    return [{ kind: 'detail', template: `The order budget is used up ${when}; ${more} more would save ${saved}.` }];
  });
}

/** Other plans that are about as good. */
export function sayAlternatives(book: FactBook, made: Made): SectionTemplate[] {
  const { outcome, problem, basis } = made;
  const [other] = outcome.explanation.alternatives;
  if (!other) return [];
  const days = (plan: typeof other.plan) =>
    new Map(
      Map.groupBy(listOrders(problem, plan, basis), ({ supplier }) => supplier)
        .entries()
        .map(([supplier, lines]) => [supplier, [...new Set(lines.map(({ ordered }) => ordered))]] as const),
    );
  const [mine, theirs] = [days(outcome.plan), days(other.plan)];
  const moved = [...theirs].find(([supplier, list]) => String(list) !== String(mine.get(supplier) ?? []));
  const extra = writeMoney(book, 'Costs more', Math.max(0, other.plan.costs.total - outcome.plan.costs.total));
  if (!moved) return [];
  const [supplier, list] = moved;
  const on = list.map((day) => book.date('Order day', day, { weekday: true })).join(', ');
  return [
    {
      kind: 'detail',
      template: `About as good, for ${extra} more: order from ${book.name(supplier)} on ${on} instead.`,
    },
  ];
}

/** What the plan does not know, or counts in a way that must be said. */
export function sayCaveats(book: FactBook, { basis }: Made): SectionTemplate[] {
  const { oldCounts, unlinked, unsold, place, onTheWay } = basis;
  const caveats: string[] = [];
  const some = (names: readonly string[]) =>
    `${names
      .slice(0, 4)
      .map((name) => book.name(name))
      .join(', ')}${names.length > 4 ? ' and others' : ''}`;
  if (oldCounts) {
    const day = book.date('Counted', oldCounts.oldest);
    caveats.push(
      `Stock of ${some(oldCounts.names)} was counted as early as ${day}; I took off what was used since. A new count makes the plan surer.`,
    );
  }
  if (place !== null) {
    caveats.push(
      `Sales are those of ${book.name(place)} only; the stock in your list is taken as if it were all there.`,
    );
  }
  if (unlinked.length > 0) {
    caveats.push(
      `Left out, because nothing tells how much is used: ${some(unlinked)}. A recipe or a weekly use would bring them in.`,
    );
  }
  if (unsold.length > 0) caveats.push(`Your recipes name ${some(unsold)}, but your sales do not.`);
  if (onTheWay > 0) {
    const count = book.count('Deliveries on their way', onTheWay, { source: LISTED });
    caveats.push(
      `From the plan you approved, ${count} ${onTheWay === 1 ? 'item is' : 'items are'} counted as on the way.`,
    );
  }
  return caveats.map((template) => ({ kind: 'caveat', template }));
}
