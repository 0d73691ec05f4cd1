import type { MetricDefinition, Unit } from '../contracts/catalogue.ts';
import type { NativeGrain } from '../contracts/period.ts';
import type { ColumnRoles, MeasureColumn } from './assign-roles.ts';
import { isNameless, plainWords, slugOf, splitWords } from './clean-text.ts';
import { decideCut } from './decide-cut.ts';
import type { DimensionPlan, MetricColumns, MetricPlan } from './file-understanding.ts';
import { conceptOfSales, type WideGroup } from './find-wide-groups.ts';
import { isFlag } from './flags.ts';
import { freeKey, type IndexedDimension } from './index-dimensions.ts';
import { type MetricConcept, metricConcept } from './metric-concepts.ts';
import { dimensionConcept } from './name-dimension.ts';
import { headerHasCurrency, headerHasPercent, isNamedLikeRate, isNamedLikeTotal, nameMetric } from './name-metric.ts';
import { planRatios } from './plan-ratios.ts';

export interface PlanInput {
  readonly roles: ColumnRoles;
  readonly groups: readonly WideGroup[];
  readonly single: readonly MeasureColumn[];
  readonly dimensions: readonly IndexedDimension[];
  readonly times: Int32Array;
  readonly use: Uint8Array;
  readonly grain: NativeGrain;
}

export interface PlannedMetrics {
  readonly metrics: readonly MetricPlan[];
  readonly mainMetric: string;
  /** Dimensions whose members are columns. */
  readonly columnDimensions: readonly DimensionPlan[];
}

/** Numbers of single lines: equal ones on two rows are two. */
const LINE_CONCEPTS = new Set([
  'revenue',
  'quantity',
  'cost',
  'discount',
  'tax',
  'tips',
  'refunds',
  'returns',
  'profit',
]);

/** What each number column (or row of columns) measures, in which unit, split by what. */
export function planMetrics(input: PlanInput): PlannedMetrics {
  const keys = new Set<string>();
  const metrics: MetricPlan[] = [];
  const columnDimensions: DimensionPlan[] = [];
  for (const group of input.groups) {
    const dimension = freeDimension(group, [...input.dimensions, ...columnDimensions]);
    columnDimensions.push(dimension);
    metrics.push(planGroup(group, dimension, input, keys));
  }
  for (const named of nameMeasures(input.single, input.roles)) metrics.push(planSingle(named, input, keys));
  metrics.push(...planProducts(metrics, input, keys));
  if (input.roles.orderId && !keys.has('orders')) metrics.push(planOrders(input, keys));
  metrics.push(...planRatios(metrics, input.grain, keys));
  return { metrics, mainMetric: chooseMain(metrics), columnDimensions };
}

/** The metric an owner means by “how is business”: revenue before pieces before orders. */
function chooseMain(metrics: readonly MetricPlan[]): string {
  const wanted = ['revenue', 'quantity', 'orders', 'bookings', 'customers'];
  const found = wanted
    .map((key) => metrics.find((metric) => metric.definition.key === key))
    .find((metric) => metric !== undefined);
  const measure = metrics.find(
    (metric) => metric.definition.role === 'measure' && metric.definition.aggregation.kind === 'sum',
  );
  return (found ?? measure ?? metrics[0])?.definition.key ?? '';
}

function freeDimension(group: WideGroup, taken: readonly { readonly key: string }[]): DimensionPlan {
  const key = freeKey(new Set(taken.map((dimension) => dimension.key)), group.dimension, 'item');
  const concept = dimensionConcept(group.dimension);
  return {
    key,
    label: concept?.label ?? 'Item',
    synonyms: concept?.synonyms ?? [],
    members: group.members.map((member) => member.member),
    column: null,
  };
}

function planGroup(group: WideGroup, dimension: DimensionPlan, input: PlanInput, keys: Set<string>): MetricPlan {
  const key = freeKey(keys, group.concept.key, 'quantity');
  return {
    definition: define(
      {
        concept: group.concept,
        key,
        label: group.concept.label,
        synonyms: [],
        lowest: Math.min(...group.members.map((member) => lowestOf(member.measure))),
      },
      input.grain,
    ),
    from: {
      kind: 'members',
      dimension: dimension.key,
      columns: group.members.map(({ measure, member }) => ({ column: measure.column.index, member })),
    },
    dims: [...input.dimensions.map((other) => other.key), dimension.key].sort(),
    repeated: false,
    scale: 1,
  };
}

interface NamedMeasure {
  readonly measure: MeasureColumn;
  readonly concept: MetricConcept | null;
  /** Under the concept's own key, or one made from the header. */
  readonly own: boolean;
}

/** Of several columns for one concept (gross and net sales) the best takes its name; the others keep their headers. */
function nameMeasures(measures: readonly MeasureColumn[], roles: ColumnRoles): NamedMeasure[] {
  const hasPrice = measures.some((measure) => nameMetric(measure.column.name)?.concept.key === 'price');
  const named = measures.map((measure) => ({
    measure,
    concept: conceptOf(measure, measures, hasPrice, roles),
    rank: rankOf(measure.column.name),
  }));
  return named.map((entry) => {
    const better = named.some(
      (other) =>
        other !== entry &&
        other.concept === entry.concept &&
        (other.rank > entry.rank ||
          (other.rank === entry.rank && other.measure.column.index < entry.measure.column.index)),
    );
    return { measure: entry.measure, concept: entry.concept, own: entry.concept === null || better };
  });
}

function conceptOf(
  measure: MeasureColumn,
  all: readonly MeasureColumn[],
  hasPrice: boolean,
  roles: ColumnRoles,
): MetricConcept | null {
  const { name } = measure.column;
  const words = plainWords(name);
  const found = nameMetric(name)?.concept ?? null;
  if (found?.key === 'discount' && (measure.numbers.percent || headerHasPercent(name)))
    return metricConcept('discount_rate');
  const vague =
    found === null &&
    (isNamedLikeTotal(name) ||
      (isNameless(name) && all.length === 1) ||
      /^(amount|value|subtotal|wert|importe|montant|price total|total price)$/.test(words.join(' ')));
  if (
    !vague &&
    !(
      found?.key === 'revenue' &&
      words.includes('sales') &&
      !words.some((word) => /^(net|gross|amount|value)$/.test(word))
    )
  )
    return found;
  const whole = measure.numbers.withDecimals < 0.05 && measure.numbers.currency === null && !headerHasCurrency(name);
  const hasOtherQuantity = all.some(
    (other) => other !== measure && nameMetric(other.column.name)?.concept.key === 'quantity',
  );
  if (hasOtherQuantity || (hasPrice && !whole)) return metricConcept('revenue');
  if (hasPrice && whole) return metricConcept('quantity');
  return conceptOfSales(
    [measure],
    name,
    roles.dimensions.some((dimension) => dimension.concept?.key === 'item') ? 'item' : 'location',
  );
}

function rankOf(header: string): number {
  const words = plainWords(header);
  const rest = nameMetric(header)?.rest === '' ? 0 : -4;
  if (words.some((word) => /^(gross|brutto|subtotal|bruttoumsatz)$/.test(word))) return rest;
  if (words.some((word) => /^(net|netto|nettoumsatz)$/.test(word))) return rest + 3;
  return words.some((word) => /^(sales|total|amount)$/.test(word)) ? rest + 1 : rest + 2;
}

function planSingle({ measure, concept, own }: NamedMeasure, input: PlanInput, keys: Set<string>): MetricPlan {
  const { column, numbers } = measure;
  const spare = `metric_${column.index + 1}`;
  const key = own || !concept ? freeKey(keys, slugOf(column.name), spare) : freeKey(keys, concept.key, spare);
  const header = humanise(column.name);
  const label = own || !concept ? header : labelOf(column.name, concept, header);
  const shape = concept ?? unknownConcept(measure, key, label);
  const valueAt = (row: number) => numbers.numbers[column.codes[row] ?? 0] ?? Number.NaN;
  // What a sale consists of belongs to its row even where neighbours are equal; a day's visitors do not.
  const ofRow = shape.aggregation === 'sum' && LINE_CONCEPTS.has(shape.key);
  const cut = ofRow
    ? { dims: input.dimensions, repeated: false }
    : decideCut(input.times, input.use, input.dimensions, valueAt, shape.aggregation === 'mean');
  return {
    definition: define(
      {
        concept: shape,
        key,
        label,
        synonyms: own ? [] : [header.toLowerCase()],
        lowest: lowestOf(measure),
        ownName: own,
      },
      input.grain,
    ),
    from: { kind: 'column', column: column.index },
    dims: cut.dims.map((dimension) => dimension.key).sort(),
    repeated: cut.repeated,
    scale:
      shape.unit === 'percent' && (numbers.percent || headerHasPercent(column.name) || highestOf(measure) > 1.5)
        ? 0.01
        : 1,
  };
}

/** The concept's label, unless the header says it in words of its own (“Takings”, “Wine sales”). */
function labelOf(name: string, concept: MetricConcept, header: string): string {
  const found = nameMetric(name);
  if (!found) return concept.label;
  return found.rest !== '' || isPlainWord(name) ? header : concept.label;
}

/** One word that people say (“Takings”) stays; “net_sales_amt” does not. */
function isPlainWord(header: string): boolean {
  return (
    /^[A-Za-z]{3,}$/.test(header) &&
    nameMetric(header) !== null &&
    [
      'takings',
      'turnover',
      'sales',
      'guests',
      'visitors',
      'covers',
      'transactions',
      'receipts',
      'tickets',
      'patients',
      'payroll',
      'reservations',
      'appointments',
    ].includes(header.toLowerCase())
  );
}

function humanise(header: string): string {
  const text = /^[^_]+$/.test(header) && /\s/.test(header) ? header : splitWords(header).join(' ');
  return text === '' ? header : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function unknownConcept(measure: MeasureColumn, key: string, label: string): MetricConcept {
  const { name } = measure.column;
  const flag = isFlag(measure.column);
  const rate = flag || isNamedLikeRate(name) || measure.numbers.percent || headerHasPercent(name);
  return {
    key,
    label,
    // A mark on some days (school holidays): its mean is the share of days that have it.
    unit: flag ? 'percent' : unitOf(measure),
    aggregation: rate ? 'mean' : 'sum',
    role: flag ? 'context' : 'measure',
    goodDirection: 'neutral',
    nonNegative: true,
    synonyms: [],
    headers: [],
  };
}

function unitOf({ column, numbers }: MeasureColumn): Unit {
  if (numbers.percent || headerHasPercent(column.name)) return 'percent';
  if (numbers.currency !== null || headerHasCurrency(column.name)) return 'currency';
  if (plainWords(column.name).some((word) => /^(hours|hrs|hour|stunden|std)$/.test(word))) return 'hours';
  return numbers.withDecimals === 0 ? 'count' : 'other';
}

interface DefinitionInput {
  readonly concept: MetricConcept;
  readonly key: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly lowest: number;
  readonly ownName?: boolean;
}

function define(
  { concept, key, label, synonyms, lowest, ownName }: DefinitionInput,
  grain: NativeGrain,
): MetricDefinition {
  const words = ownName ? synonyms : [...concept.synonyms, ...synonyms];
  return {
    key,
    label,
    unit: concept.unit,
    grain,
    synonyms: [...new Set(words)].filter((word) => word !== '' && word !== label.toLowerCase()),
    aggregation: { kind: concept.aggregation },
    nonNegative: lowest >= 0 && (concept.nonNegative || concept.key === 'revenue'),
    goodDirection: concept.goodDirection,
    role: concept.role,
  };
}

function lowestOf({ numbers }: MeasureColumn): number {
  return numbers.numbers.reduce((low, value) => (value < low ? value : low), 0);
}

function highestOf({ numbers }: MeasureColumn): number {
  return numbers.numbers.reduce((high, value) => (value > high ? value : high), 0);
}

/** Revenue from quantity × price, cost from quantity × unit cost, where the file has the parts only. */
function planProducts(metrics: readonly MetricPlan[], input: PlanInput, keys: Set<string>): MetricPlan[] {
  const columnOf = (key: string) => {
    const from = metrics.find((metric) => metric.definition.key === key)?.from;
    return from?.kind === 'column' ? from.column : null;
  };
  const quantity = columnOf('quantity');
  const pairs = [
    ['revenue', columnOf('price')],
    ['cost', columnOf('unit_cost')],
  ] as const;
  return pairs.flatMap(([key, factor]) => {
    if (quantity === null || factor === null || keys.has(key)) return [];
    const concept = metricConcept(key);
    const from: MetricColumns = { kind: 'product', first: quantity, second: factor };
    return [
      {
        definition: define(
          { concept, key: freeKey(keys, key, key), label: concept.label, synonyms: [], lowest: 0 },
          input.grain,
        ),
        from,
        dims: input.dimensions.map((dimension) => dimension.key).sort(),
        repeated: false,
        scale: 1,
      },
    ];
  });
}

/** Orders are counted by what is the same on all lines of a receipt (shop, channel), never by its products. */
function planOrders(input: PlanInput, keys: Set<string>): MetricPlan {
  const id = input.roles.orderId;
  const concept = metricConcept('orders');
  const dims = input.dimensions.filter((dimension) => {
    const member = new Map<number, number>();
    return id?.codes.every((code, row) => {
      const known = member.get(code);
      if (known === undefined) member.set(code, dimension.codes[row] ?? 0);
      return known === undefined || known === dimension.codes[row];
    });
  });
  return {
    definition: define(
      { concept, key: freeKey(keys, 'orders', 'orders'), label: concept.label, synonyms: [], lowest: 0 },
      input.grain,
    ),
    from: { kind: 'distinct', column: id?.index ?? 0 },
    dims: dims.map((dimension) => dimension.key).sort(),
    repeated: false,
    scale: 1,
  };
}
