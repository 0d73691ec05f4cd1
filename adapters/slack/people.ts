import { LRUCache } from 'lru-cache';
import type { Place } from '../channel.ts';
import type { Bots } from './bots.ts';
import { settleBy } from './settle-by.ts';

/** What Slack says of a person. */
export interface SlackPerson {
  readonly name: string | undefined;
  /** BCP 47. */
  readonly locale: string;
  /** IANA name. */
  readonly timezone: string;
  /** From outside: a guest of the workspace. */
  readonly guest: boolean;
}

export interface People {
  /** Asks Slack once an hour at most; never fails, never waits long. */
  person(place: Place, user: string): Promise<SlackPerson>;
  /**
   * Ids of all bots of the workspace; null when there are too many people to look through, or Slack does not say.
   */
  botsOf(place: Place): Promise<ReadonlySet<string> | null>;
  /** They changed something about themselves. */
  forget(place: Place, user: string): void;
}

const STRANGER: SlackPerson = { name: undefined, locale: 'en-US', timezone: 'UTC', guest: false };
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 1_200;
/** Pages of 200 people: a company larger than that is none of our size. */
const MOST_PAGES = 5;

export function createPeople(bots: Bots): People {
  const known = new LRUCache<string, SlackPerson>({ max: 5_000, ttl: HOUR_MS });
  const robots = new LRUCache<string, ReadonlySet<string>>({ max: 200, ttl: HOUR_MS / 6 });
  const keyOf = (place: Place, user: string) => `${place.workspace}:${user}`;

  async function ask(place: Place, id: string): Promise<SlackPerson> {
    const client = await bots.clientFor(place);
    const { user } = await client.users.info({ user: id, include_locale: true });
    const person = {
      name: user?.profile?.display_name || user?.profile?.real_name || user?.real_name,
      locale: user?.locale ?? STRANGER.locale,
      timezone: user?.tz ?? STRANGER.timezone,
      guest: Boolean(user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger),
    };
    known.set(keyOf(place, id), person);
    return person;
  }

  async function listBots(place: Place): Promise<ReadonlySet<string> | null> {
    const client = await bots.clientFor(place);
    const found = new Set<string>(['USLACKBOT']);
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { members = [], response_metadata } = await client.users.list({
        limit: 200,
        ...(cursor ? { cursor } : {}),
      });
      for (const { id, is_bot } of members) if (id && is_bot) found.add(id);
      cursor = response_metadata?.next_cursor;
      if (!cursor) return found;
    }
    return null;
  }

  return {
    person: async (place, user) =>
      known.get(keyOf(place, user)) ?? (await settleBy(PATIENCE_MS, ask(place, user))) ?? STRANGER,
    async botsOf(place) {
      const cached = robots.get(place.workspace);
      if (cached) return cached;
      const found = await listBots(place);
      if (found) robots.set(place.workspace, found);
      return found;
    },
    forget: (place, user) => {
      known.delete(keyOf(place, user));
    },
  };
}
