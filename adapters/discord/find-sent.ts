import type { DiscordApi, SentMessage } from './discord-api.ts';
import type { DrawnMessage } from './render-reply.ts';
import { timeOf } from './wire.ts';

/** Milliseconds back in which a lost try can have been. */
const LOOK_BACK_MS = 2 * 3_600_000;
const MOST = 50;

/**
 * Messages of an earlier try that nobody heard of, one for each of `messages` in their order; null where there is
 * none. They are known by their looks: Discord keeps no key of ours on them.
 * @param self the bot's user id @param after only what came after this message @param now milliseconds
 */
export async function findSent(
  api: Pick<DiscordApi, 'recent'>,
  { channel, self, after, now }: { channel: string; self: string; after: string | null; now: number },
  messages: readonly DrawnMessage[],
): Promise<readonly (SentMessage | null)[]> {
  const recent = (await api.recent(channel, MOST)).filter(
    ({ id, author }) =>
      author.id === self &&
      now - timeOf(id).getTime() < LOOK_BACK_MS &&
      (after === null || !/^\d+$/.test(after) || BigInt(id) > BigInt(after)),
  );
  const left = [...recent].reverse();
  return messages.map((message) => {
    const at = left.findIndex((sent) => looksLike(sent, message));
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  });
}

function looksLike(sent: SentMessage, { content, embeds }: DrawnMessage): boolean {
  return sent.content.trim() === content.trim() && sent.embeds.length === embeds.length;
}
