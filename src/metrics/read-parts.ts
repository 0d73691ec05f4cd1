import type { Filter, FormulaTerm, MetricDefinition } from '../contracts/catalogue.ts';
import type { IsoDate } from '../contracts/period.ts';
import { type MergedBuckets, readMerged } from './choose-cut.ts';
import type { MetricStore } from './metric-cache.ts';
import type { Served } from './read-sources.ts';

/** The two sums a value is made of: value = above / below. For sums `below` is 1. */
export interface Part {
  readonly above: number;
  readonly below: number;
}

export interface Parts {
  /** By day, or by the first day of the metric's own week or month; over all time. */
  readonly parts: ReadonlyMap<IsoDate, Part>;
  /** Which cut of which metric each of these days was read from. */
  readonly served: readonly Served[];
  /** Days on which the place traded at all (for a ratio: with every one of its terms). */
  readonly traded: ReadonlySet<IsoDate>;
}

/** Everything that is known of a metric under a filter, day by day. */
export async function readParts(store: MetricStore, metric: MetricDefinition, filter: Filter): Promise<Parts> {
  const { aggregation, grain } = metric;
  if (aggregation.kind === 'ratio') return readRatio(store, aggregation, { filter, grain });
  const merged = await readMerged(store, { metric: metric.key, filter, grain });
  const parts = new Map<IsoDate, Part>();
  for (const [t, bucket] of merged.buckets) {
    if (aggregation.kind === 'sum') parts.set(t, { above: bucket.sum, below: 1 });
    else if (bucket.weight > 0) parts.set(t, { above: bucket.weightedSum, below: bucket.weight });
  }
  return { parts, served: [{ metric: metric.key, cutOf: merged.servedBy }], traded: merged.traded };
}

/** Weighted sums above and below the line; only days on which every term has a value count. */
async function readRatio(
  store: MetricStore,
  sides: { readonly numerator: readonly FormulaTerm[]; readonly denominator: readonly FormulaTerm[] },
  scope: { readonly filter: Filter; readonly grain: MetricDefinition['grain'] },
): Promise<Parts> {
  const terms = new Map<string, MergedBuckets>();
  for (const { metric } of [...sides.numerator, ...sides.denominator])
    if (!terms.has(metric)) terms.set(metric, await readMerged(store, { metric, ...scope }));
  const all = [...terms.values()];
  const days = [...(all[0]?.buckets.keys() ?? [])].filter((t) => all.every(({ buckets }) => buckets.has(t)));
  const sum = (side: readonly FormulaTerm[], t: IsoDate) =>
    side.reduce((total, { metric, weight }) => total + weight * (terms.get(metric)?.buckets.get(t)?.sum ?? 0), 0);
  return {
    parts: new Map(days.map((t) => [t, { above: sum(sides.numerator, t), below: sum(sides.denominator, t) }])),
    served: [...terms].map(([metric, { servedBy }]) => ({ metric, cutOf: servedBy })),
    traded: new Set([...(all[0]?.traded ?? [])].filter((t) => all.every(({ traded }) => traded.has(t)))),
  };
}

/** One number from many days: sums are added, everything else is Σ above / Σ below. null for no day, or nothing below. */
export function combineParts(metric: MetricDefinition, parts: readonly Part[]): number | null {
  if (parts.length === 0) return null;
  const above = parts.reduce((sum, part) => sum + part.above, 0);
  if (metric.aggregation.kind === 'sum') return above;
  const below = parts.reduce((sum, part) => sum + part.below, 0);
  return below === 0 ? null : above / below;
}

/** The metrics a metric is made of: itself, or the terms of its ratio. */
export function termsOf({ key, aggregation }: MetricDefinition): string[] {
  if (aggregation.kind !== 'ratio') return [key];
  return [...new Set([...aggregation.numerator, ...aggregation.denominator].map((term) => term.metric))];
}
