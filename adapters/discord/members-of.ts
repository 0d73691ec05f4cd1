import { type Client, type GuildBasedChannel, type GuildMember, PermissionFlagsBits } from 'discord.js';
import type { Place } from '../../src/contracts/delivery.ts';
import type { DiscordApi } from './discord-api.ts';
import { DIRECT_CHANNEL } from './handle-notices.ts';

/** More people than this are nobody in particular. */
const MOST_MEMBERS = 200;

/**
 * Who can read a channel, bots left out. null when that cannot be known: the members intent is off, or they are too
 * many. A person who may read a public channel counts although they never opened it.
 */
export async function membersOf(
  { api, client, self }: { readonly api: DiscordApi; readonly client: Client | null; readonly self: string },
  { workspace }: Place,
  conversation: string,
): Promise<readonly string[] | null> {
  try {
    const guild = client?.guilds.cache.get(workspace);
    const channel = guild?.channels.cache.get(conversation);
    if (!guild || !channel) return await readDirect(api, conversation, self);
    if (guild.memberCount > MOST_MEMBERS) return null;
    const members = await guild.members.list({ limit: MOST_MEMBERS + 1, cache: false });
    if (members.size > MOST_MEMBERS) return null;
    const invited = await readInvited(channel);
    const readers = members.filter((member) => !member.user.bot && canRead(channel, member, invited));
    return readers.map(({ id }) => id);
  } catch {
    return null;
  }
}

async function readDirect(api: DiscordApi, conversation: string, self: string): Promise<readonly string[] | null> {
  const { type, recipients = [] } = await api.channel(conversation);
  if (type !== DIRECT_CHANNEL) return null;
  return recipients.flatMap(({ id, bot }) => (bot || id === self ? [] : [id]));
}

/** People of a private thread; null for every other channel. */
async function readInvited(channel: GuildBasedChannel): Promise<ReadonlySet<string> | null> {
  if (!channel.isThread() || channel.type !== PRIVATE_THREAD) return null;
  return new Set((await channel.members.fetch({ cache: false })).keys());
}

const PRIVATE_THREAD = 12;

function canRead(channel: GuildBasedChannel, member: GuildMember, invited: ReadonlySet<string> | null): boolean {
  const permissions = channel.permissionsFor(member);
  if (!permissions.has(PermissionFlagsBits.ViewChannel)) return false;
  return invited === null || invited.has(member.id) || permissions.has(PermissionFlagsBits.ManageThreads);
}
