import { LRUCache } from 'lru-cache';

const TEN_MINUTES_MS = 600_000;

/**
 * Activities this process has taken lately. The house knows which were answered; this only keeps a repeated delivery
 * from saying hello twice.
 */
export interface Seen {
  /** Runs `first` unless this id is here already. An id whose work failed may come again. */
  once<T>(id: string, first: () => Promise<T>, again: () => Promise<T>): Promise<T>;
}

export function createSeen(): Seen {
  const ids = new LRUCache<string, true>({ max: 10_000, ttl: TEN_MINUTES_MS });
  return {
    async once(id, first, again) {
      if (ids.has(id)) return again();
      ids.set(id, true);
      try {
        return await first();
      } catch (error) {
        ids.delete(id);
        throw error;
      }
    },
  };
}
