import { addDays, dayNumber } from '../../src/calendar/civil-day.ts';
import type { Filter } from '../../src/contracts/catalogue.ts';
import type { PlanRequest } from '../../src/contracts/plan.ts';
import type { ItemRecord, RecipeRecord } from '../../src/contracts/record.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { type RecordBook, readRecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import { matchName, namesHolding } from '../planning/closest-names.ts';
import type { Gathered } from '../planning/plan-maker.ts';
import { applyChanges, type Changed } from './apply-changes.ts';
import { askForCosts, askForItems, askForStock, askForUse } from './ask-missing.ts';
import { buildProblem, type Problem } from './build-problem.ts';
import { chooseHorizon, type Horizon, leadDaysOf, reviewDays, suppliersOf } from './choose-horizon.ts';
import { listExpectations } from './expect-sales.ts';
import { correlate, type Trade, type WholeTrade } from './expect-use.ts';
import { findNamed } from './find-named.ts';
import { type Ahead, type Forecast, forecastSales, type SalesPast } from './forecast-sales.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { type ItemUse, linkItem, productKeys } from './link-items.ts';
import { listAssumptions } from './list-assumptions.ts';
import { sameDayBefore, type UsedBefore } from './order-like-last-week.ts';
import { readMargins } from './price-shortage.ts';
import { readDeliveries } from './read-deliveries.ts';
import { readLimits } from './read-limits.ts';
import { type ReadSales, readSales } from './read-sales.ts';
import type { ProductSales } from './sales-history.ts';
import { settleOrders } from './settle-orders.ts';
import { scoreSimpleWays } from './simple-ways.ts';
import type { Delivery } from './start-stock.ts';

/** A plan is asked for in a chat: what is proven by then is good enough. */
const TIME_LIMIT_MS = 7_000;
const GAP = 0.02;
/** Forecasts of all products, waiting for a thread included. */
const FORECAST_MS = 90_000;
/** Stock counted longer ago than this is said to be old. Days. */
const FRESH_COUNT_DAYS = 3;

const KINDS = ['item', 'supplier', 'recipe', 'product'] as const;

/** Reads lists, sales and limits, forecasts what is used of each item, and puts the problem together. */
export async function gather(ctx: SkillContext, request: PlanRequest): Promise<Gathered<'inventory', InventoryBasis>> {
  const { book, deliveries, changes } = await ctx.data(async (tx) => ({
    book: await readRecordBook(tx, KINDS),
    deliveries: await readDeliveries(tx, ctx.today),
    changes: await settleOrders(tx, request),
  }));
  const items = book.of('item').map(({ record }) => record);
  const recipes = book.of('recipe').map(({ record }) => record);
  if (items.length === 0) return { kind: 'missing', answer: askForItems() };
  if (items.every(({ cost }) => cost === undefined)) return { kind: 'missing', answer: askForCosts(items) };
  const start = addDays(ctx.today, 1);
  const filter = placeFilter(ctx, request.filter ?? {}, productKeys(items, recipes));
  const sales = await readSales(ctx, {
    products: productKeys(items, recipes),
    needsWhole: items.some(({ weeklyUse }) => weeklyUse !== undefined),
    filter,
    period: { start, end: addDays(start, FURTHEST_READ) },
  });
  const names = [...sales.products.map(({ name }) => name), ...recipes.map(({ product }) => product)];
  const suppliers = book.of('supplier').map(({ record }) => record);
  const changed = applyChanges({ items, suppliers, limits: readLimits(book) }, changes, names);
  const known = new Set(sales.products.map(({ key }) => key));
  const uses = new Map(changed.items.map((item) => [nameKey(item.name), linkItem(item, recipes, known)]));
  const linked = changed.items.filter(({ name }) => uses.get(nameKey(name))?.kind !== 'unknown');
  if (linked.length === 0) return { kind: 'missing', answer: askForUse(items) };
  if (request.assume !== true && linked.some(({ stock }) => stock === undefined)) {
    return { kind: 'missing', answer: askForStock(linked, request) };
  }
  const room = { ...changed, items: linked };
  const horizon = chooseHorizon(ctx.today, request.period, room.items, room.suppliers);
  ctx.progress('forecasting what you will sell');
  const trade = await forecastTrade(ctx, sales, room, horizon, uses);
  const made = makeProblem({ book, recipes, room, horizon, trade, uses, deliveries });
  const basis = makeBasis(ctx, {
    request,
    book,
    sales,
    changed,
    room,
    recipes,
    horizon,
    trade,
    made,
    deliveries,
    filter,
  });
  return { kind: 'ready', problem: made.input, basis, timeLimitMs: TIME_LIMIT_MS, gap: GAP };
}

/** Closed days are read this far ahead. */
const FURTHEST_READ = 200;

/** What of the filter says where: a product in it is what was asked about, and stock is of items. */
function placeFilter(ctx: SkillContext, filter: Filter, products: ReadonlySet<string>): Filter {
  const isProduct = (key: string) =>
    ctx.catalogue.dimensions.some(
      (one) => one.key === key && one.members.some((member) => products.has(nameKey(member))),
    );
  return Object.fromEntries(Object.entries(filter).filter(([key]) => !isProduct(key)));
}

async function forecastTrade(
  ctx: SkillContext,
  sales: ReadSales,
  room: Changed,
  horizon: Horizon,
  uses: ReadonlyMap<string, ItemUse>,
): Promise<Trade> {
  const supplierOf = suppliersOf(room.suppliers);
  const cycles = room.items.map((item) => leadDaysOf(item, supplierOf(item)) + reviewDays(supplierOf(item)));
  const ahead: Ahead = { start: horizon.dates[0] ?? ctx.today, end: horizon.end, coverDays: middle(cycles) };
  const forecast: Forecast = (input) =>
    ctx.engines.run('forecast', input, { signal: ctx.signal, deadlineMs: FORECAST_MS });
  const needed = new Set(
    [...uses.values()].flatMap((use) => (use.kind === 'products' ? use.uses.map(({ product }) => product) : [])),
  );
  const pasts = sales.products
    .filter(({ key }) => needed.has(key))
    .map((product): SalesPast => {
      const { series, knownClosed } = product.history;
      const money = series.metric.unit === 'currency';
      return {
        ...product,
        ...pastOf(series),
        metric: series.metric.key,
        knownClosed,
        unitsEach: money ? unitsPerMoney(room.items, product.key) : 1,
      };
    });
  const needsWhole = [...uses.values()].some(({ kind }) => kind === 'weekly');
  const wholePast = sales.whole && needsWhole ? wholeOf(sales.whole) : null;
  const [products, whole] = await Promise.all([
    Promise.all(pasts.map((past) => forecastSales(forecast, past, ahead))),
    wholePast ? forecastSales(forecast, wholePast, ahead) : null,
  ]);
  return {
    products: new Map(products.map((one) => [one.key, one])),
    correlation: correlate(products),
    whole: whole ? weekOf(whole, ahead.start) : null,
    demand: room.demand,
    start: ahead.start,
  };
}

const pastOf = ({ points, grain, closedWeekdays, metric }: NonNullable<ReadSales['whole']>['series']) => ({
  points,
  grain,
  closedWeekdays,
  nonNegative: metric.nonNegative,
});

function wholeOf({ series, knownClosed }: NonNullable<ReadSales['whole']>): SalesPast {
  return {
    ...pastOf(series),
    key: '',
    name: series.metric.label,
    metric: series.metric.key,
    filter: series.filter,
    earned: null,
    knownClosed,
    unitsEach: 1,
  };
}

/** Where only money is known: units by the price of what is sold as it is. */
function unitsPerMoney(items: readonly ItemRecord[], product: string): number {
  const sold = items.find((item) => nameKey(item.product ?? item.name) === product);
  return sold?.price ? 1 / sold.price : 1;
}

/** An ordinary week: the average of the last four. */
function weekOf(sales: ProductSales, start: string): WholeTrade {
  const known = [...sales.days].filter(([day, { sd }]) => sd === 0 && day < start).slice(-28);
  const perDay = known.reduce((sum, [, { mean }]) => sum + mean, 0) / Math.max(1, known.length);
  return { sales, perWeek: 7 * perDay };
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1;

interface Known {
  readonly book: RecordBook;
  readonly recipes: readonly RecipeRecord[];
  readonly room: Changed;
  readonly horizon: Horizon;
  readonly trade: Trade;
  readonly uses: ReadonlyMap<string, ItemUse>;
  readonly deliveries: readonly Delivery[];
}

function makeProblem({ book, recipes, room, horizon, trade, uses, deliveries }: Known): Problem {
  const margins = readMargins({
    products: book.of('product').map(({ record }) => record),
    items: room.items,
    recipes,
    sales: trade.products,
  });
  const usualCost = middle(room.items.flatMap(({ cost }) => cost ?? []));
  return buildProblem({ room, horizon, trade, uses, margins, deliveries, usualCost, freshIsOrdered: true });
}

interface Whole extends Omit<Known, 'uses'> {
  readonly request: PlanRequest;
  readonly sales: ReadSales;
  readonly changed: Changed;
  readonly made: Problem;
  readonly filter: Filter;
}

function makeBasis(ctx: SkillContext, parts: Whole): InventoryBasis {
  const { request, book, sales, changed, room, recipes, horizon, trade, made, filter } = parts;
  const start = horizon.dates[0] ?? ctx.today;
  const inPlan = new Set(room.items.map(({ name }) => name));
  const sold = new Set(sales.products.map(({ key }) => key));
  return {
    period: { start, end: horizon.end },
    assumptions: listAssumptions({ book, room, made, changes: request.changes, weekly: horizon.grain === 'week' }),
    sources: mergeSources([...book.sources(KINDS), ...sales.sources]),
    steps: listSteps(parts),
    grain: horizon.grain,
    dates: horizon.dates,
    items: made.items,
    simple: scoreSimpleWays(made, horizon, usedBefore(made, start)),
    expected: listExpectations(trade, sales.source?.metric ?? null, { start, end: horizon.end }),
    unlinked: changed.items.flatMap(({ name }) => (inPlan.has(name) ? [] : [name])),
    unsold: [...new Set(recipes.map(({ product }) => product))].filter((product) => !sold.has(nameKey(product))),
    oldCounts: findOldCounts(room.items, start),
    onTheWay: parts.deliveries.filter(({ day, item }) => day >= start && made.items.some(({ id }) => id === item))
      .length,
    place: Object.values(filter).join(', ') || null,
    storageLimit: made.input.storageLimit === undefined ? null : room.limits.storage,
    asked: askedItems(request, filter, made),
  };
}

/** What was used on the same weekday before the plan: sold, where it is known, else expected. */
function usedBefore(made: Problem, start: string): UsedBefore {
  const index = new Map(made.items.map((item, at) => [item.id, at]));
  return (item, day) => {
    const at = index.get(item.id);
    const use = at === undefined ? undefined : made.uses[at];
    return use ? use.day(sameDayBefore(day, start)).mean : null;
  };
}

function findOldCounts(items: readonly ItemRecord[], start: string): InventoryBasis['oldCounts'] {
  const old = items.filter(
    ({ countedOn }) => countedOn !== undefined && dayNumber(start) - dayNumber(countedOn) - 1 > FRESH_COUNT_DAYS,
  );
  const oldest = old.flatMap(({ countedOn }) => countedOn ?? []).sort()[0];
  return oldest === undefined ? null : { names: old.map(({ name }) => name), oldest };
}

/**
 * The items that were named ("milk" may be several), or the one sold as the product that was. A product that is made
 * of many items names none of them. @throws UserError `unknown-name`
 */
function askedItems(request: PlanRequest, filter: Filter, made: Problem): readonly string[] {
  const inFilter = Object.entries(request.filter ?? {}).find(([key]) => !(key in filter))?.[1];
  const names = made.items.map(({ name }) => name);
  const isItem = (word: string) => matchName(names, word) !== null || namesHolding(names, word).length > 0;
  // "Beans for the latte" names both: the item counts, where it is one.
  const wanted =
    request.item !== undefined && (inFilter === undefined || isItem(request.item)) ? request.item : inFilter;
  if (wanted === undefined) return [];
  const found = matchName(names, wanted);
  if (found !== null) return [found];
  const isWanted = ({ name }: { readonly name: string }) => nameKey(name) === nameKey(wanted);
  const soldAs = made.items.filter(({ products }) => products.length === 1 && products.some(isWanted));
  if (soldAs.length === 1) return soldAs.map(({ name }) => name);
  if (made.items.some(({ products }) => products.some(isWanted))) return [];
  const holding = namesHolding(names, wanted);
  return holding.length > 0 ? holding.slice(0, 3) : [findNamed(names, wanted, 'item')];
}

function listSteps({ sales, horizon, trade, made }: Whole): string[] {
  const { source } = sales;
  const steps = [...trade.products.values()].map(
    ({ name, ahead }) =>
      `${name}: ${ahead.mean.toFixed(0)} units expected (80%: ${ahead.low80.toFixed(0)} to ${ahead.high80.toFixed(0)}).`,
  );
  return [
    ...(source
      ? [`Sales by product: ${source.metric.label} by ${source.dimension}, each forecast from its own past.`]
      : []),
    ...steps,
    `Use of an item: what is sold of each product times what one unit takes; spreads are joined by how products moved together over the last year.`,
    `${made.input.items.length} items over ${horizon.dates.length} ${horizon.grain === 'day' ? 'days' : 'weeks'}.`,
    'An item that runs out stops every sale that needs it; that sale’s margin is what a shortage costs.',
    'Fresh goods that are there already count as being as old as the last delivery may be, at most half their shelf life.',
  ];
}
