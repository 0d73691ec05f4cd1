import { LRUCache } from 'lru-cache';

/**
 * Does each piece of work once in this process: Slack sends an event again when it waited too long, and a mention
 * twice. A second call while the first runs shares its outcome; after a failure the next call tries anew. The house
 * keeps the same promise over all processes and restarts; here it saves a second download and a second status line.
 */
export function createOnce(): (key: string, work: () => Promise<void>) => Promise<void> {
  const running = new LRUCache<string, Promise<void>>({ max: 10_000, ttl: 600_000 });
  return (key, work) => {
    const earlier = running.get(key);
    if (earlier) return earlier;
    const outcome = work();
    running.set(key, outcome);
    outcome.catch(() => running.delete(key));
    return outcome;
  };
}
