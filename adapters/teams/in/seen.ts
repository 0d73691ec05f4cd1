import { LRUCache } from 'lru-cache';

const TEN_MINUTES_MS = 600_000;

/**
 * Activities this process has taken lately. The house knows which were answered; this only keeps a repeated delivery
 * from saying hello twice.
 */
export interface Seen {
  /**
   * Runs `first` unless this id is here already; then waits for it, since what is not stored yet must not be
   * acknowledged. An id whose work failed may come again: a repetition that waited for it fails as it did.
   */
  once<T>(id: string, first: () => Promise<T>, again: () => Promise<T>): Promise<T>;
}

export function createSeen(): Seen {
  const ids = new LRUCache<string, Promise<unknown>>({ max: 10_000, ttl: TEN_MINUTES_MS });
  return {
    async once(id, first, again) {
      const earlier = ids.get(id);
      if (earlier) {
        await earlier;
        return again();
      }
      const work = first();
      ids.set(id, work);
      try {
        return await work;
      } catch (error) {
        ids.delete(id);
        throw error;
      }
    },
  };
}
