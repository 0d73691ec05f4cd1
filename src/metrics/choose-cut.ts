import type { Filter } from '../contracts/catalogue.ts';
import type { IsoDate, NativeGrain } from '../contracts/period.ts';
import { type Bucket, type Cut, listCuts, readBuckets } from '../db/queries/metrics.ts';
import type { MetricStore } from './metric-cache.ts';

/**
 * Values of one metric may lie in several cuts (a file by product, another by shop). A number is always read from
 * cuts that hold every dimension it needs, and each day from one of them only, so nothing is counted twice.
 */
export function usableCuts(cuts: readonly Cut[], needed: readonly string[]): Cut[] {
  return cuts.filter((cut) => needed.every((dimension) => cut.dimensions.includes(dimension)));
}

/** Every cut a metric is stored by. */
export const readCuts = (store: MetricStore, metric: string): Promise<Cut[]> =>
  store.cached(['cuts', metric], () => listCuts(store.tx, metric));

/** The part of a filter that says where: a shop may be shut while another one trades. */
export const placeOf = (filter: Filter): Filter => (filter.location === undefined ? {} : { location: filter.location });

/** Is it about a part of a place's trade (a product, a channel), which may have no row on a day of trade? */
export const isPartOfPlace = (filter: Filter): boolean => Object.keys(filter).some((key) => key !== 'location');

interface Reading {
  readonly metric: string;
  /** Dimensions that a cut must hold. */
  readonly needed: readonly string[];
  readonly place: Filter;
  readonly grain: NativeGrain;
}

interface Owned {
  /** Day (or first day of the metric's week or month) → the one cut it is read from. */
  readonly owner: ReadonlyMap<IsoDate, string>;
  /** The whole place on each of these days. */
  readonly whole: ReadonlyMap<IsoDate, Bucket>;
}

/** Of all cuts that can answer, the one with the fewest dimensions has a day; the others fill in where it has none. */
export function readOwners(store: MetricStore, reading: Reading): Promise<Owned> {
  const { metric, needed, place, grain } = reading;
  return store.cached(['owners', metric, needed.toSorted(), place, grain], async () => {
    const owner = new Map<IsoDate, string>();
    const whole = new Map<IsoDate, Bucket>();
    for (const { cut } of usableCuts(await readCuts(store, metric), needed)) {
      for (const bucket of await readBuckets(store.tx, { metric, cut, filter: place, grain })) {
        if (owner.has(bucket.t)) continue;
        owner.set(bucket.t, cut);
        whole.set(bucket.t, bucket);
      }
    }
    return { owner, whole };
  });
}

export interface MergedBuckets {
  readonly buckets: ReadonlyMap<IsoDate, Bucket>;
  /** Day → the cut its bucket was read from. */
  readonly servedBy: ReadonlyMap<IsoDate, string>;
  /** Days on which the place the filter names traded at all, as far as the cuts that know the filter tell. */
  readonly traded: ReadonlySet<IsoDate>;
}

/** Reads a metric under a filter, over all time. */
export function readMerged(
  store: MetricStore,
  query: { readonly metric: string; readonly filter: Filter; readonly grain: NativeGrain },
): Promise<MergedBuckets> {
  return store.cached(['merged', query.metric, query.filter, query.grain], () => mergeCuts(store, query));
}

async function mergeCuts(
  store: MetricStore,
  query: { readonly metric: string; readonly filter: Filter; readonly grain: NativeGrain },
): Promise<MergedBuckets> {
  const { metric, filter, grain } = query;
  const { owner, whole } = await readOwners(store, {
    metric,
    needed: Object.keys(filter),
    place: placeOf(filter),
    grain,
  });
  const traded = new Set(owner.keys());
  if (!isPartOfPlace(filter)) return { buckets: whole, servedBy: owner, traded };
  const buckets = new Map<IsoDate, Bucket>();
  const servedBy = new Map<IsoDate, string>();
  for (const cut of new Set(owner.values())) {
    for (const bucket of await readBuckets(store.tx, { metric, cut, filter, grain })) {
      if (owner.get(bucket.t) !== cut) continue;
      buckets.set(bucket.t, bucket);
      servedBy.set(bucket.t, cut);
    }
  }
  return { buckets, servedBy, traded };
}
