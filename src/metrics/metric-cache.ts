import { LRUCache } from 'lru-cache';
import type { TenantTx } from '../db/schema.ts';

/**
 * What was read for one version of one company's data. Every change of the data has a new version,
 * so an entry is never wrong, only unused; the oldest go first.
 */
export interface MetricCache {
  get(key: string): unknown;
  set(key: string, value: object): void;
}

/** @param maxEntries the buckets of a daily series of two years take about 100 kB */
export function createMetricCache(maxEntries = 400): MetricCache {
  const kept = new LRUCache<string, object>({ max: maxEntries });
  return { get: (key) => kept.get(key), set: (key, value) => void kept.set(key, value) };
}

/** A company's transaction, and what earlier ones read of the same version of its data. */
export interface MetricStore {
  readonly tx: TenantTx;
  /** @param query names what `load` reads, completely */
  cached<T extends object>(query: readonly unknown[], load: () => Promise<T>): Promise<T>;
}

/** @param scope tenant and data version, e.g. `…uuid…@12` */
export function openMetricStore(tx: TenantTx, cache: MetricCache, scope: string): MetricStore {
  return {
    tx,
    cached: async <T extends object>(query: readonly unknown[], load: () => Promise<T>): Promise<T> => {
      const key = `${scope} ${JSON.stringify(query)}`;
      const known = cache.get(key);
      // The key names the query completely, so what was kept under it has the type its loader gave.
      if (known !== undefined) return known as T;
      const value = await load();
      cache.set(key, value);
      return value;
    },
  };
}
