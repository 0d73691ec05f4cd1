import { dayNumber } from '../../src/calendar/civil-day.ts';
import type { ItemRecord, SupplierRecord } from '../../src/contracts/record.ts';
import { addBuffers } from '../../src/engines/optimizer/inventory/add-buffers.ts';
import type { InventoryInput, InventoryItem, Supplier } from '../../src/engines/optimizer/inventory/types.ts';
import { nameKey } from '../../src/records/name-key.ts';
import type { Changed } from './apply-changes.ts';
import {
  daysOf,
  type Horizon,
  leadDaysOf,
  leadPeriods,
  lifePeriods,
  orderPeriodsOf,
  reviewDays,
  suppliersOf,
} from './choose-horizon.ts';
import { type ExpectedUse, expectUse, type Trade } from './expect-use.ts';
import { barClosedDays, fixOrders } from './fix-orders.ts';
import type { BasisItem } from './inventory-basis.ts';
import type { ItemUse } from './link-items.ts';
import { type Margins, priceShortage } from './price-shortage.ts';
import { type Delivery, startStock } from './start-stock.ts';

export interface ProblemParts {
  readonly room: Changed;
  readonly horizon: Horizon;
  readonly trade: Trade;
  readonly uses: ReadonlyMap<string, ItemUse>;
  readonly margins: Margins;
  /** Ordered under an approved plan. */
  readonly deliveries: readonly Delivery[];
  /** Cost of a unit where the list has none. */
  readonly usualCost: number;
  /** Fresh goods for the days before the first delivery are ordered already, though no list says so. */
  readonly freshIsOrdered: boolean;
}

export interface Problem {
  readonly input: InventoryInput;
  readonly items: readonly BasisItem[];
  /** Day by day, in the order of the items. */
  readonly uses: readonly ExpectedUse[];
  /** Items whose lost sales were priced by the usual margin. */
  readonly assumedMargin: readonly string[];
  /** Fresh goods that are taken to be ordered for the days before the first delivery. */
  readonly takenAsOrdered: readonly string[];
}

/** Everything that is known, as the problem that the optimiser solves. Pure. */
export function buildProblem(parts: ProblemParts): Problem {
  const { room, horizon } = parts;
  const supplierOf = suppliersOf(room.suppliers);
  const made = room.items.map((item) => makeItem(parts, item, supplierOf(item)));
  const suppliers = new Map<string, Supplier>();
  for (const item of room.items) {
    const known = supplierOf(item);
    suppliers.set(supplierId(item), makeSupplier(supplierId(item), supplierName(item), known, horizon));
  }
  const items = barClosedDays(
    made.map(({ item }) => item),
    horizon,
  );
  const { storage, budget } = room.limits;
  const stored = items.some(({ volume }) => volume > 0);
  return {
    input: {
      periods: horizon.dates.length,
      items,
      suppliers: [...suppliers.values()],
      ...(storage !== null && Number.isFinite(storage) && stored
        ? { storageLimit: openStorage(items, storage, horizon) }
        : {}),
      ...(budget !== null && Number.isFinite(budget) ? { budget } : {}),
    },
    items: made.map(({ basis }) => basis),
    uses: made.map(({ use }) => use),
    assumedMargin: made.flatMap(({ basis, assumedMargin }) => (assumedMargin ? [basis.name] : [])),
    takenAsOrdered: made.flatMap(({ basis, takenAsOrdered }) => (takenAsOrdered ? [basis.name] : [])),
  };
}

const NO_SUPPLIER = 'no supplier named';
const supplierName = ({ supplier }: ItemRecord): string => supplier ?? NO_SUPPLIER;
const supplierId = (item: ItemRecord): string => nameKey(supplierName(item));

function makeSupplier(id: string, name: string, known: SupplierRecord | undefined, horizon: Horizon): Supplier {
  const orderPeriods = orderPeriodsOf(horizon, known);
  return {
    id,
    name: known?.name ?? name,
    deliveryCost: known?.deliveryCost ?? 0,
    ...(known?.minimumValue === undefined ? {} : { minimumValue: known.minimumValue }),
    ...(orderPeriods ? { orderPeriods } : {}),
  };
}

function makeItem(parts: ProblemParts, record: ItemRecord, supplier: SupplierRecord | undefined) {
  const { room, horizon, trade, uses, margins } = parts;
  const { limits } = room;
  const id = nameKey(record.name);
  const itemUse = uses.get(id) ?? { kind: 'unknown' as const };
  const use = expectUse(id, itemUse, trade);
  const leadDays = leadDaysOf(record, supplier);
  const leadTime = leadPeriods(horizon.grain, leadDays);
  const daysEach = horizon.grain === 'day' ? 1 : 7;
  const { demand, sd } = cutUse(use, horizon);
  const own = parts.deliveries.filter(({ item }) => item === id);
  const start = horizon.dates[0] ?? '';
  const { stock, lifeDays } = startStock(record, use, start, own, reviewDays(supplier));
  const shortage = priceShortage(record, itemUse, trade.products, margins);
  const unitCost = record.cost ?? parts.usualCost;
  const life = record.shelfLifeDays;
  const takenAsOrdered =
    parts.freshIsOrdered && own.length === 0 && life !== undefined && leadDays > 0 && life <= leadDays + 1;
  const item: InventoryItem = {
    id,
    name: record.name,
    supplier: supplierId(record),
    unitCost,
    holdingCost: (unitCost * limits.holdingRate * daysEach) / 365,
    lostSaleCost: shortage.cost,
    orderCost: 0,
    leadTime,
    packSize: record.packSize === undefined || record.packSize === 0 ? null : record.packSize,
    minimumOrder: record.minimumOrder ?? 0,
    volume: record.storage ?? 0,
    stock,
    onOrder: [...cutDeliveries(own, horizon), ...(takenAsOrdered ? coverLead(demand, stock, leadTime) : [])],
    ...(life === undefined ? {} : { shelfLife: lifePeriods(horizon.grain, life) }),
    ...(lifeDays === undefined ? {} : { stockLife: lifePeriods(horizon.grain, lifeDays) }),
    demand,
  };
  const spread = item.shelfLife === 1 ? sd : sd.map((value) => value * use.carry);
  const buffered = addBuffers(item, {
    demandSd: spread,
    serviceLevel: limits.serviceLevel,
    reviewPeriods: Math.max(1, Math.ceil(reviewDays(supplier) / daysEach)),
  });
  const basis: BasisItem = {
    id,
    name: record.name,
    unit: record.unit ?? '',
    supplierName: supplier?.name ?? supplierName(record),
    sd: spread,
    leadDays,
    products:
      itemUse.kind === 'products'
        ? itemUse.uses.map(({ product }) => ({
            name: trade.products.get(product)?.name ?? product,
            share: shortage.shares.find((one) => one.product === product)?.share ?? 0,
          }))
        : [],
  };
  const orders = room.orders.filter((order) => order.item === id).map(({ change }) => change);
  return {
    item: fixOrders(buffered, orders, horizon, orderPeriodsOf(horizon, supplier)),
    basis,
    use,
    assumedMargin: shortage.assumed,
    takenAsOrdered: takenAsOrdered && demand.slice(0, leadTime).some((units) => units > 0),
  };
}

/** Daily use, summed into periods; the days of a week do not miss independently. */
function cutUse(use: ExpectedUse, horizon: Horizon) {
  const demand: number[] = [];
  const sd: number[] = [];
  for (const period of horizon.dates.keys()) {
    const days = daysOf(horizon, period).map((day) => use.day(day));
    demand.push(days.reduce((sum, { mean }) => sum + mean, 0));
    const variance = days.reduce((sum, day) => sum + day.sd * day.sd, 0);
    sd.push(Math.sqrt(variance) * (days.length > 1 ? use.carry : 1));
  }
  return { demand, sd };
}

function cutDeliveries(own: readonly Delivery[], { grain, dates }: Horizon) {
  const first = dayNumber(dates[0] ?? '');
  return own.flatMap(({ day, quantity }) => {
    const period = Math.floor((dayNumber(day) - first) / (grain === 'day' ? 1 : 7));
    return period >= 0 && period < dates.length ? [{ period, quantity }] : [];
  });
}

/** Deliveries that just meet what is used before anything ordered now can come. */
function coverLead(demand: readonly number[], stock: number, leadTime: number) {
  let left = stock;
  return demand.slice(0, leadTime).flatMap((units, period) => {
    const quantity = Math.max(0, units - left);
    left = Math.max(0, left - units);
    return quantity > 0 ? [{ period, quantity }] : [];
  });
}

/** More is there already than the room takes: the limit holds again once that is used up. */
function openStorage(items: readonly InventoryItem[], limit: number, { dates }: Horizon): number | number[] {
  const limits = dates.map((_, period) => {
    const left = items.reduce((sum, item) => {
      const used = item.demand.slice(0, period + 1).reduce((units, next) => units + next, 0);
      const came = (item.onOrder ?? []).reduce((units, due) => units + (due.period <= period ? due.quantity : 0), 0);
      return sum + item.volume * Math.max(0, item.stock + came - used);
    }, 0);
    return Math.max(limit, left * (1 + 1e-6));
  });
  return limits.every((value) => value === limit) ? limit : limits;
}
