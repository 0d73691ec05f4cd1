import { LRUCache } from 'lru-cache';
import type { TurnEvent } from '../../src/contracts/turn.ts';
import { followTurn } from '../presentation/follow-turn.ts';
import type { DiscordApi } from './discord-api.ts';
import { escapeText } from './escape-text.ts';
import { plainBody } from './message-body.ts';

/** Discord shows "is typing" for about ten seconds. */
const TYPING_MS = 8_000;

/** Shows that the coach is at work. Nothing here can fail a turn. */
export interface Progress {
  /** "is typing", until the turn is over. */
  type(channel: string, events: AsyncIterable<TurnEvent>): Promise<void>;
  /** Progress words in the message Discord opened for a command; the answer takes its place. */
  write(eventId: string, token: string, events: AsyncIterable<TurnEvent>): Promise<void>;
  /** Before the answer goes out: nothing may overwrite it afterwards. */
  finish(eventId: string): Promise<void>;
}

export function createProgress(api: Pick<DiscordApi, 'typing' | 'editOriginal'>): Progress {
  const open = new Map<string, Promise<unknown>>();
  const finished = new LRUCache<string, true>({ max: 5_000, ttl: 20 * 60_000 });
  return {
    async type(channel, events) {
      const show = () => void api.typing(channel).catch(() => undefined);
      show();
      const timer = setInterval(show, TYPING_MS);
      try {
        for await (const event of events) if (event.type === 'reply' || event.type === 'failed') break;
      } catch {
        // A turn that cannot be followed is still answered.
      } finally {
        clearInterval(timer);
      }
    },
    async write(eventId, token, events) {
      const heard = { words: false };
      const show = async ({ text }: { readonly text: string }) => {
        // Without words of its own the turn may run in another process, which may answer at this very moment;
        // and Discord says "is thinking" by itself.
        if (!heard.words || finished.has(eventId)) return;
        const edit = api.editOriginal(token, plainBody(`-# ${escapeText(text)} …`)).catch(() => undefined);
        open.set(eventId, edit);
        await edit;
      };
      await followTurn(listen(events, heard), { show }).catch(() => null);
      open.delete(eventId);
    },
    async finish(eventId) {
      finished.set(eventId, true);
      await open.get(eventId);
    },
  };
}

async function* listen(events: AsyncIterable<TurnEvent>, heard: { words: boolean }): AsyncGenerator<TurnEvent> {
  for await (const event of events) {
    if (event.type === 'progress') heard.words = true;
    yield event;
  }
}
