import type { StockChart, StockPanel } from '../../src/contracts/chart.ts';
import { scoreOrders } from '../../src/engines/optimizer/inventory/simulate-orders.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import { closedPeriods, takenIn } from './closed-periods.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { roundQuantity } from './write-quantity.ts';

type Made = MadePlan<'inventory', InventoryBasis>;

const PANELS = 4;
/** Share of a period's use that may be missing before it is marked. */
const VISIBLE = 0.02;

/** Stock of the items with the most money in the next orders, the one that was asked about first. */
export function drawStock(book: FactBook, made: Made): StockChart[] {
  const { problem, outcome, basis } = made;
  const chosen = problem.items
    .map((item, at) => {
      const own = outcome.plan.items[at];
      const ordered = own?.orders.reduce((sum, units) => sum + units, 0) ?? 0;
      const asked = basis.asked.includes(item.name) ? Number.MAX_VALUE : 0;
      return { at, weight: asked || (item.shelfLife === 1 ? 0 : ordered * item.unitCost) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, PANELS);
  if (chosen.length === 0) return [];
  const idle = scoreOrders(problem, []);
  const panels = chosen.flatMap(({ at }) => drawPanel(made, at, idle.items[at]?.stock ?? []));
  const names = panels.map(({ label }) => book.name(label)).join(', ');
  const period = book.period('Period', basis.period);
  return [
    {
      kind: 'stock',
      grain: basis.grain,
      unit: 'other',
      title: `Stock with these orders, ${period}`,
      subtitle: basis.grain === 'day' ? 'Left at the end of each day' : 'Left at the end of each week',
      alt: `Stock of ${names} over ${period}, with the planned deliveries and without any order.`,
      panels,
    },
  ];
}

function drawPanel({ problem, outcome, basis }: Made, at: number, idle: readonly number[]): StockPanel[] {
  const item = problem.items[at];
  const own = outcome.plan.items[at];
  const words = basis.items[at];
  if (!item || !own || !words) return [];
  const over = (values: readonly number[]) =>
    basis.dates.map((t, period) => ({ t, value: roundQuantity(values[period] ?? 0) }));
  const quantities = (values: readonly number[]) =>
    over(values).flatMap(({ t, value }) => (value > 0 ? [{ t, quantity: value }] : []));
  const closed = basis.grain === 'day' ? closedPeriods(problem) : new Set<number>();
  const { arrivals, stock } = takeIn(own, closed);
  const targets = (item.buffers ?? []).map(({ target }) => target).filter((target) => target > 0);
  const floor = targets.length === 0 ? null : targets.reduce((sum, target) => sum + target, 0) / targets.length;
  return [
    {
      label: words.name,
      unit: words.unit,
      points: over(stock).map(({ t, value }) => ({ t, stock: value })),
      arrivals: quantities(arrivals),
      expectedUse: over(item.demand).map(({ t, value }) => ({ t, quantity: value })),
      // A tenth of a loaf is no shortage.
      short: quantities(own.lost.map((lost, at) => (lost > VISIBLE * (item.demand[at] ?? 0) ? lost : 0))),
      without: { label: 'Without an order', points: over(idle).map(({ t, value }) => ({ t, stock: value })) },
      ...(floor === null ? {} : { floor: roundQuantity(floor) }),
    },
  ];
}

/** What would come on a closed day is drawn on the next open one. */
function takeIn(
  { arrivals, stock }: { readonly arrivals: readonly number[]; readonly stock: readonly number[] },
  closed: ReadonlySet<number>,
) {
  const moved = arrivals.map(() => 0);
  const shown = [...stock];
  for (const [period, quantity] of arrivals.entries()) {
    const there = takenIn(period, closed);
    if (there < moved.length) moved[there] = (moved[there] ?? 0) + quantity;
    for (let at = period; at < Math.min(there, shown.length); at += 1) shown[at] = (shown[at] ?? 0) - quantity;
  }
  return { arrivals: moved, stock: shown.map((units) => Math.max(0, units)) };
}
