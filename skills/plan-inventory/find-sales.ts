import type { Catalogue, Filter, MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import { nameKey } from '../../src/records/name-key.ts';
import type { SalesSource } from './sales-history.ts';

const UNITS = /quantit|\bunits?\b|\bsold\b|pieces|portions|items/i;
const MONEY = /revenue|\bsales\b|turnover|takings|income/i;

/**
 * The metric that tells how many of each product are sold: a sum that can be cut by a dimension whose members are
 * called like the wanted products. Counts before money. null when no dimension knows any of them.
 */
export async function findSales(
  reader: MetricReader,
  catalogue: Catalogue,
  wanted: ReadonlySet<string>,
  filter: Filter,
): Promise<SalesSource | null> {
  for (const [unit, words] of [
    ['count', UNITS],
    ['currency', MONEY],
  ] as const) {
    const sums = reader.definitions.filter(
      (metric) => metric.unit === unit && metric.aggregation.kind === 'sum' && metric.role === 'measure',
    );
    const candidates: (SalesSource & { readonly score: number })[] = [];
    for (const metric of sums) {
      for (const dimension of await reader.dimensionsOf(metric.key, filter)) {
        const members = membersOf(catalogue, dimension);
        const matches = [...members.keys()].filter((key) => wanted.has(key)).length;
        const score = 2 * matches + (isCalled(metric, words) ? 1 : 0);
        if (matches > 0) candidates.push({ metric, dimension, members, score });
      }
    }
    const [best] = candidates.sort((a, b) => b.score - a.score);
    if (best) return best;
  }
  return null;
}

/** What tells how busy a day is, where products do not: counts before money. */
export function findTrade(reader: MetricReader): MetricDefinition | null {
  const sums = reader.definitions.filter(
    ({ aggregation, role, grain }) => aggregation.kind === 'sum' && role === 'measure' && grain === 'day',
  );
  return (
    sums.find((metric) => metric.unit === 'count' && isCalled(metric, /order|customer|guest|visitor|transaction/i)) ??
    sums.find((metric) => metric.unit === 'count' && isCalled(metric, UNITS)) ??
    sums.find((metric) => metric.unit === 'currency' && isCalled(metric, MONEY)) ??
    null
  );
}

/** The money that units bring, cut like the units are. */
export function findMoney(reader: MetricReader): MetricDefinition | null {
  return (
    reader.definitions.find(
      (metric) => metric.unit === 'currency' && metric.aggregation.kind === 'sum' && isCalled(metric, MONEY),
    ) ?? null
  );
}

function membersOf(catalogue: Catalogue, dimension: string): ReadonlyMap<string, string> {
  const entry = catalogue.dimensions.find(({ key }) => key === dimension);
  return new Map((entry?.members ?? []).map((member) => [nameKey(member), member]));
}

const isCalled = ({ key, label }: MetricDefinition, words: RegExp): boolean =>
  words.test(key.replaceAll('_', ' ')) || words.test(label);
