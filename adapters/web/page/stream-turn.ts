import type { WireEvent } from '../render.ts';
import { ApiProblem, api, type Outgoing, post, readProblem, type Where } from './api.ts';
import { readEvents, readText } from './read-events.ts';

export type TurnOutcome =
  | { readonly kind: 'answered' }
  | { readonly kind: 'stopped' }
  | {
      readonly kind: 'failed';
      readonly problem: ApiProblem /** The server has the question, even if it has no answer. */;
      readonly accepted: boolean;
    };

interface TurnListener {
  event(event: WireEvent): void;
  /** The line went dead; trying again. */
  lost(): void;
}

/** Waits between tries, in milliseconds. After the last one the person is asked. */
const WAITS = [800, 1_500, 3_000, 6_000, 10_000];
/** What the house says of a turn whose caller went away. */
const STOPPED = 'stopped';
/** Milliseconds that a plan may take to end with what it has. */
const PATIENCE_MS = 20_000;

/** How a person ends a turn: first politely, so that it ends with what it has; then by hanging up. */
export interface TurnStop {
  ask(): void;
  readonly asked: AbortSignal;
  readonly hungUp: AbortSignal;
}

/** The first `ask` is polite; a second one, or no end within a while, hangs up. */
export function makeStop(): TurnStop {
  const [asked, hungUp] = [new AbortController(), new AbortController()];
  return {
    ask: () => {
      if (asked.signal.aborted) hungUp.abort();
      else {
        asked.abort();
        setTimeout(() => hungUp.abort(), PATIENCE_MS);
      }
    },
    asked: asked.signal,
    hungUp: hungUp.signal,
  };
}

/** 128 random bits. `crypto.randomUUID` is missing where the page is not served from this machine or over HTTPS. */
const freshEventId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

class LineLost extends Error {}

/** Proxies answer with these when the service behind them is away: the same as no line at all. */
const isAway = (status: number) => status === 502 || status === 504;

function parseEvent(data: string): WireEvent {
  return JSON.parse(data) as WireEvent; // written by our own server from the type WireEvent
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done, { once: true });
    signal.addEventListener('abort', done, { once: true });
  });
}

/** One try. @throws LineLost when the line breaks before the answer, ApiProblem when the server says no. */
async function tryOnce(
  outgoing: Outgoing,
  where: Where,
  eventId: string,
  signal: AbortSignal,
  hear: (event: WireEvent) => void,
): Promise<'reply' | Extract<WireEvent, { type: 'failed' }>> {
  const response = await post(outgoing, where, eventId, signal).catch((error: unknown) => {
    throw new LineLost(String(error));
  });
  if (isAway(response.status)) throw new LineLost(String(response.status));
  if (!response.ok || response.body === null) throw await readProblem(response);
  const events = readEvents(readText(response.body));
  try {
    for await (const { data } of events) {
      const event = parseEvent(data);
      if (event.type === 'failed') return event;
      hear(event);
      if (event.type === 'reply') return 'reply';
    }
  } catch (error) {
    throw new LineLost(String(error));
  }
  throw new LineLost('the stream ended early');
}

/**
 * Sends something and listens to its turn to the end. When the line breaks, sends it again under the same event id,
 * so that the house answers once; when the house had given the turn up because the line broke, under a new one.
 */
export async function streamTurn(
  outgoing: Outgoing,
  where: Where,
  listener: TurnListener,
  stop: TurnStop,
): Promise<TurnOutcome> {
  let eventId = freshEventId();
  let accepted = false;
  const line = new AbortController();
  const signal = line.signal;
  const hangUp = () => line.abort();
  stop.hungUp.addEventListener('abort', hangUp, { once: true });
  stop.asked.addEventListener(
    'abort',
    () => {
      // A file may still be on its way to the server: then there is nothing to end there but the line.
      api.stop(where.company, eventId).then((known) => known || hangUp(), hangUp);
    },
    { once: true },
  );
  const hear = (event: WireEvent) => {
    if (event.type === 'accepted') accepted = true;
    listener.event(event);
  };
  for (let attempt = 0; ; attempt += 1) {
    try {
      const end = await tryOnce(outgoing, where, eventId, signal, hear);
      if (end === 'reply') return { kind: 'answered' };
      if (end.code === STOPPED && stop.asked.aborted) return { kind: 'stopped' };
      if (end.code === STOPPED && attempt > 0 && attempt < WAITS.length) {
        eventId = freshEventId();
        continue;
      }
      return { kind: 'failed', accepted, problem: new ApiProblem(200, end.code, end.message, end.advice) };
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      if (error instanceof ApiProblem) return { kind: 'failed', accepted, problem: error };
      const wait = WAITS[attempt];
      if (wait === undefined) {
        const problem = new ApiProblem(
          0,
          'line-lost',
          'The connection is lost.',
          'Check that the service runs and that you are online, then try again.',
        );
        return { kind: 'failed', accepted, problem };
      }
      listener.lost();
      await waitFor(wait, signal);
      if (signal.aborted) return { kind: 'stopped' };
    }
  }
}
