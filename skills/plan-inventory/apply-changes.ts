import { UserError } from '../../src/contracts/errors.ts';
import type { PlanChange } from '../../src/contracts/plan.ts';
import type { ItemRecord, SupplierRecord } from '../../src/contracts/record.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { closestNames, matchName } from '../planning/closest-names.ts';
import { changeAmount, saysOutright } from './change-amount.ts';
import { USUAL_LEAD_DAYS } from './choose-horizon.ts';
import { findNamed } from './find-named.ts';

/** A change of demand: of one item, one product, or (neither) of everything. */
export interface DemandChange {
  readonly item?: string;
  readonly product?: string;
  readonly change: PlanChange;
}

/** An order that somebody decided. */
export interface OrderChange {
  /** Key of the item. */
  readonly item: string;
  readonly change: PlanChange;
}

export interface StockRoom {
  readonly items: readonly ItemRecord[];
  readonly suppliers: readonly SupplierRecord[];
  readonly limits: Limits;
}

export interface Limits {
  /** In the unit of the items' storage. */
  readonly storage: number | null;
  /** Money of one period's orders. */
  readonly budget: number | null;
  readonly serviceLevel: number;
  /** A year, as a share of the goods' cost. */
  readonly holdingRate: number;
}

/** What was changed: the lists and limits as they are then, and what has to be changed in demand and orders. */
export interface Changed extends StockRoom {
  readonly demand: readonly DemandChange[];
  readonly orders: readonly OrderChange[];
}

/**
 * Applies what the person changed to what the lists say, oldest first.
 * @param products names of products, as the sales and recipes write them
 * @throws UserError `unknown-name`, or that something else has to be said first
 */
export function applyChanges(room: StockRoom, changes: readonly PlanChange[], products: readonly string[]): Changed {
  return changes.reduce<Changed>((now, change) => applyChange(now, change, products, room), {
    ...room,
    demand: [],
    orders: [],
  });
}

function applyChange(now: Changed, change: PlanChange, products: readonly string[], room: StockRoom): Changed {
  switch (change.what) {
    case 'storage':
      return { ...now, limits: { ...now.limits, storage: changeLimit(change, now.limits.storage, 'storage holds') } };
    case 'order-budget':
      return { ...now, limits: { ...now.limits, budget: changeLimit(change, now.limits.budget, 'order budget is') } };
    case 'service-level':
      return { ...now, limits: { ...now.limits, serviceLevel: changeServiceLevel(change, now.limits.serviceLevel) } };
    case 'demand':
      return { ...now, demand: [...now.demand, whoseDemand(change, now.items, products)] };
    case 'item':
      return leaveOut(now, change, room);
    case 'supplier':
      return dropSupplier(now, change);
    case 'cost':
      return { ...now, items: changeItems(now, change, 'cost') };
    case 'stock':
      return { ...now, items: changeItems(now, change, 'stock') };
    case 'lead-time':
      return { ...now, items: changeLeadTime(now, change) };
    case 'order': {
      if (change.of === undefined) throw notSaid('Which item’s order do you mean?', 'Name the item.');
      const item = nameKey(findNamed(namesOf(now.items), change.of, 'item'));
      return { ...now, orders: [...now.orders, { item, change }] };
    }
    default:
      throw notSaid(
        'An order plan knows nothing of that.',
        'Change stock, cost, demand, storage, a supplier or an order.',
      );
  }
}

const namesOf = (named: readonly { readonly name: string }[]): string[] => named.map(({ name }) => name);

const notSaid = (words: string, advice: string): UserError => new UserError(words, { code: 'change-unclear', advice });

function changeLimit(change: PlanChange, now: number | null, words: string): number | null {
  if (change.off) return null;
  if (now === null && !saysOutright(change)) {
    throw notSaid('There is no such limit yet, so I cannot change it.', `Say first how much it is: “Our ${words} …”.`);
  }
  return changeAmount(change, now ?? Number.POSITIVE_INFINITY);
}

/** Said in per cent. */
function changeServiceLevel(change: PlanChange, now: number): number {
  const said = changeAmount(change, 100 * now);
  return Math.min(0.999, Math.max(0.5, said / 100));
}

function whoseDemand(change: PlanChange, items: readonly ItemRecord[], products: readonly string[]): DemandChange {
  if (change.of === undefined) {
    if (change.percent === undefined)
      throw notSaid('Demand of what?', 'Name an item or a product, or say by how many per cent.');
    return { change };
  }
  const product = matchName(products, change.of);
  if (product !== null && nameKey(product) === nameKey(change.of)) return { product: nameKey(product), change };
  const item = matchName(namesOf(items), change.of);
  if (item !== null) return { item: nameKey(item), change };
  if (product !== null) return { product: nameKey(product), change };
  const close = closestNames([...namesOf(items), ...products], change.of);
  throw new UserError(`I know no item and no product called “${change.of}”.`, {
    code: 'unknown-name',
    advice: `Did you mean ${close.join(' or ')}?`,
  });
}

function leaveOut(now: Changed, change: PlanChange, room: StockRoom): Changed {
  if (change.of === undefined) throw notSaid('Which item do you mean?', 'Name it.');
  const name = findNamed(namesOf(room.items), change.of, 'item');
  if (change.off === true) return { ...now, items: now.items.filter((item) => item.name !== name) };
  const back = room.items.find((item) => item.name === name);
  if (!back || now.items.some((item) => item.name === name)) return now;
  return { ...now, items: [...now.items, back] };
}

/**
 * Nothing can be ordered there, or nothing ordered or delivered on the day named: the goods stay in the plan, so that it
 * shows what runs out.
 */
function dropSupplier(now: Changed, change: PlanChange): Changed {
  if (change.of === undefined) throw notSaid('Which supplier do you mean?', 'Name it.');
  const key = nameKey(findNamed(supplierNames(now), change.of, 'supplier'));
  if (change.off !== true) return now;
  const stopped = now.items.filter(({ supplier }) => supplier !== undefined && nameKey(supplier) === key);
  const { day, weekday } = change;
  const when = { ...(day !== undefined && { day }), ...(weekday !== undefined && { weekday }) };
  const orders = stopped.map(({ name }) => ({
    item: nameKey(name),
    change: { what: 'order' as const, off: true, ...when },
  }));
  return { ...now, orders: [...now.orders, ...orders] };
}

const supplierNames = ({ items, suppliers }: StockRoom): string[] => [
  ...new Set([...namesOf(suppliers), ...items.flatMap(({ supplier }) => supplier ?? [])]),
];

/** One item, all of a supplier's, or all. */
function changeItems(now: Changed, change: PlanChange, field: 'cost' | 'stock'): readonly ItemRecord[] {
  const meant = whichItems(now, change);
  return now.items.map((item) => {
    if (!meant(item)) return item;
    const before = item[field];
    if (before === undefined && change.to === undefined) return item;
    return { ...item, [field]: changeAmount(change, before ?? 0) };
  });
}

function changeLeadTime(now: Changed, change: PlanChange): readonly ItemRecord[] {
  const meant = whichItems(now, change);
  const suppliers = new Map(now.suppliers.map((supplier) => [nameKey(supplier.name), supplier]));
  return now.items.map((item) => {
    if (!meant(item)) return item;
    const own = item.supplier === undefined ? undefined : suppliers.get(nameKey(item.supplier));
    const before = item.leadDays ?? own?.leadDays ?? USUAL_LEAD_DAYS;
    return { ...item, leadDays: Math.ceil(changeAmount(change, before)) };
  });
}

function whichItems(now: Changed, { of }: PlanChange): (item: ItemRecord) => boolean {
  if (of === undefined) return () => true;
  const item = matchName(namesOf(now.items), of);
  if (item !== null) return ({ name }) => name === item;
  const supplier = nameKey(findNamed([...supplierNames(now), ...namesOf(now.items)], of, 'item or supplier'));
  return ({ supplier: own }) => own !== undefined && nameKey(own) === supplier;
}
