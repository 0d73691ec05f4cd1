import { LRUCache } from 'lru-cache';
import type { ChatHost, Place } from '../channel.ts';
import type { DiscordApi } from './discord-api.ts';
import { DISCORD_CODES, discordCode } from './name-error.ts';

/** A server the bot is in. */
export interface Guild {
  readonly id: string;
  readonly name: string;
}

/** Which company a direct message is about: Discord does not say from which server a person comes. */
export type FoundWorkspace =
  | { readonly kind: 'one'; readonly workspace: string }
  | { readonly kind: 'several'; readonly guilds: readonly Guild[] }
  | { readonly kind: 'none' };

export interface WorkspaceFinder {
  /** Servers shared with the person; of several, the one where they are let in, or the one they chose last. */
  find(user: string): Promise<FoundWorkspace>;
  /** All servers the person shares with the bot. */
  shared(user: string): Promise<readonly Guild[]>;
  isMember(guild: string, user: string): Promise<boolean>;
  /** Remembers what they chose, in this process. */
  choose(user: string, guild: string): void;
  /** They left the server: that is believed at once. */
  leave(user: string, guild: string): void;
}

/** Minutes a membership is believed without asking again: after leaving, direct messages end within them. */
const BELIEVED_MS = 5 * 60_000;
const AT_ONCE = 10;

export function createWorkspaceFinder({
  api,
  host,
  guilds,
  now = () => performance.now(),
}: {
  readonly api: Pick<DiscordApi, 'member'>;
  readonly host: Pick<ChatHost, 'home' | 'notice'>;
  readonly guilds: () => readonly Guild[];
  /** Milliseconds since anything. */
  readonly now?: () => number;
}): WorkspaceFinder {
  const clock = { perf: { now }, ttlResolution: 0 };
  const members = new LRUCache<string, boolean>({ max: 20_000, ttl: BELIEVED_MS, allowStale: true, ...clock });
  const chosen = new LRUCache<string, string>({ max: 10_000, ttl: 24 * 3_600_000, ...clock });
  const isMember = async (guild: string, user: string): Promise<boolean> => {
    const key = `${guild}:${user}`;
    const fresh = members.getRemainingTTL(key) > 0 ? members.get(key) : undefined;
    if (fresh !== undefined) return fresh;
    const before = members.peek(key, { allowStale: true });
    const now = await askMembership(api, guild, user);
    members.set(key, now);
    // Without the members intent this is how a leaving is noticed.
    if (before && !now) await host.notice(placeOf(guild), { kind: 'left', user });
    return now;
  };
  const shared = async (user: string): Promise<readonly Guild[]> => {
    const found: Guild[] = [];
    const all = guilds();
    for (let at = 0; at < all.length; at += AT_ONCE) {
      const some = all.slice(at, at + AT_ONCE);
      const are = await Promise.all(some.map(({ id }) => isMember(id, user)));
      found.push(...some.filter((_, index) => are[index]));
    }
    return found;
  };
  return {
    isMember,
    shared,
    choose: (user, guild) => chosen.set(user, guild),
    leave: (user, guild) => members.set(`${guild}:${user}`, false),
    async find(user) {
      const all = await shared(user);
      const letIn = await Promise.all(all.map(async ({ id }) => (await host.home(placeOf(id), user)) !== null));
      const known = all.filter((_, at) => letIn[at]);
      const candidates = known.length > 0 ? known : all;
      const [first] = candidates;
      if (!first) return { kind: 'none' };
      if (candidates.length === 1) return { kind: 'one', workspace: first.id };
      const before = chosen.get(user);
      if (before && candidates.some(({ id }) => id === before)) return { kind: 'one', workspace: before };
      return { kind: 'several', guilds: candidates };
    },
  };
}

/** For who presses a button of a server that they left. */
export const NOT_MEMBER = 'You are no longer in the server this answer belongs to.';

export function placeOf(workspace: string): Place {
  return { channel: 'discord', workspace };
}

async function askMembership(api: Pick<DiscordApi, 'member'>, guild: string, user: string): Promise<boolean> {
  try {
    await api.member(guild, user);
    return true;
  } catch (thrown) {
    const code = discordCode(thrown);
    // 10004 and 50001: the bot itself is no longer there.
    if (code === DISCORD_CODES.unknownMember || code === 10_004 || code === DISCORD_CODES.missingAccess) return false;
    throw thrown;
  }
}
