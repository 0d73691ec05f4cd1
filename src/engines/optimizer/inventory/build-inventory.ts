import { LinearModel, type Term } from '../model/linear-model.ts';
import type { InventoryInput, InventoryItem, InventoryLimit, Supplier } from './types.ts';
import { limitAt } from './types.ts';

/** Variables of one item in one period; null where there is none. Orders stand at the period of arrival. */
export interface Cell {
  readonly packs: number | null;
  /** Yes/no: something arrives. The item's own, or that of the supplier's delivery. */
  readonly gate: number | null;
  readonly ownGate: boolean;
  readonly stock: number;
  readonly lost: number | null;
  readonly waste: number | null;
  /** Unsold buffer of one-period goods: expected, so not charged again. */
  readonly unsold: number | null;
  readonly short: readonly number[];
  /** No more units than this can come in, or be there from the start. */
  readonly mostIn: number;
}

export interface BuiltInventory {
  readonly input: InventoryInput;
  readonly model: LinearModel;
  /** Yes/no variables of each supplier's deliveries, by the period in which the order is placed; see `Cell.gate`. */
  readonly deliveries: ReadonlyMap<string, readonly (number | null)[]>;
  /** [item][period] */
  readonly cells: readonly (readonly Cell[])[];
  /** Rows that a person set as limits. */
  readonly limits: readonly { readonly row: number; readonly limit: InventoryLimit; readonly period: number }[];
}

/** Periods that one (l,S) inequality looks ahead. */
const WINDOW = 4;

/**
 * Lot sizing with lost sales, as a mixed-integer model. Orders are bounded by what the rest of the horizon can use,
 * and (l,S) inequalities over short windows tighten the relaxation (Barany, Van Roy & Wolsey 1984).
 */
export function buildInventory(input: InventoryInput): BuiltInventory {
  const model = new LinearModel('minimize');
  const limits: { row: number; limit: InventoryLimit; period: number }[] = [];
  const gates = new Map(
    input.suppliers.map((supplier) => [supplier.id, addDeliveries(model, supplier, input.periods)]),
  );
  const suppliers = new Map(input.suppliers.map((supplier) => [supplier.id, supplier]));
  const keepsUntilOld = !mayMakeRoom(input);
  const cells = input.items.map((item) => {
    const supplier = suppliers.get(item.supplier);
    const row = addItem(model, input.periods, item, supplier, gates.get(item.supplier) ?? []);
    addBalances(model, item, row, limits);
    addBuffers(model, item, row);
    addShelfLife(model, item, row);
    if (keepsUntilOld) addSpoiling(model, item, row);
    addWindows(model, item, row);
    model.offset -= (item.lostSaleCost ?? 0) * countUnavoidable(item);
    return row;
  });
  for (let period = 0; period < input.periods; period += 1) {
    addSharedLimits(model, input, cells, period, limits);
    for (const supplier of input.suppliers) {
      addSupplierMinimum(model, input, supplier, cells, gates.get(supplier.id) ?? [], period, limits);
    }
  }
  return { input, model, deliveries: gates, cells, limits };
}

/** One yes/no variable a period of ordering; null where a delivery costs nothing and asks for nothing. */
function addDeliveries(model: LinearModel, supplier: Supplier, periods: number): (number | null)[] {
  const matters = supplier.deliveryCost > 0 || (supplier.minimumValue ?? 0) > 0;
  return Array.from({ length: periods }, (_, period) =>
    matters ? model.addBinary(`order from ${supplier.name} in period ${period + 1}`, supplier.deliveryCost) : null,
  );
}

function addItem(
  model: LinearModel,
  periods: number,
  item: InventoryItem,
  supplier: Supplier | undefined,
  deliveries: readonly (number | null)[],
): Cell[] {
  const unit = item.packSize ?? 1;
  const minimum = item.minimumOrder > 0 ? roundUp(item.minimumOrder, item.packSize) : 0;
  return Array.from({ length: periods }, (_, period): Cell => {
    const at = `${item.name} in period ${period + 1}`;
    const demand = item.demand[period] ?? 0;
    const placed = period - item.leadTime;
    const open = placed >= 0 && (supplier?.orderPeriods?.includes(placed) ?? true);
    const fixed = item.fixedOrders?.find((order) => order.period === placed)?.quantity;
    const most = fixed ?? (open ? largestOrder(item, supplier, period, periods) : 0);
    let packs: number | null = null;
    let gate: number | null = null;
    let ownGate = false;
    if (most > 0) {
      const price = (item.costByPeriod?.[placed] ?? item.unitCost) - item.unitCost;
      packs = model.addVariable({
        name: `arrival of ${at}`,
        lower: (fixed ?? 0) / unit,
        upper: most / unit,
        cost: price * unit,
        integer: item.packSize !== null,
      });
      const delivery = deliveries[placed] ?? null;
      ownGate = item.orderCost > 0 || minimum > 0;
      gate = ownGate ? model.addBinary(`order for ${at}`, item.orderCost) : delivery;
      if (gate !== null) {
        addAtMost(model, `nothing of ${at} without an order`, [packs, unit], [gate, most]);
        if (minimum > 0) addAtMost(model, `minimum order of ${at}`, [gate, minimum], [packs, unit]);
        if (ownGate && delivery !== null) addAtMost(model, `delivery for ${at}`, [gate, 1], [delivery, 1]);
      }
    }
    const buffer = item.buffers?.[period];
    return {
      mostIn: most + sumOnOrder(item, period, period) + (period === 0 ? item.stock : 0),
      packs,
      gate,
      ownGate,
      stock: model.addVariable({ name: `stock of ${at}`, cost: item.holdingCost }),
      lost:
        item.lostSaleCost === null
          ? null
          : model.addVariable({ name: `lost sales of ${at}`, upper: demand, cost: item.lostSaleCost }),
      waste:
        item.shelfLife === undefined && item.stockLife === undefined
          ? null
          : model.addVariable({ name: `waste of ${at}`, cost: item.unitCost }),
      unsold:
        item.shelfLife === 1 && buffer && buffer.target > 0
          ? model.addVariable({ name: `unsold buffer of ${at}`, upper: buffer.target })
          : null,
      short: (buffer?.segments ?? []).map(({ width, price }) =>
        model.addVariable({ name: `buffer missing for ${at}`, upper: width, cost: price }),
      ),
    };
  });
}

/** Row: factor · left ≤ factor · right. */
function addAtMost(model: LinearModel, name: string, left: Term, [right, factor]: Term): void {
  model.addRow({ name, upper: 0, terms: [left, [right, -factor]] });
}

/**
 * The most that is worth having arrive in a period: the demand it can still serve and the buffer, in whole packs, or
 * what a minimum forces.
 */
function largestOrder(item: InventoryItem, supplier: Supplier | undefined, period: number, periods: number): number {
  const end = Math.min(periods, period + (item.shelfLife ?? periods));
  let need = 0;
  let buffer = 0;
  for (let later = period; later < end; later += 1) {
    need += item.demand[later] ?? 0;
    buffer = Math.max(buffer, item.buffers?.[later]?.target ?? 0);
  }
  const forMinimum = item.unitCost > 0 ? (supplier?.minimumValue ?? 0) / item.unitCost : 0;
  const useful = roundUp(Math.max(need + buffer, item.minimumOrder, forMinimum), item.packSize);
  const most = item.maximumOrder ?? Infinity;
  if (useful <= most) return useful;
  const unit = item.packSize;
  return unit === null ? most : Math.floor(most / unit + 1e-9) * unit;
}

function roundUp(quantity: number, packSize: number | null): number {
  return packSize === null ? quantity : Math.ceil(quantity / packSize - 1e-9) * packSize;
}

function addBalances(
  model: LinearModel,
  item: InventoryItem,
  cells: readonly Cell[],
  limits: { row: number; limit: InventoryLimit; period: number }[],
): void {
  for (const [period, cell] of cells.entries()) {
    const before = cells[period - 1];
    const known = (before ? 0 : item.stock) + sumOnOrder(item, period, period);
    const terms: Term[] = [[cell.stock, -1]];
    if (before) terms.push([before.stock, 1]);
    if (cell.packs !== null) terms.push([cell.packs, item.packSize ?? 1]);
    if (cell.lost !== null) terms.push([cell.lost, 1]);
    if (cell.waste !== null) terms.push([cell.waste, -1]);
    if (cell.unsold !== null) terms.push([cell.unsold, -1]);
    const balance = (item.demand[period] ?? 0) - known;
    const row = model.addRow({
      name: `demand for ${item.name} in period ${period + 1}`,
      lower: balance,
      upper: balance,
      terms,
    });
    if (cell.lost === null) limits.push({ row, limit: 'demand', period });
  }
}

function addBuffers(model: LinearModel, item: InventoryItem, cells: readonly Cell[]): void {
  for (const [period, cell] of cells.entries()) {
    const target = item.buffers?.[period]?.target ?? 0;
    if (target <= 0) continue;
    const terms: Term[] = [[cell.stock, 1], ...cell.short.map((short): Term => [short, 1])];
    if (item.shelfLife === 1) {
      if (cell.waste !== null) terms.push([cell.waste, 1]);
      if (cell.unsold !== null) terms.push([cell.unsold, 1]);
    }
    model.addRow({ name: `buffer of ${item.name} in period ${period + 1}`, lower: target, terms });
  }
}

/** Old units go first, so nothing too old is left when the stock is no more than what came in lately. */
function addShelfLife(model: LinearModel, item: InventoryItem, cells: readonly Cell[]): void {
  const { shelfLife = Infinity } = item;
  const stockLife = item.stockLife ?? shelfLife;
  for (const [period, cell] of cells.entries()) {
    const oldest = period - shelfLife + 2;
    // Without a limit on deliveries' age there is none on the mix while any of the first stock may still be good.
    if (oldest <= 0 && period < stockLife - 1) continue;
    const terms: Term[] = [[cell.stock, 1]];
    for (let at = Math.max(0, oldest); at <= period; at += 1) {
      const packs = cells[at]?.packs;
      if (packs !== null && packs !== undefined) terms.push([packs, -(item.packSize ?? 1)]);
    }
    const first = period < stockLife - 1 ? item.stock : 0;
    model.addRow({
      name: `age of ${item.name} in period ${period + 1}`,
      upper: first + sumOnOrder(item, Math.max(0, oldest), period),
      terms,
    });
  }
}

/**
 * Only what goes bad in a period is thrown away in it: nobody throws good food away because it will go bad later, though
 * that would save keeping it.
 */
function addSpoiling(model: LinearModel, item: InventoryItem, cells: readonly Cell[]): void {
  const { shelfLife = Infinity } = item;
  const stockLife = item.stockLife ?? shelfLife;
  for (const [period, cell] of cells.entries()) {
    if (cell.waste === null) continue;
    const came = period - shelfLife + 1;
    const packs = came >= 0 ? (cells[came]?.packs ?? null) : null;
    const known = (came >= 0 ? sumOnOrder(item, came, came) : 0) + (period === stockLife - 1 ? item.stock : 0);
    const terms: Term[] = [[cell.waste, 1]];
    if (cell.unsold !== null) terms.push([cell.unsold, 1]);
    if (packs === null)
      for (const [index] of terms) model.setBounds(index, 0, Math.min(known, model.variable(index).upper));
    else terms.push([packs, -(item.packSize ?? 1)]);
    model.addRow({ name: `spoilt ${item.name} in period ${period + 1}`, upper: known, terms });
  }
}

/** Whether goods may have to be thrown away early, to make room or to keep limits while demand must be met. */
function mayMakeRoom(input: InventoryInput): boolean {
  if (input.storageLimit === undefined) return false;
  if (input.items.some(({ lostSaleCost }) => lostSaleCost === null)) return true;
  const used = input.items.map(() => 0);
  for (let period = 0; period < input.periods; period += 1) {
    let stored = 0;
    for (const [at, item] of input.items.entries()) {
      used[at] = (used[at] ?? 0) + (item.demand[period] ?? 0);
      stored += item.volume * Math.max(0, item.stock + sumOnOrder(item, 0, period) - (used[at] ?? 0));
    }
    if (stored > limitAt(input.storageLimit, period)) return true;
  }
  return false;
}

/** Stock at the start of a window covers its demand until something arrives, or sales are lost. */
function addWindows(model: LinearModel, item: InventoryItem, cells: readonly Cell[]): void {
  for (let start = 0; start < cells.length; start += 1) {
    if (cells[start]?.gate === null) continue;
    const before = cells[start - 1];
    const terms: Term[] = before ? [[before.stock, 1]] : [];
    let constant = before ? 0 : item.stock;
    const gates: number[] = [];
    for (let end = start; end < Math.min(cells.length, start + WINDOW); end += 1) {
      const cell = cells[end];
      if (!cell || (cell.packs !== null && cell.gate === null)) break;
      const demand = item.demand[end] ?? 0;
      if (cell.gate !== null) gates.push(cell.gate);
      if (cell.lost !== null) terms.push([cell.lost, 1]);
      for (const gate of gates) terms.push([gate, demand]);
      constant += sumOnOrder(item, end, end) - demand;
      const target = item.buffers?.[end]?.target ?? 0;
      const short =
        target > 0 ? [...cell.short.map((index): Term => [index, 1]), ...gates.map((g): Term => [g, target])] : [];
      model.addRow({
        name: `cover of ${item.name} in periods ${start + 1} to ${end + 1}`,
        lower: target - constant,
        terms: [...terms, ...short],
      });
    }
  }
}

function addSharedLimits(
  model: LinearModel,
  input: InventoryInput,
  cells: readonly (readonly Cell[])[],
  period: number,
  limits: { row: number; limit: InventoryLimit; period: number }[],
): void {
  const storage = limitAt(input.storageLimit, period);
  if (storage < Infinity) {
    const terms = input.items.flatMap((item, index): Term[] => {
      const cell = cells[index]?.[period];
      return cell && item.volume > 0 ? [[cell.stock, item.volume]] : [];
    });
    const row = model.addRow({ name: `storage in period ${period + 1}`, upper: storage, terms });
    limits.push({ row, limit: 'storage', period });
  }
  const budget = limitAt(input.budget, period);
  if (budget < Infinity) {
    const terms = input.items.flatMap((item, index) => spendTerms(item, cells[index], period));
    const row = model.addRow({ name: `budget of period ${period + 1}`, upper: budget, terms });
    limits.push({ row, limit: 'budget', period });
  }
}

function addSupplierMinimum(
  model: LinearModel,
  input: InventoryInput,
  supplier: Supplier,
  cells: readonly (readonly Cell[])[],
  gates: readonly (number | null)[],
  period: number,
  limits: { row: number; limit: InventoryLimit; period: number }[],
): void {
  const gate = gates[period] ?? null;
  const { minimumValue = 0 } = supplier;
  if (gate === null || minimumValue <= 0) return;
  const spend = input.items.flatMap((item, index) =>
    item.supplier === supplier.id ? spendTerms(item, cells[index], period) : [],
  );
  const row = model.addRow({
    name: `minimum of ${supplier.name} in period ${period + 1}`,
    lower: 0,
    terms: [...spend, [gate, -minimumValue]],
  });
  limits.push({ row, limit: 'supplier-minimum', period });
}

/** Money for what is ordered of an item in a period. */
function spendTerms(item: InventoryItem, cells: readonly Cell[] | undefined, period: number): Term[] {
  const packs = cells?.[period + item.leadTime]?.packs ?? null;
  if (packs === null) return [];
  return [[packs, (item.costByPeriod?.[period] ?? item.unitCost) * (item.packSize ?? 1)]];
}

function sumOnOrder(item: InventoryItem, from: number, to: number): number {
  return (item.onOrder ?? []).reduce(
    (sum, { period, quantity }) => sum + (period >= from && period <= to ? quantity : 0),
    0,
  );
}

/** Units that are lost whatever is ordered: demand before the first delivery that can still be ordered. */
export function countUnavoidable(item: InventoryItem): number {
  if (item.lostSaleCost === null) return 0;
  let demand = 0;
  let worst = 0;
  for (let period = 0; period < Math.min(item.leadTime, item.demand.length); period += 1) {
    demand += item.demand[period] ?? 0;
    worst = Math.max(worst, demand - item.stock - sumOnOrder(item, 0, period));
  }
  return worst;
}
