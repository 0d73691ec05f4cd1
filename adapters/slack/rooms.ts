import { LRUCache } from 'lru-cache';
import type { Inbound } from '../../src/contracts/inbound.ts';
import type { Place } from '../channel.ts';
import type { Bots } from './bots.ts';
import type { People } from './people.ts';
import { settleBy } from './settle-by.ts';

type Audience = Inbound['audience'];

/** Who is in a conversation, and who therefore hears an answer. */
export interface Rooms {
  /**
   * What Slack does not say within a moment counts as `external`: then numbers are shown to the asker alone.
   * @param envelope what came with the event, which is newer than anything remembered
   */
  audience(
    place: Place,
    conversation: string,
    envelope?: { readonly direct: boolean; readonly shared: boolean | undefined },
  ): Promise<Audience>;
  /** Ids of the people there, without bots; null when there are too many, or Slack does not say. */
  members(place: Place, conversation: string): Promise<readonly string[] | null>;
  /** The direct conversation with a person. @throws what Slack's SDK throws */
  direct(place: Place, user: string): Promise<string>;
  /** Somebody came in: who is there is asked anew. */
  forget(place: Place, conversation: string): void;
}

const TRUST_MS = 60_000;
const PATIENCE_MS = 1_200;
const MOST_MEMBERS = 200;

export function createRooms(bots: Bots, people: People): Rooms {
  const audiences = new LRUCache<string, Audience>({ max: 5_000, ttl: TRUST_MS });
  const members = new LRUCache<string, readonly string[]>({ max: 1_000, ttl: TRUST_MS });
  const directs = new LRUCache<string, string>({ max: 5_000 });
  const keyOf = (place: Place, id: string) => `${place.workspace}:${id}`;

  async function ask(place: Place, conversation: string): Promise<Audience> {
    const client = await bots.clientFor(place);
    const { channel } = await client.conversations.info({ channel: conversation });
    const outside = channel?.is_ext_shared || channel?.is_pending_ext_shared;
    return outside ? 'external' : channel?.is_im ? 'private' : 'group';
  }

  async function list(place: Place, conversation: string): Promise<readonly string[] | null> {
    const [client, robots] = await Promise.all([bots.clientFor(place), people.botsOf(place)]);
    if (!robots) return null;
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.conversations.members({
        channel: conversation,
        limit: MOST_MEMBERS,
        ...(cursor ? { cursor } : {}),
      });
      found.push(...(page.members ?? []).filter((id) => !robots.has(id)));
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor && found.length <= MOST_MEMBERS);
    return found.length > MOST_MEMBERS ? null : found;
  }

  return {
    async audience(place, conversation, envelope) {
      if (envelope?.direct) return 'private';
      const key = keyOf(place, conversation);
      if (envelope?.shared !== undefined) audiences.set(key, envelope.shared ? 'external' : 'group');
      const known = audiences.get(key);
      if (known) return known;
      const found = await settleBy(PATIENCE_MS, ask(place, conversation));
      if (found) audiences.set(key, found);
      return found ?? 'external';
    },
    async members(place, conversation) {
      const key = keyOf(place, conversation);
      const known = members.get(key);
      if (known) return known;
      const found = await list(place, conversation).catch(() => null);
      if (found) members.set(key, found);
      return found;
    },
    async direct(place, user) {
      const key = keyOf(place, user);
      const known = directs.get(key);
      if (known) return known;
      const client = await bots.clientFor(place);
      const { channel } = await client.conversations.open({ users: user });
      const id = channel?.id ?? '';
      if (id) directs.set(key, id);
      return id;
    },
    forget: (place, conversation) => {
      members.delete(keyOf(place, conversation));
    },
  };
}
