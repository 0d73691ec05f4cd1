import { LRUCache } from 'lru-cache';
import type { MessageRef, Place } from '../../../src/contracts/delivery.ts';

/** A message that is on Slack while its turn still runs. */
export interface LiveMessage {
  readonly ref: MessageRef;
  /** A stream is finished by `chat.stopStream`, a plain message by `chat.update`; after a restart nobody knows. */
  readonly kind: 'stream' | 'message' | 'unknown';
}

/** One turn's live message, as the one who shows its progress sees it. */
export interface LiveSlot {
  /** Changes it; one change at a time, and none once the answer is on its way. A failed change leaves it as it was. */
  change(work: (live: LiveMessage | null) => Promise<LiveMessage | null>): Promise<void>;
}

/**
 * Keeps the two ways to one message apart, which run at the same time in one process: progress opens it and writes to
 * it, the outbox finishes it.
 */
export interface LiveMessages {
  open(place: Place, eventId: string): LiveSlot;
  /** For the outbox: no progress is shown from now on; waits for a message that is being opened. */
  take(place: Place, eventId: string): Promise<LiveMessage | null>;
}

interface Turn {
  live: LiveMessage | null;
  taken: boolean;
  busy: Promise<void>;
}

/** Turns are far shorter; one that is answered by another process is forgotten after this. Milliseconds. */
const REMEMBERED_MS = 15 * 60_000;

export function createLiveMessages(): LiveMessages {
  const turns = new LRUCache<string, Turn>({ max: 5_000, ttl: REMEMBERED_MS });
  const keyOf = ({ workspace }: Place, eventId: string) => JSON.stringify([workspace, eventId]);
  return {
    open(place, eventId) {
      const turn: Turn = { live: null, taken: false, busy: Promise.resolve() };
      turns.set(keyOf(place, eventId), turn);
      return {
        change(work) {
          turn.busy = turn.busy
            .then(async () => {
              if (!turn.taken) turn.live = await work(turn.live);
            })
            .catch(() => undefined);
          return turn.busy;
        },
      };
    },
    async take(place, eventId) {
      const turn = turns.get(keyOf(place, eventId));
      if (!turn) return null;
      turn.taken = true;
      await turn.busy;
      turns.delete(keyOf(place, eventId));
      return turn.live;
    },
  };
}
