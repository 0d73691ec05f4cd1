import { LRUCache } from 'lru-cache';

/**
 * Does each piece of work once in this process: Slack sends an event again when it waited too long, and a mention
 * twice. The house keeps the same promise over all processes and restarts; here it saves a second download and a
 * second status line.
 */
export interface Once {
  /** A second call while the first runs shares its outcome; after a failure the next call tries anew. */
  run(key: string, work: () => Promise<void>): Promise<void>;
  /** Waits for work of that key that still runs, however it ends. */
  settled(key: string): Promise<void>;
}

export function createOnce(): Once {
  const known = new LRUCache<string, Promise<void>>({ max: 10_000, ttl: 600_000 });
  return {
    run(key, work) {
      const earlier = known.get(key);
      if (earlier) return earlier;
      const outcome = work();
      known.set(key, outcome);
      outcome.catch(() => known.delete(key));
      return outcome;
    },
    settled: async (key) => known.get(key)?.catch(() => undefined),
  };
}
