import { addBuffers } from '../../../src/engines/optimizer/inventory/add-buffers.ts';
import type { InventoryInput, InventoryItem, Supplier } from '../../../src/engines/optimizer/inventory/types.ts';

/** Numbers in [0, 1) from a seed (Park & Miller 1988). */
export function createRandom(seed: number): () => number {
  let state = (seed * 48_271 + 11) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}

/** One or two items over two to four periods, with every kind of limit now and then. Small enough to try all orders. */
export function makeRandomInventory(seed: number): InventoryInput {
  const random = createRandom(seed + 1);
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const chance = (share: number) => random() < share;
  const count = whole(1, 2);
  const periods = count === 1 ? whole(2, 4) : whole(2, 3);
  const ages = chance(0.4);
  const suppliers = Array.from({ length: whole(1, 2) }, (_, index): Supplier => {
    return {
      id: `s${index}`,
      name: `supplier ${index}`,
      deliveryCost: chance(0.7) ? whole(0, 20) : 0,
      ...(chance(0.2) && { minimumValue: whole(5, 25) }),
      ...(chance(0.2) && { orderPeriods: Array.from({ length: periods }, (_, at) => at).filter(() => chance(0.7)) }),
    };
  });
  const items = Array.from({ length: count }, (_, index): InventoryItem => {
    const demand = Array.from({ length: periods }, () => (chance(0.2) ? 0 : whole(1, 9)));
    const unitCost = whole(1, 6);
    const hard = chance(0.25);
    const item: InventoryItem = {
      id: `i${index}`,
      name: `item ${index}`,
      supplier: `s${index % suppliers.length}`,
      unitCost,
      ...(chance(0.3) && { costByPeriod: demand.map(() => unitCost + whole(0, 2) / 2) }),
      holdingCost: whole(1, 8) / 10,
      lostSaleCost: hard ? null : whole(1, 9),
      orderCost: chance(0.7) ? whole(1, 15) : 0,
      leadTime: hard ? 0 : whole(0, 2),
      packSize: whole(2, 5),
      minimumOrder: chance(0.3) ? whole(1, 12) : 0,
      ...(chance(0.15) && { maximumOrder: whole(15, 20) }),
      volume: whole(1, 3),
      stock: whole(0, 8),
      ...(chance(0.2) && { onOrder: [{ period: whole(0, periods - 1), quantity: whole(1, 6) }] }),
      ...(ages && chance(0.7) && { shelfLife: whole(1, 3) }),
      demand,
    };
    const addsBuffer = chance(0.4);
    const demandSd = demand.map((units) => units * 0.3);
    // Throwing units away before their time, to save keeping what will be too many, is not tried below.
    const free = item.shelfLife === undefined ? item : { ...item, holdingCost: 0 };
    const buffered = addsBuffer ? addBuffers(free, { demandSd, serviceLevel: chance(0.5) ? 0.9 : 0.98 }) : free;
    return seed % 4 === 0 ? decideOrder(buffered, suppliers, periods, seed) : buffered;
  });
  return {
    periods,
    suppliers,
    items,
    // What may be thrown away early to make room is not tried by the enumeration below.
    ...(!ages && chance(0.4) && { storageLimit: whole(8, 25) }),
    ...(chance(0.25) && { budget: whole(10, 60) }),
  };
}

/** One order that somebody decided already: some packs, or none. */
function decideOrder(
  item: InventoryItem,
  suppliers: readonly Supplier[],
  periods: number,
  seed: number,
): InventoryItem {
  const open = suppliers.find(({ id }) => id === item.supplier)?.orderPeriods;
  const period = (seed / 4) % 2;
  if (period + item.leadTime >= periods || open?.includes(period) === false) return item;
  const pack = item.packSize ?? 1;
  const quantity = seed % 12 === 0 ? 0 : pack * Math.max(1, Math.ceil(item.minimumOrder / pack));
  return { ...item, fixedOrders: [{ period, quantity }] };
}

/**
 * Least cost over every combination of whole packs, each played through unit by unit. Null: none is possible.
 * Written apart from the product: nothing of the builder, the checker or the simulation is used.
 */
export function enumerateInventory(input: InventoryInput): number | null {
  const perItem = input.items.map((item) => listOrders(input, item));
  let best: number | null = null;
  const chosen: Played[] = [];
  const visit = (index: number) => {
    if (index === input.items.length) {
      const shared = costTogether(input, chosen);
      if (shared === null) return;
      const cost = chosen.reduce((sum, played) => sum + played.cost, shared);
      if (best === null || cost < best) best = cost;
      return;
    }
    for (const played of perItem[index] ?? []) {
      chosen[index] = played;
      visit(index + 1);
    }
  };
  visit(0);
  return best;
}

interface Played {
  readonly orders: readonly number[];
  readonly stock: readonly number[];
  readonly cost: number;
}

/** All orders of one item that its own limits allow, with what they lead to. */
function listOrders(input: InventoryInput, item: InventoryItem): Played[] {
  const supplier = input.suppliers.find(({ id }) => id === item.supplier);
  const unit = item.packSize ?? 1;
  const enough = item.demand.reduce((sum, units) => sum + units, 0);
  const guard = Math.max(0, ...(item.buffers ?? []).map(({ target }) => target));
  const forMinimum = (supplier?.minimumValue ?? 0) / item.unitCost;
  const decided = Math.max(0, ...(item.fixedOrders ?? []).map(({ quantity }) => quantity));
  const most = Math.ceil(Math.max(enough + guard, item.minimumOrder, forMinimum, decided) / unit);
  const found: Played[] = [];
  const orders: number[] = [];
  const visit = (period: number) => {
    if (period === input.periods) {
      const played = play(input, item, orders);
      if (played) found.push(played);
      return;
    }
    for (let packs = 0; packs <= most; packs += 1) {
      const units = packs * unit;
      const useless = period + item.leadTime >= input.periods || supplier?.orderPeriods?.includes(period) === false;
      const fixed = item.fixedOrders?.find((order) => order.period === period);
      if (fixed && units !== fixed.quantity) continue;
      if (units > 0 && (useless || units < item.minimumOrder || units > (item.maximumOrder ?? Infinity))) continue;
      orders[period] = units;
      visit(period + 1);
    }
  };
  visit(0);
  return found;
}

interface Lot {
  /** Periods in which it can still be sold. */
  left: number;
  units: number;
}

function play(input: InventoryInput, item: InventoryItem, orders: readonly number[]): Played | null {
  let shelf: Lot[] = [{ left: item.stockLife ?? item.shelfLife ?? Infinity, units: item.stock }];
  let cost = 0;
  let early = 0;
  const stock: number[] = [];
  for (let period = 0; period < input.periods; period += 1) {
    const order = orders[period] ?? 0;
    if (order > 0) cost += item.orderCost + order * ((item.costByPeriod?.[period] ?? item.unitCost) - item.unitCost);
    let arriving = orders[period - item.leadTime] ?? 0;
    for (const due of item.onOrder ?? []) if (due.period === period) arriving += due.quantity;
    shelf.push({ left: item.shelfLife ?? Infinity, units: arriving });
    shelf.sort((a, b) => a.left - b.left);
    let wanted = item.demand[period] ?? 0;
    for (const lot of shelf) {
      const sold = Math.min(wanted, lot.units);
      lot.units -= sold;
      wanted -= sold;
    }
    if (wanted > 1e-9 && item.lostSaleCost === null) return null;
    // What is lost before the first delivery that can be ordered now counts for nothing.
    if (period < item.leadTime) early += wanted;
    else cost += wanted * (item.lostSaleCost ?? 0);
    for (const lot of shelf) lot.left -= 1;
    const old = shelf.filter(({ left }) => left <= 0).reduce((sum, { units }) => sum + units, 0);
    shelf = shelf.filter(({ left }) => left > 0);
    const kept = shelf.reduce((sum, { units }) => sum + units, 0);
    const buffer = item.buffers?.[period];
    const target = buffer?.target ?? 0;
    cost += kept * item.holdingCost;
    cost += item.unitCost * (item.shelfLife === 1 ? Math.max(0, old - target) : old);
    let missing = Math.max(0, target - kept - (item.shelfLife === 1 ? old : 0));
    for (const { width, price } of buffer?.segments ?? []) {
      cost += Math.min(missing, width) * price;
      missing -= Math.min(missing, width);
    }
    stock.push(kept);
  }
  // Goods that go bad before the first delivery are lost sales that could not be helped, but are not counted as such.
  const unavoidable = countEarly(item, input.periods);
  return { orders: [...orders], stock, cost: cost + (early - unavoidable) * (item.lostSaleCost ?? 0) };
}

function countEarly(item: InventoryItem, periods: number): number {
  let balance = item.stock;
  let worst = 0;
  for (let period = 0; period < Math.min(periods, item.leadTime); period += 1) {
    for (const due of item.onOrder ?? []) if (due.period === period) balance += due.quantity;
    balance -= item.demand[period] ?? 0;
    worst = Math.max(worst, -balance);
  }
  return worst;
}

/** Cost of the deliveries that items share, or null when they break a shared limit. */
function costTogether(input: InventoryInput, chosen: readonly Played[]): number | null {
  let cost = 0;
  for (let period = 0; period < input.periods; period += 1) {
    const value = new Map<string, number>();
    let stored = 0;
    for (const [index, item] of input.items.entries()) {
      const units = chosen[index]?.orders[period] ?? 0;
      const price = item.costByPeriod?.[period] ?? item.unitCost;
      if (units > 0) value.set(item.supplier, (value.get(item.supplier) ?? 0) + units * price);
      stored += item.volume * (chosen[index]?.stock[period] ?? 0);
    }
    const spent = [...value.values()].reduce((sum, money) => sum + money, 0);
    if (typeof input.storageLimit === 'number' && stored > input.storageLimit + 1e-9) return null;
    if (typeof input.budget === 'number' && spent > input.budget + 1e-9) return null;
    for (const { id, deliveryCost, minimumValue = 0 } of input.suppliers) {
      const money = value.get(id);
      if (money === undefined) continue;
      if (money < minimumValue - 1e-9) return null;
      cost += deliveryCost;
    }
  }
  return cost;
}
