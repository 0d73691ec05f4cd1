import type { Verification, Violation } from '../model/optimization-model.ts';
import type { InventoryInput, InventoryItem, InventoryPlan, ItemPlan, Supplier } from './types.ts';
import { limitAt } from './types.ts';

/**
 * Walks through the plan period by period with nothing but the raw data, lot by lot for what ages, and counts every
 * cost anew. Knows nothing of the linear model.
 */
export function verifyInventory(input: InventoryInput, plan: InventoryPlan): Verification {
  const violations: Violation[] = [];
  const report = (code: string, words: string, amount: number) => {
    if (!(amount <= 0)) violations.push({ code, words, amount });
  };
  let cost = 0;
  for (const [index, item] of input.items.entries()) {
    const own = plan.items[index];
    if (own?.id !== item.id) report('item-missing', `${item.name} is not in the plan`, 1);
    else cost += checkItem(input, item, own, report);
  }
  for (const supplier of input.suppliers) cost += checkSupplier(input, supplier, plan, report);
  for (let period = 0; period < input.periods; period += 1) {
    let stored = 0;
    let spent = 0;
    for (const [index, item] of input.items.entries()) {
      stored += item.volume * (plan.items[index]?.stock[period] ?? 0);
      spent += costOf(item, period) * (plan.items[index]?.orders[period] ?? 0);
    }
    const scale = (limit: number) => Math.max(1, Math.abs(limit));
    const [room, money] = [limitAt(input.storageLimit, period), limitAt(input.budget, period)];
    if (room < Infinity) report('storage', `storage in period ${period + 1}`, (stored - room) / scale(room));
    if (money < Infinity) report('budget', `budget of period ${period + 1}`, (spent - money) / scale(money));
  }
  return { objective: cost - plan.unavoidable.cost, violations: [...violations, ...checkUnavoidable(input, plan)] };
}

type Report = (code: string, words: string, amount: number) => void;

function costOf(item: InventoryItem, period: number): number {
  return item.costByPeriod?.[period] ?? item.unitCost;
}

/** Follows one item and returns its cost. */
function checkItem(input: InventoryInput, item: InventoryItem, plan: ItemPlan, report: Report): number {
  const life = item.shelfLife ?? Infinity;
  // Lots in the order in which they go bad: [first period in which they cannot be sold, units].
  let lots: [number, number][] = [[item.stockLife ?? life, item.stock]];
  let cost = 0;
  for (let period = 0; period < input.periods; period += 1) {
    const where = `${item.name} in period ${period + 1}`;
    const read = (list: readonly number[], what: string) => {
      const value = list[period];
      report(`${what}-negative`, `${what} of ${where} is ${value}`, value === undefined || !(value >= -1e-7) ? 1 : 0);
      return value ?? 0;
    };
    const ordered = read(plan.orders, 'order');
    const [sold, lost] = [read(plan.sold, 'sales'), read(plan.lost, 'lost sales')];
    const [wasted, stock] = [read(plan.wasted, 'waste'), read(plan.stock, 'stock')];
    const missing = read(plan.bufferShort, 'buffer gap');
    checkOrder(input, item, ordered, period, report);
    const placed = period >= item.leadTime ? (plan.orders[period - item.leadTime] ?? 0) : 0;
    const due = (item.onOrder ?? []).filter((delivery) => delivery.period === period);
    const arrived = due.reduce((sum, { quantity }) => sum + quantity, placed);
    const demand = item.demand[period] ?? 0;
    const scale = Math.max(1, demand, arrived, stock);
    report('arrival', `arrival of ${where}`, Math.abs(arrived - (plan.arrivals[period] ?? 0)) / scale - 1e-9);
    report('demand', `demand for ${where} is ${demand}`, Math.abs(sold + lost - demand) / scale - 1e-7);
    if (item.lostSaleCost === null) report('demand', `demand for ${where} is not met`, lost / scale - 1e-7);
    lots.push([period + life, arrived]);
    const before = lots.reduce((sum, [, units]) => sum + units, 0);
    report('balance', `stock of ${where} does not add up`, Math.abs(before - sold - wasted - stock) / scale - 1e-7);
    lots = takeOldest(lots, sold + wasted);
    // What is left tonight must be good tomorrow.
    const spoilt = lots.reduce((sum, [end, units]) => sum + (end <= period + 1 ? units : 0), 0);
    report('age', `${where}: kept too long`, spoilt / scale - 1e-6);
    if (life === Infinity && item.stockLife === undefined)
      report('waste', `${where} does not go bad`, wasted / scale - 1e-7);

    const buffer = item.buffers?.[period];
    const guard = life === 1 ? stock + wasted : stock;
    report('buffer', `buffer of ${where}`, ((buffer?.target ?? 0) - guard - missing) / scale - 1e-6);
    cost += ordered > 0 ? item.orderCost : 0;
    cost += ordered * (costOf(item, period) - item.unitCost) + stock * item.holdingCost;
    cost += lost * (item.lostSaleCost ?? 0);
    cost += item.unitCost * Math.max(0, wasted - (life === 1 ? (buffer?.target ?? 0) : 0));
    let open = missing;
    for (const { width, price } of buffer?.segments ?? []) {
      cost += price * Math.min(width, open);
      open = Math.max(0, open - width);
    }
  }
  return cost;
}

function takeOldest(lots: readonly [number, number][], units: number): [number, number][] {
  let left = units;
  return [...lots]
    .sort(([a], [b]) => a - b)
    .map(([end, have]): [number, number] => {
      const taken = Math.min(have, left);
      left -= taken;
      return [end, have - taken];
    });
}

function checkOrder(input: InventoryInput, item: InventoryItem, ordered: number, period: number, report: Report): void {
  const fixed = item.fixedOrders?.find((order) => order.period === period);
  if (fixed)
    report(
      'fixed-order',
      `order of ${item.name} in period ${period + 1}`,
      Math.abs(ordered - fixed.quantity) / Math.max(1, fixed.quantity) - 1e-6,
    );
  if (ordered === 0) return;
  const where = `order of ${item.name} in period ${period + 1}`;
  const supplier = input.suppliers.find(({ id }) => id === item.supplier);
  const closed = supplier?.orderPeriods !== undefined && !supplier.orderPeriods.includes(period);
  report('order-closed', `${where}: no orders are taken`, closed ? 1 : 0);
  report('minimum-order', where, (item.minimumOrder - ordered) / Math.max(1, item.minimumOrder) - 1e-6);
  report('maximum-order', where, (ordered - (item.maximumOrder ?? Infinity)) / Math.max(1, ordered) - 1e-6);
  const packs = item.packSize === null ? 0 : ordered / item.packSize;
  report('pack', `${where}: packs are whole`, Math.abs(packs - Math.round(packs)) - 1e-6);
}

/** Checks minimum values and returns the cost of the supplier's deliveries. */
function checkSupplier(input: InventoryInput, supplier: Supplier, plan: InventoryPlan, report: Report): number {
  let cost = 0;
  for (let period = 0; period < input.periods; period += 1) {
    const lines = input.items.map((item, index): [number, number] => {
      const units = item.supplier === supplier.id ? (plan.items[index]?.orders[period] ?? 0) : 0;
      return [units, units * costOf(item, period)];
    });
    if (!lines.some(([units]) => units > 0)) continue;
    cost += supplier.deliveryCost;
    const value = lines.reduce((sum, [, money]) => sum + money, 0);
    const least = supplier.minimumValue ?? 0;
    report(
      'supplier-minimum',
      `order from ${supplier.name} in period ${period + 1}`,
      (least - value) / Math.max(1, least) - 1e-6,
    );
  }
  return cost;
}

/** What is called unavoidable must have been lost, and before anything ordered now could come. */
function checkUnavoidable(input: InventoryInput, plan: InventoryPlan): Violation[] {
  let early = 0;
  for (const [index, item] of input.items.entries()) {
    for (let period = 0; period < Math.min(item.leadTime, input.periods); period += 1) {
      early += (plan.items[index]?.lost[period] ?? 0) * (item.lostSaleCost ?? 0);
    }
  }
  const amount = (plan.unavoidable.cost - early) / Math.max(1, early);
  return amount <= 1e-6 ? [] : [{ code: 'unavoidable', words: 'unavoidable lost sales are too high', amount }];
}
