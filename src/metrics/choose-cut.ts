import { dayNumber } from '../calendar/civil-day.ts';
import type { Filter } from '../contracts/catalogue.ts';
import type { Grain, Period } from '../contracts/period.ts';
import { type Bucket, type Cut, listCuts, readBuckets } from '../db/queries/metrics.ts';
import { countDays } from './calendar.ts';
import type { MetricStore } from './metric-cache.ts';

/**
 * Values of one metric may lie in several cuts (a file by product, another by shop). A number is always read from
 * cuts that hold every dimension it needs, and each day from one of them only, so nothing is counted twice.
 */
export function usableCuts(cuts: readonly Cut[], needed: readonly string[]): Cut[] {
  return cuts.filter((cut) => needed.every((dimension) => cut.dimensions.includes(dimension)));
}

/** The one cut that covers most of the period; with equals, the one with the fewest dimensions. */
export function chooseCut(cuts: readonly Cut[], needed: readonly string[], period: Period): Cut | null {
  let best: { cut: Cut; covered: number } | null = null;
  for (const cut of usableCuts(cuts, needed)) {
    const covered = coveredShare(cut, period);
    if (!best || covered > best.covered + 1e-9) best = { cut, covered };
  }
  return best?.cut ?? null;
}

/** `first` and `last` are month starts, so the last month counts whole. */
function coveredShare(cut: Cut, period: Period): number {
  const start = Math.max(dayNumber(cut.first), dayNumber(period.start));
  const end = Math.min(dayNumber(cut.last) + 30, dayNumber(period.end));
  return Math.max(0, end - start + 1) / countDays(period);
}

export interface MergedBuckets {
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** Cuts that a value was taken from. */
  readonly cuts: readonly string[];
}

/** Every cut a metric is stored by. */
export const readCuts = (store: MetricStore, metric: string): Promise<Cut[]> =>
  store.cached(['cuts', metric], () => listCuts(store.tx, metric));

/** Reads buckets over all cuts that can answer; where two have the same day, the one with fewer dimensions is taken. */
export function readMerged(
  store: MetricStore,
  query: { metric: string; filter: Filter; grain: Grain; period?: Period },
): Promise<MergedBuckets> {
  return store.cached(['merged', query], () => mergeCuts(store, query));
}

async function mergeCuts(
  store: MetricStore,
  query: { metric: string; filter: Filter; grain: Grain; period?: Period },
): Promise<MergedBuckets> {
  const needed = Object.keys(query.filter);
  const cuts = usableCuts(await readCuts(store, query.metric), needed);
  const buckets = new Map<string, Bucket>();
  const used: string[] = [];
  for (const { cut } of cuts) {
    const found = await readBuckets(store.tx, { ...query, cut });
    const fresh = found.filter((bucket) => !buckets.has(bucket.t));
    for (const bucket of fresh) buckets.set(bucket.t, bucket);
    if (fresh.length > 0) used.push(cut);
  }
  return { buckets, cuts: used };
}
