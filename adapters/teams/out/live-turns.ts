import type { MessageRef } from '../../../src/contracts/delivery.ts';

/** What this process shows of one running turn. */
interface LiveTurn {
  /** The answer is on its way: nothing more is shown. */
  closed: boolean;
  /** What is being sent now; never rejects. */
  busy: Promise<void>;
  ref: MessageRef | null;
}

/**
 * The turns whose progress this process shows. An answer may be ready while a progress line is still on the wire:
 * whoever delivers it closes the turn first, which waits for that line and stops the next.
 */
export interface LiveTurns {
  open(eventId: string): void;
  /** Sends one more sign of life, unless the answer has come; one at a time. */
  send(eventId: string, send: () => Promise<MessageRef | null>): Promise<void>;
  isOpen(eventId: string): boolean;
  /** @returns the message that was opened in this process, if any */
  close(eventId: string): Promise<MessageRef | null>;
  forget(eventId: string): void;
}

export function createLiveTurns(): LiveTurns {
  const turns = new Map<string, LiveTurn>();
  return {
    open(eventId) {
      turns.set(eventId, { closed: false, busy: Promise.resolve(), ref: null });
    },
    async send(eventId, send) {
      const turn = turns.get(eventId);
      if (!turn) return;
      const sent = turn.busy.then(async () => {
        if (!turn.closed) turn.ref = (await send()) ?? turn.ref;
      });
      turn.busy = sent.catch(() => undefined);
      await sent;
    },
    isOpen: (eventId) => turns.get(eventId)?.closed === false,
    async close(eventId) {
      const turn = turns.get(eventId);
      if (!turn) return null;
      turn.closed = true;
      await turn.busy;
      return turn.ref;
    },
    forget(eventId) {
      turns.delete(eventId);
    },
  };
}
