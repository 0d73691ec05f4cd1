import type { Inbound } from '../../../src/contracts/inbound.ts';
import type { TurnEvent } from '../../../src/contracts/turn.ts';
import type { ChatHost, Place } from '../../channel.ts';
import { followTurn } from '../../presentation/follow-turn.ts';
import { readTeamsAddress } from '../address.ts';
import { TeamsApiError } from '../api-error.ts';
import type { TeamsAddress, TeamsTransport } from '../transport.ts';
import type { LiveTurns } from './live-turns.ts';
import { drawProgress, STREAM_MS } from './stream-draft.ts';

/** "Is typing" fades after a few seconds. Milliseconds. */
const TYPING_MS = 3_000;

export interface TurnShower {
  readonly host: Pick<ChatHost, 'keepLive'>;
  readonly transport: Pick<TeamsTransport, 'send' | 'remove'>;
  readonly live: LiveTurns;
}

/**
 * Shows that the coach is at work, until the turn is over: words of progress in a 1:1 chat, "is typing" elsewhere and
 * where streams are not allowed.
 * @throws TeamsApiError and others: nobody is worse off, the answer comes by the outbox
 */
export async function showTurn(
  { host, transport, live }: TurnShower,
  inbound: Inbound,
  events: AsyncIterable<TurnEvent>,
): Promise<void> {
  const { eventId } = inbound;
  const address = readTeamsAddress(inbound.address ?? null);
  live.open(eventId);
  const typing = keepTyping(() => live.send(eventId, () => sendTyping(transport, address)));
  const stream =
    address.conversation.conversationType === 'personal'
      ? openStream({ host, transport }, address, inbound, eventId)
      : null;
  try {
    const last = await followTurn(events, {
      async show({ text }) {
        if (!stream?.alive()) return typing.start();
        await live.send(eventId, () => stream.show(text)).catch(() => typing.start());
      },
    });
    const answered = last?.type === 'reply' || last?.type === 'failed';
    // The question was taken back: no answer will come to end the stream.
    if (!answered && live.isOpen(eventId)) await stream?.takeAway();
  } finally {
    typing.stop();
    live.forget(eventId);
  }
}

async function sendTyping(transport: Pick<TeamsTransport, 'send'>, address: TeamsAddress): Promise<null> {
  await transport.send(address, { type: 'typing' });
  return null;
}

/** Says "is typing" again and again; a failure only means that nobody sees it. */
function keepTyping(send: () => Promise<void>): { start(): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  const say = () => void send().catch(() => undefined);
  return {
    start() {
      if (timer) return;
      say();
      timer = setInterval(say, TYPING_MS);
    },
    stop() {
      if (timer) clearInterval(timer);
    },
  };
}

/** A stream of progress lines. It dies by refusal or age; what comes after it is a message of its own. */
function openStream(
  { host, transport }: Omit<TurnShower, 'live'>,
  address: TeamsAddress,
  place: Place,
  eventId: string,
) {
  let sequence = 0;
  let streamId: string | null = null;
  let openedAt = 0;
  let refused = false;
  return {
    alive: () => !refused && (streamId === null || Date.now() - openedAt < STREAM_MS),
    async show(text: string) {
      try {
        const { id } = await transport.send(address, drawProgress(text, sequence + 1, streamId));
        sequence += 1;
        if (streamId !== null || id === '') return null;
        streamId = id;
        openedAt = Date.now();
      } catch (error) {
        refused = error instanceof TeamsApiError && error.status !== 429;
        throw error;
      }
      const ref = { conversation: address.conversation.id, message: streamId };
      // When it cannot be kept, only another process would miss it.
      await host.keepLive(placeOf(place), eventId, ref).catch(() => undefined);
      return ref;
    },
    async takeAway() {
      if (streamId !== null) await transport.remove(address, streamId);
    },
  };
}

function placeOf({ channel, workspace }: Place): Place {
  return { channel, workspace };
}
