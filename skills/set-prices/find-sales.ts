import type { DimensionEntry, Filter, MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { isCostOfGoods, isListPrice, rankAsQuantity, rankAsRevenue } from './name-measures.ts';

/** Which numbers a price plan is made from. */
export interface SalesMeasures {
  /** Key of the dimension whose members are the products. */
  readonly dimension: string;
  readonly quantity: MetricDefinition;
  /** Money taken; at least one of the two is there. */
  readonly revenue: MetricDefinition | null;
  readonly price: MetricDefinition | null;
  readonly cost: MetricDefinition | null;
}

export type FoundSales =
  | ({ readonly kind: 'found' } & SalesMeasures)
  /** products: nothing is split by product. quantity: money is, units are not. money: units are, money is not. */
  | { readonly kind: 'none'; readonly what: 'products' | 'quantity' | 'money' };

interface Wanted {
  readonly dimensions: readonly DimensionEntry[];
  /** Names of the company's list of products, where it has one. */
  readonly listed: readonly string[];
  readonly filter: Filter;
}

/** Finds products, units, money, prices and costs among the company's numbers. */
export async function findSales(metrics: MetricReader, wanted: Wanted): Promise<FoundSales> {
  const dimension = findDimension(wanted);
  if (dimension === null) return { kind: 'none', what: 'products' };
  const split: MetricDefinition[] = [];
  for (const metric of metrics.definitions) {
    if ((await metrics.dimensionsOf(metric.key, wanted.filter)).includes(dimension)) split.push(metric);
  }
  const quantity = best(split, rankAsQuantity);
  const revenue = best(split, rankAsRevenue);
  const price = split.find(isListPrice) ?? (await findPrice(metrics, dimension));
  if (!quantity) return { kind: 'none', what: revenue || price ? 'quantity' : 'products' };
  if (!revenue && !price) return { kind: 'none', what: 'money' };
  return { kind: 'found', dimension, quantity, revenue, price, cost: split.find(isCostOfGoods) ?? null };
}

/** A price list is often the same everywhere, and knows nothing of the filter. */
async function findPrice(metrics: MetricReader, dimension: string): Promise<MetricDefinition | null> {
  for (const metric of metrics.definitions.filter(isListPrice)) {
    if ((await metrics.dimensionsOf(metric.key)).includes(dimension)) return metric;
  }
  return null;
}

const OF_PRODUCTS = [
  /\b(products?|items?|articles?|skus?|dish(es)?|goods|artikel|produkte?)\b/,
  /\b(menu|model|service|variant)\b/,
];

function findDimension({ dimensions, listed }: Wanted): string | null {
  const names = new Set(listed.map(nameKey));
  const words = ({ key, label = '', synonyms = [] }: DimensionEntry) =>
    `${key} ${label} ${synonyms.join(' ')}`.replaceAll('_', ' ').toLowerCase();
  const found =
    dimensions.find(({ members }) => members.some((member) => names.has(nameKey(member)))) ??
    OF_PRODUCTS.flatMap((pattern) => dimensions.filter((entry) => pattern.test(words(entry))))[0];
  return found?.key ?? null;
}

function best(
  from: readonly MetricDefinition[],
  rank: (metric: MetricDefinition) => number | null,
): MetricDefinition | null {
  const ranked = from.flatMap((metric) => {
    const at = rank(metric);
    return at === null ? [] : [{ metric, at }];
  });
  return ranked.sort((a, b) => a.at - b.at)[0]?.metric ?? null;
}
