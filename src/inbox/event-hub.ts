import type { InboundId } from '../contracts/ids.ts';
import type { TurnEvent } from '../contracts/turn.ts';

/** Ends a stream of events. */
export const isLast = (event: TurnEvent): boolean => event.type === 'reply' || event.type === 'failed';

/**
 * Carries the events of running turns to whoever listens in this process. Each listener hears a turn from its start,
 * however late it joins; a turn is forgotten when it has ended and nobody listens.
 */
export interface EventHub {
  /** Opens a turn; events before this are lost, after this kept until `forget`. */
  open(id: InboundId): void;
  emit(id: InboundId, event: TurnEvent): void;
  isOpen(id: InboundId): boolean;
  /** Ends after `reply` or `failed`, or when `signal` fires. */
  listen(id: InboundId, signal?: AbortSignal): AsyncIterable<TurnEvent>;
  close(id: InboundId): void;
}

interface Turn {
  readonly events: TurnEvent[];
  readonly wakers: Set<() => void>;
  closed: boolean;
}

export function createEventHub(): EventHub {
  const turns = new Map<InboundId, Turn>();
  const wake = (turn: Turn) => {
    for (const waker of turn.wakers) waker();
    turn.wakers.clear();
  };
  return {
    open: (id) => {
      if (!turns.has(id)) turns.set(id, { events: [], wakers: new Set(), closed: false });
    },
    isOpen: (id) => turns.has(id),
    emit: (id, event) => {
      const turn = turns.get(id);
      if (!turn) return;
      turn.events.push(event);
      wake(turn);
    },
    close: (id) => {
      const turn = turns.get(id);
      if (!turn) return;
      turn.closed = true;
      turns.delete(id);
      wake(turn);
    },
    listen: (id, signal) => follow(turns.get(id), signal),
  };
}

async function* follow(turn: Turn | undefined, signal?: AbortSignal): AsyncGenerator<TurnEvent> {
  if (!turn) return;
  let next = 0;
  while (!signal?.aborted) {
    const event = turn.events[next];
    if (event) {
      next += 1;
      yield event;
      if (isLast(event)) return;
    } else if (turn.closed) {
      return;
    } else {
      await new Promise<void>((resolve) => {
        turn.wakers.add(resolve);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
}
