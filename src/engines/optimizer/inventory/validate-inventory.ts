import type { Finding } from '../model/finding.ts';
import type { InventoryInput, InventoryItem, Supplier } from './types.ts';
import { limitAt } from './types.ts';

/** Items × periods that can be solved in the time a person waits. */
export const MOST_CELLS = 6000;

/** Quantities and money above this are typing errors. */
const LARGEST = 1e9;
const AN_AMOUNT = 'between zero and a billion';

/** Everything that is wrong or contradicts itself, in words. Linear in the size of the input. */
export function validateInventory(input: InventoryInput): readonly Finding[] {
  const { periods, items, suppliers } = input;
  if (!Number.isInteger(periods) || periods < 1 || periods > 60) {
    return [error('periods', 'A plan covers between 1 and 60 periods.', { periods })];
  }
  if (items.length === 0) return [error('no-items', 'There is nothing to order. Give at least one item.')];
  if (items.length * periods > MOST_CELLS) {
    const most = Math.floor(MOST_CELLS / periods);
    const words = `${items.length} items over ${periods} periods are too many for one plan. Plan at most ${most} items at a time, those that sell most first.`;
    return [error('too-many-items', words, { items: items.length, most })];
  }
  const known = new Map(suppliers.map((supplier) => [supplier.id, supplier]));
  const findings = [
    ...findDuplicates(
      items.map(({ id }) => id),
      'item',
    ),
    ...findDuplicates(
      suppliers.map(({ id }) => id),
      'supplier',
    ),
    ...checkLimit('storage limit', 'storage', input.storageLimit, periods),
    ...checkLimit('budget', 'budget', input.budget, periods),
    ...suppliers.flatMap((supplier) => checkSupplier(supplier, periods)),
    ...items.flatMap((item) => {
      const bad = checkNumbers(item, periods);
      return bad.length > 0 ? bad : checkSense(item, known.get(item.supplier), periods);
    }),
  ];
  return findings.some(({ severity }) => severity === 'error') ? findings : [...findings, ...checkStorage(input)];
}

function error(code: string, words: string, values?: Finding['values']): Finding {
  return { code, words, severity: 'error', ...(values && { values }) };
}

function findDuplicates(ids: readonly string[], what: string): Finding[] {
  const seen = new Set<string>();
  return ids.flatMap((id) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [error(`${what}-twice`, `The ${what} ${id} is listed twice.`, { id })];
  });
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= LARGEST;
}

function checkLimit(name: string, code: string, limit: InventoryInput['budget'], periods: number): Finding[] {
  if (limit === undefined) return [];
  const all = typeof limit === 'number' ? [limit] : limit;
  if (typeof limit !== 'number' && limit.length !== periods) {
    return [error(`${code}-length`, `The ${name} needs one number for each of the ${periods} periods.`)];
  }
  const bad = all.find((value) => !isAmount(value));
  return bad === undefined ? [] : [error(code, `The ${name} is ${bad}. It must be zero or more.`)];
}

function checkSupplier({ name, deliveryCost, minimumValue = 0, orderPeriods }: Supplier, periods: number): Finding[] {
  const findings: Finding[] = [];
  if (!isAmount(deliveryCost)) {
    findings.push(error('delivery-cost', `The delivery cost of ${name} is ${deliveryCost}. It must be zero or more.`));
  }
  if (!isAmount(minimumValue)) {
    findings.push(error('minimum-value', `The minimum order of ${name} is ${minimumValue}. It must be zero or more.`));
  }
  if (orderPeriods?.some((period) => !Number.isInteger(period) || period < 0 || period >= periods)) {
    findings.push(error('order-periods', `${name} takes orders in periods that the plan does not have.`));
  }
  return findings;
}

const AMOUNTS = [
  ['unitCost', 'cost'],
  ['holdingCost', 'cost of keeping'],
  ['orderCost', 'cost of ordering'],
  ['minimumOrder', 'minimum order'],
  ['volume', 'storage need'],
  ['stock', 'stock'],
] as const;

function checkNumbers(item: InventoryItem, periods: number): Finding[] {
  const { name } = item;
  const findings: Finding[] = [];
  const refuse = (code: string, what: string, value: unknown, must: string) =>
    findings.push(error(code, `The ${what} of ${name} is ${String(value)}. It must be ${must}.`, { item: item.id }));
  for (const [key, what] of AMOUNTS) if (!isAmount(item[key])) refuse(key, what, item[key], AN_AMOUNT);
  if (item.lostSaleCost !== null && !isAmount(item.lostSaleCost)) {
    refuse('lostSaleCost', 'cost of a lost sale', item.lostSaleCost, AN_AMOUNT);
  }
  if (!Number.isInteger(item.leadTime) || item.leadTime < 0) {
    refuse('leadTime', 'delivery time', item.leadTime, 'a whole number of periods, zero or more');
  }
  if (item.packSize !== null && !(item.packSize > 0 && item.packSize <= LARGEST)) {
    refuse('packSize', 'pack size', item.packSize, 'above zero');
  }
  if (item.maximumOrder !== undefined && !isAmount(item.maximumOrder)) {
    refuse('maximumOrder', 'largest order', item.maximumOrder, AN_AMOUNT);
  }
  for (const [key, what] of [
    ['shelfLife', 'shelf life'],
    ['stockLife', 'life of the present stock'],
  ] as const) {
    const life = item[key];
    if (life !== undefined && (!Number.isInteger(life) || life < 1)) {
      refuse(key, what, life, 'a whole number of periods, one or more');
    }
  }
  checkList(item.demand, 'demand', 'demand');
  if (item.costByPeriod) checkList(item.costByPeriod, 'costByPeriod', 'cost by period');
  for (const { period, quantity } of item.onOrder ?? []) {
    if (!Number.isInteger(period) || period < 0)
      refuse('onOrder', 'arrival of a delivery', period, 'a period, zero or more');
    if (!isAmount(quantity)) refuse('onOrder', 'delivery on its way', quantity, AN_AMOUNT);
  }
  if (item.buffers) {
    checkList(
      item.buffers.map(({ target }) => target),
      'buffers',
      'buffer',
    );
    const odd = item.buffers.some(({ target, segments }) => {
      const width = segments.reduce((sum, part) => sum + part.width, 0);
      const priced = segments.every((part, at) => isAmount(part.price) && part.price >= (segments[at - 1]?.price ?? 0));
      return !priced || Math.abs(width - target) > 1e-6 * Math.max(1, target);
    });
    if (odd) findings.push(error('buffers', `The buffer of ${name} is not priced from first to last unit.`));
  }
  return findings;

  function checkList(values: readonly number[], code: string, what: string): void {
    if (values.length !== periods) {
      const words = `The ${what} of ${name} has ${values.length} numbers; the plan has ${periods} periods.`;
      findings.push(error(`${code}-length`, words, { item: item.id }));
      return;
    }
    const at = values.findIndex((value) => !isAmount(value));
    if (at >= 0) refuse(code, `${what} in period ${at + 1}`, values[at], AN_AMOUNT);
  }
}

/** Good numbers that do not go together. */
function checkSense(item: InventoryItem, supplier: Supplier | undefined, periods: number): Finding[] {
  const { name, minimumOrder, maximumOrder = Infinity, leadTime } = item;
  if (!supplier) {
    return [
      error('supplier-unknown', `${name} comes from ${item.supplier}, who is not among the suppliers.`, {
        item: item.id,
      }),
    ];
  }
  const findings: Finding[] = [];
  const least =
    item.packSize === null
      ? minimumOrder
      : Math.ceil(Math.max(minimumOrder, item.packSize) / item.packSize - 1e-9) * item.packSize;
  if (least > maximumOrder) {
    const words = `The smallest order of ${name} is ${least}, its largest ${maximumOrder}. Both cannot be kept.`;
    findings.push(error('order-bounds', words, { item: item.id, least, most: maximumOrder }));
  }
  findings.push(...checkFixed(item, supplier, periods));
  const early = findEarlyGap(item, periods);
  if (item.lostSaleCost === null && early > 1e-9) {
    const words = `All demand for ${name} must be met, but ${early} are missing before the first delivery can come.`;
    findings.push(error('demand-before-delivery', words, { item: item.id, missing: early }));
  }
  if (leadTime >= periods) {
    const words = `A delivery of ${name} takes ${leadTime} periods, longer than the plan: nothing can be ordered in it.`;
    findings.push({ code: 'lead-time-long', words, severity: 'warning', values: { item: item.id } });
  }
  const life = item.shelfLife ?? Infinity;
  if (life < periods && least > 0) {
    const most = mostInWindow(item.demand, life);
    if (least > most) {
      const words = `The smallest order of ${name} is ${least}, but at most ${most} sell before it goes bad.`;
      findings.push({ code: 'minimum-goes-bad', words, severity: 'warning', values: { item: item.id, least, most } });
    }
  }
  return findings;
}

/** Decided orders that could not be placed as they are. */
function checkFixed(item: InventoryItem, { orderPeriods }: Supplier, periods: number): Finding[] {
  const { name, packSize, minimumOrder, maximumOrder = Infinity } = item;
  return (item.fixedOrders ?? []).flatMap(({ period, quantity }): Finding[] => {
    const values = { item: item.id, quantity };
    if (!isAmount(quantity)) {
      return [error('fixed-order', `The order of ${name} is ${quantity}. It must be zero or more.`, { item: item.id })];
    }
    if (quantity === 0) return [];
    if (!Number.isInteger(period) || period < 0 || period + item.leadTime >= periods) {
      return [
        error('fixed-order-late', `The order of ${name} that is decided does not arrive within the plan.`, values),
      ];
    }
    if (orderPeriods && !orderPeriods.includes(period)) {
      return [
        error('fixed-order-closed', `The order of ${name} that is decided falls on a day without orders.`, values),
      ];
    }
    if (quantity < minimumOrder || quantity > maximumOrder) {
      const words = `The order of ${name} that is decided is ${quantity}; orders are between ${minimumOrder} and ${maximumOrder}.`;
      return [error('fixed-order-bounds', words, values)];
    }
    const packs = packSize === null ? 0 : quantity / packSize;
    if (Math.abs(packs - Math.round(packs)) <= 1e-6) return [];
    return [error('fixed-order-packs', `The order of ${name} that is decided is not in whole packs.`, values)];
  });
}

/** Demand that is above what is there and on its way, before anything ordered now can come. */
function findEarlyGap(item: InventoryItem, periods: number): number {
  let demand = 0;
  let gap = 0;
  for (let period = 0; period < Math.min(item.leadTime, periods); period += 1) {
    demand += item.demand[period] ?? 0;
    const due = (item.onOrder ?? []).filter((delivery) => delivery.period <= period);
    gap = Math.max(gap, demand - item.stock - due.reduce((sum, { quantity }) => sum + quantity, 0));
  }
  return gap;
}

function mostInWindow(demand: readonly number[], length: number): number {
  let sum = 0;
  let most = 0;
  for (const [period, units] of demand.entries()) {
    sum += units - (demand[period - length] ?? 0);
    most = Math.max(most, sum);
  }
  return most;
}

/** Goods that are there, or on their way, and fit nowhere. */
function checkStorage(input: InventoryInput): Finding[] {
  for (let period = 0; period < input.periods; period += 1) {
    const limit = limitAt(input.storageLimit, period);
    if (limit === Infinity) continue;
    const stored = input.items.reduce((sum, item) => sum + item.volume * leftAnyway(item, period), 0);
    if (stored > limit * (1 + 1e-9) + 1e-9) {
      const words = `At the end of period ${period + 1} the goods that are there or on their way take ${round(stored)} of storage; there is room for ${limit}.`;
      return [error('storage-full', words, { period: period + 1, stored: round(stored), limit })];
    }
  }
  return [];
}

/** Units left if nothing more is ordered. What goes bad can be thrown away, so it is not counted. */
function leftAnyway(item: InventoryItem, until: number): number {
  if (item.shelfLife !== undefined || item.stockLife !== undefined) return 0;
  let stock = item.stock;
  for (let period = 0; period <= until; period += 1) {
    for (const due of item.onOrder ?? []) if (due.period === period) stock += due.quantity;
    stock = Math.max(0, stock - (item.demand[period] ?? 0));
  }
  return stock;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
