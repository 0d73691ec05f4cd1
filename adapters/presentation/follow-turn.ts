import type { TurnEvent } from '../../src/contracts/turn.ts';

/** How a channel shows that the coach is at work. Failures of it are nobody's loss: they are swallowed by the caller. */
export interface TurnFace {
  /** Called first after `afterMs` without an answer, then at most every `everyMs` with the newest words. */
  show(progress: { readonly text: string; readonly done?: number }): Promise<void>;
}

/**
 * Reads a turn's events and shows its progress, gently. Resolves with the last event; the answer itself comes by
 * the outbox. A turn that is over at once shows nothing.
 */
export async function followTurn(
  events: AsyncIterable<TurnEvent>,
  face: TurnFace,
  { afterMs = 1_200, everyMs = 1_500 }: { readonly afterMs?: number; readonly everyMs?: number } = {},
): Promise<TurnEvent | null> {
  const started = Date.now();
  let newest: { text: string; done?: number } | null = null;
  let last: TurnEvent | null = null;
  let lastShown = 0;
  let busy: Promise<void> = Promise.resolve();
  const tick = setInterval(() => {
    const now = Date.now();
    if (now - started < afterMs || now - lastShown < everyMs) return;
    const progress = newest ?? (lastShown === 0 ? { text: 'Working on it' } : null);
    if (!progress) return;
    newest = null;
    lastShown = now;
    busy = busy.then(() => face.show(progress)).catch(() => undefined);
  }, 100);
  try {
    for await (const event of events) {
      last = event;
      if (event.type === 'progress') newest = { text: event.text, done: event.done };
    }
    return last;
  } finally {
    clearInterval(tick);
    await busy;
  }
}
