/**
 * What would a year of the sample company's orders have cost? Each week the products are forecast from what was known
 * then, orders are planned by the optimiser and carried out for seven days; beside it the reorder-point rule, followed
 * every day, ordering last week's use again, and filling up to last week's use after a look at the shelf. Same demand, same costs, shelves filled alike at the start. Exit code
 * 1 when the plan is not the cheapest.
 *
 *   npm run eval:inventory-year [-- --weeks 52] [--json]
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { applyChanges } from '../../skills/plan-inventory/apply-changes.ts';
import { buildProblem, type Problem } from '../../skills/plan-inventory/build-problem.ts';
import { chooseHorizon, type Horizon } from '../../skills/plan-inventory/choose-horizon.ts';
import { correlate, type Trade } from '../../skills/plan-inventory/expect-use.ts';
import { forecastSales } from '../../skills/plan-inventory/forecast-sales.ts';
import { linkItem } from '../../skills/plan-inventory/link-items.ts';
import { ordersLikeLastWeek, sameDayBefore } from '../../skills/plan-inventory/order-like-last-week.ts';
import { type Margins, readMargins } from '../../skills/plan-inventory/price-shortage.ts';
import { USUAL_HOLDING_RATE } from '../../skills/plan-inventory/read-limits.ts';
import { followLastWeek } from '../../skills/plan-inventory/simple-ways.ts';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { ItemRecord, ProductRecord, RecipeRecord, SupplierRecord } from '../../src/contracts/record.ts';
import { forecast } from '../../src/engines/forecaster/forecast.ts';
import { buildInventory } from '../../src/engines/optimizer/inventory/build-inventory.ts';
import { readInventoryPlan } from '../../src/engines/optimizer/inventory/read-inventory-plan.ts';
import { findReorderRules, followReorderRules } from '../../src/engines/optimizer/inventory/reorder-point.ts';
import type { OrderRule } from '../../src/engines/optimizer/inventory/simulate-orders.ts';
import { solveInventory } from '../../src/engines/optimizer/inventory/solve-inventory.ts';
import { hasPlan } from '../../src/engines/optimizer/model/solution.ts';
import { warmSolver } from '../../src/engines/optimizer/model/warm-solver.ts';
import type { SeriesPoint } from '../../src/metrics/metric-series.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { generateSampleCompany } from '../../src/sample/generate-sample-company.ts';

const END = '2026-11-22';
const { values } = parseArgs({
  options: { weeks: { type: 'string', default: '52' }, json: { type: 'boolean', default: false } },
});
const WEEKS = Number(values.weeks);

const sample = generateSampleCompany({ endDate: END });
const recordsOf = <T>(kind: string): T[] =>
  // The sample's records are of the form of their kind; tests/unit/sample checks them.
  sample.records.filter((record) => record.kind === kind).map(({ record }) => record as T);
const items = recordsOf<ItemRecord>('item');
const suppliers = recordsOf<SupplierRecord>('supplier');
const recipes = recordsOf<RecipeRecord>('recipe');
const listed = recordsOf<ProductRecord>('product');
const storage = sample.settings.find(({ key }) => key === 'storage-limit')?.value;

const sold = new Map<string, Map<IsoDate, number>>();
for (const { metric, dims, day, value } of sample.rows) {
  if (metric !== 'quantity' || dims.product === undefined) continue;
  const days = sold.get(dims.product) ?? new Map<IsoDate, number>();
  days.set(day, (days.get(day) ?? 0) + value);
  sold.set(dims.product, days);
}
const names = [...sold.keys()];
const allDays = [...new Set(sample.rows.map(({ day }) => day))].sort();
const open = new Set([...sold.values()].flatMap((days) => [...days.keys()]));
const known = new Set(names.map(nameKey));
const uses = new Map(items.map((item) => [nameKey(item.name), linkItem(item, recipes, known)]));

/** What was really used of an item on a day. */
function usedOf(id: string, day: IsoDate): number {
  const use = uses.get(id);
  if (!use || use.kind === 'unknown') return 0;
  if (use.kind === 'weekly') return open.has(day) ? use.perWeek / 7 : 0;
  return use.uses.reduce((sum, { product, quantity }) => sum + quantity * soldOn(product, day), 0);
}

function soldOn(product: string, day: IsoDate): number {
  const name = names.find((one) => nameKey(one) === product);
  return name === undefined ? 0 : (sold.get(name)?.get(day) ?? 0);
}

interface Lot {
  units: number;
  /** First day on which it cannot be used. */
  readonly end: IsoDate;
}

interface Shelf {
  lots: Lot[];
  due: { readonly day: IsoDate; readonly quantity: number }[];
}

const COSTS = ['delivery', 'holding', 'lost', 'waste'] as const;

/** One way to order, with shelves of its own. */
interface Policy {
  readonly name: string;
  readonly shelves: Map<string, Shelf>;
  readonly costs: Record<(typeof COSTS)[number], number>;
  served: number;
  wanted: number;
  deliveries: number;
}

const FOREVER = '9999-12-31';
const endOf = (item: ItemRecord, day: IsoDate) =>
  item.shelfLifeDays === undefined ? FOREVER : addDays(day, item.shelfLifeDays);

function startPolicy(name: string, day: IsoDate): Policy {
  return {
    name,
    shelves: new Map(
      items.map((item) => [nameKey(item.name), { lots: [{ units: item.stock ?? 0, end: endOf(item, day) }], due: [] }]),
    ),
    costs: { delivery: 0, holding: 0, lost: 0, waste: 0 },
    served: 0,
    wanted: 0,
    deliveries: 0,
  };
}

const unitsOf = (lots: readonly Lot[]): number => lots.reduce((sum, { units }) => sum + units, 0);
const recordOf = new Map(items.map((item) => [nameKey(item.name), item]));
const feeOf = new Map(suppliers.map(({ name, deliveryCost }) => [nameKey(name), deliveryCost ?? 0]));

async function forecastAll(today: IsoDate, horizon: Horizon): Promise<Trade> {
  const past = allDays.filter((day) => day <= today);
  const closedWeekdays = [0, 1, 2, 3, 4, 5, 6].filter((weekday) =>
    past.every((day) => weekdayOf(day) !== weekday || !open.has(day)),
  );
  const known = sample.calendar.filter(({ kind, location }) => kind === 'closed' && !location).map(({ day }) => day);
  const products = [];
  for (const name of names) {
    const points = past.map(
      (t): SeriesPoint =>
        open.has(t) ? { t, y: sold.get(name)?.get(t) ?? 0, state: 'open' } : { t, y: null, state: 'closed' },
    );
    const product = {
      key: nameKey(name),
      name,
      metric: 'quantity',
      filter: {},
      earned: null,
      grain: 'day' as const,
      points,
      nonNegative: true,
      closedWeekdays,
      knownClosed: known,
      unitsEach: 1,
    };
    const ahead = { start: horizon.dates[0] ?? '', end: horizon.end, coverDays: 4 };
    products.push(await forecastSales(async (input) => forecast(input), product, ahead));
  }
  return {
    products: new Map(products.map((one) => [one.key, one])),
    correlation: correlate(products),
    whole: null,
    demand: [],
    start: horizon.dates[0] ?? '',
  };
}

const room = applyChanges(
  {
    items,
    suppliers,
    limits: {
      storage: typeof storage === 'number' ? storage : null,
      budget: null,
      serviceLevel: 0.95,
      holdingRate: USUAL_HOLDING_RATE,
    },
  },
  [],
  names,
);

/** The problem as it stands for one policy's shelves. */
function problemFor(policy: Policy, horizon: Horizon, trade: Trade, margins: Margins): Problem {
  const start = horizon.dates[0] ?? '';
  const stocked = items.map((item): ItemRecord => {
    const { countedOn: _counted, ...rest } = item;
    return { ...rest, stock: unitsOf(policy.shelves.get(nameKey(item.name))?.lots ?? []) };
  });
  const deliveries = [...policy.shelves].flatMap(([item, { due }]) => due.map((one) => ({ item, ...one })));
  const made = buildProblem({
    room: { ...room, items: stocked },
    horizon,
    trade,
    uses,
    margins,
    deliveries,
    usualCost: 1,
    freshIsOrdered: false,
  });
  return {
    ...made,
    input: {
      ...made.input,
      items: made.input.items.map((item) => {
        if (item.shelfLife === undefined) return item;
        const lots = policy.shelves.get(item.id)?.lots ?? [];
        // What the house counts on without knowing is known here: how long the units there can be used, on average.
        const days = lots.reduce((sum, { units, end }) => sum + units * daysBetween(start, end), 0);
        const units = unitsOf(lots);
        return { ...item, stock: units, stockLife: Math.max(1, Math.round(units > 0 ? days / units : 1)) };
      }),
    },
  };
}

const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

type Decide = (day: number, item: number, shelf: Shelf) => number;

/** Seven days: orders go out, deliveries come in, people buy, what is too old goes, what is left is kept. */
function liveWeek(policy: Policy, problem: Problem, start: IsoDate, margins: Margins, decide: Decide): void {
  for (let offset = 0; offset < 7; offset += 1) {
    const day = addDays(start, offset);
    const visited = new Set<string>();
    const missing = new Map<string, number>();
    for (const [at, item] of problem.input.items.entries()) {
      const shelf = policy.shelves.get(item.id);
      const record = recordOf.get(item.id);
      if (!shelf || !record) continue;
      for (const { quantity } of shelf.due.filter((one) => one.day === day)) {
        shelf.lots.push({ units: quantity, end: endOf(record, day) });
      }
      shelf.due = shelf.due.filter((one) => one.day > day);
      const ordered = decide(offset, at, shelf);
      if (ordered > 0) {
        visited.add(item.supplier);
        if (item.leadTime === 0) shelf.lots.push({ units: ordered, end: endOf(record, day) });
        else shelf.due.push({ day: addDays(day, item.leadTime), quantity: ordered });
      }
      const wanted = usedOf(item.id, day);
      missing.set(item.id, wanted > 0 ? (wanted - take(shelf, wanted)) / wanted : 0);
      const old = shelf.lots.filter(({ end }) => end <= addDays(day, 1));
      policy.costs.waste += unitsOf(old) * item.unitCost;
      shelf.lots = shelf.lots.filter(({ end, units }) => end > addDays(day, 1) && units > 1e-9);
      policy.costs.holding += unitsOf(shelf.lots) * item.holdingCost;
    }
    for (const supplier of visited) policy.costs.delivery += feeOf.get(supplier) ?? 0;
    policy.deliveries += visited.size;
    sell(policy, missing, margins, day);
  }
}

function take(shelf: Shelf, wanted: number): number {
  let left = wanted;
  for (const lot of shelf.lots.sort((a, b) => (a.end < b.end ? -1 : 1))) {
    const taken = Math.min(lot.units, left);
    lot.units -= taken;
    left -= taken;
  }
  return wanted - left;
}

/** A sale is lost once, however many of its ingredients are missing. */
function sell(policy: Policy, missing: ReadonlyMap<string, number>, margins: Margins, day: IsoDate): void {
  for (const name of names) {
    const product = nameKey(name);
    const wanted = soldOn(product, day);
    let share = 0;
    for (const [item, gone] of missing) {
      const use = uses.get(item);
      if (use?.kind === 'products' && use.uses.some((one) => one.product === product)) share = Math.max(share, gone);
    }
    policy.wanted += wanted;
    policy.served += wanted * (1 - share);
    policy.costs.lost += wanted * share * (margins.of(product) ?? 0);
  }
}

function askRule({ input }: Problem, rule: OrderRule | null, period: number, at: number, shelf: Shelf): number {
  const item = input.items[at];
  if (!item || !rule) return 0;
  const outstanding = shelf.due.reduce((sum, { quantity }) => sum + quantity, 0);
  // Closed days are closed for every policy.
  const decided = item.fixedOrders?.find((order) => order.period === period)?.quantity;
  return decided ?? rule({ item, period, stock: unitsOf(shelf.lots), outstanding });
}

warmSolver();
const first = addDays(END, 1 - 7 * WEEKS);
const planned = startPolicy('plan, made anew each week', first);
const ruled = startPolicy('reorder points, every day', first);
const repeated = startPolicy("last week's use again", first);
const corrected = startPolicy("filled up to last week's use", first);
const policies = [planned, ruled, repeated, corrected];
const gaps: number[] = [];
const begun = performance.now();
for (let week = 0; week < WEEKS; week += 1) {
  const start = addDays(first, 7 * week);
  const today = addDays(start, -1);
  const horizon = chooseHorizon(today, undefined, items, suppliers);
  const trade = await forecastAll(today, horizon);
  const margins = readMargins({ products: listed, items, recipes, sales: trade.products });

  const own = problemFor(planned, horizon, trade, margins);
  const built = buildInventory(own.input);
  const solution = solveInventory(built, { timeLimitMs: 4_000, gap: 0.02 });
  if (!hasPlan(solution)) throw new Error(`no plan for the week of ${start}: ${solution.status}`);
  gaps.push(solution.gap);
  const plan = readInventoryPlan(own.input, built, solution);
  liveWeek(planned, own, start, margins, (day, item) => plan.items[item]?.orders[day] ?? 0);

  const simple = problemFor(ruled, horizon, trade, margins);
  const rule = followReorderRules(simple.input, findReorderRules(simple.input));
  liveWeek(ruled, simple, start, margins, (period, at, shelf) => askRule(simple, rule, period, at, shelf));

  const again = problemFor(repeated, horizon, trade, margins);
  const orders =
    ordersLikeLastWeek(again.input, horizon, (item, day) => usedOf(item.id, sameDayBefore(day, start))) ?? [];
  liveWeek(repeated, again, start, margins, (day, item) => orders[item]?.[day] ?? 0);

  const looked = problemFor(corrected, horizon, trade, margins);
  const fill = followLastWeek(looked.input, horizon, (item, day) => usedOf(item.id, sameDayBefore(day, start)));
  liveWeek(corrected, looked, start, margins, (period, at, shelf) => askRule(looked, fill, period, at, shelf));
}

const results = policies.map((policy) => ({
  policy: policy.name,
  total: COSTS.reduce((sum, cost) => sum + policy.costs[cost], 0),
  ...policy.costs,
  served: policy.served / policy.wanted,
  deliveries: policy.deliveries,
}));
const [plan, ...others] = results;
const won = plan !== undefined && others.every(({ total }) => plan.total < total);
const gap = { mean: gaps.reduce((sum, one) => sum + one, 0) / gaps.length, most: Math.max(...gaps) };
const seconds = (performance.now() - begun) / 1_000;
const load = loadavg().map((value) => Number(value.toFixed(1)));
if (values.json) console.log(JSON.stringify({ weeks: WEEKS, results, gap, seconds, load, won }));
else {
  console.table(
    results.map((row) => ({
      ...row,
      ...Object.fromEntries(['total', ...COSTS].map((key) => [key, Math.round(row[key as 'total'])])),
      served: `${(100 * row.served).toFixed(2)}%`,
    })),
  );
  for (const other of plan ? others : []) {
    const less = 1 - (plan?.total ?? 0) / other.total;
    console.log(`The plan costs ${(100 * less).toFixed(1)}% less than: ${other.policy}.`);
  }
  console.log(
    `${WEEKS} weeks in ${seconds.toFixed(0)} s; gap ${(100 * gap.mean).toFixed(2)}% on average, ${(100 * gap.most).toFixed(2)}% at most. Load average ${load.join(', ')} on ${availableParallelism()} cores.`,
  );
}
process.exitCode = won ? 0 : 1;
