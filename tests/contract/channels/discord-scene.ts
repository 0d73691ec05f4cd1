import { APPLICATION, type LocalDiscord, snowflake } from '../discord/local-discord.ts';
import { BOT_ROLE, GUILD, makeGuild } from '../discord/start-discord.ts';
import type { Where, Who } from './channel-driver.ts';

/** The story's people as Discord names them. */
export const DISCORD_PEOPLE = {
  owner: { id: '1400000000000000011', username: 'olga.owner', global_name: 'Olga Owner' },
  colleague: { id: '1400000000000000012', username: 'carl.c', global_name: 'Carl Colleague' },
  stranger: { id: '1400000000000000013', username: 'stan', global_name: 'Stan Stranger' },
  guest: { id: '1400000000000000014', username: 'greta', global_name: 'Greta Guest' },
} as const satisfies Record<Who, object>;

/** Channels of one server, each open to some of its people only. Discord knows no people from outside a server. */
const CHANNELS: Readonly<Record<Exclude<Where, 'direct'>, { readonly id: string; readonly people: readonly Who[] }>> = {
  team: { id: '1300000000000000021', people: ['owner', 'colleague'] },
  mixed: { id: '1300000000000000022', people: ['owner', 'colleague', 'stranger'] },
  outside: { id: '1300000000000000023', people: ['owner', 'colleague', 'guest'] },
};

const ALL = Object.keys(DISCORD_PEOPLE) as Who[]; // its keys are the people
const MEMBERS_INTENT = 1 << 15;
const VIEW = '1024';

/** Sets the scene: who is there, and where. */
export function peopleDiscord(discord: LocalDiscord): void {
  const people = ALL.map((who) => DISCORD_PEOPLE[who]);
  const guild = makeGuild(GUILD, 'Harbor & Hill', [...people, { id: APPLICATION, bot: true }]);
  const channels = Object.entries(CHANNELS).map(([name, channel], position) => ({
    id: channel.id,
    type: 0,
    name,
    position,
    guild_id: GUILD,
    permission_overwrites: [
      { id: GUILD, type: 0, allow: '0', deny: VIEW },
      { id: BOT_ROLE.id, type: 0, allow: VIEW, deny: '0' },
      ...channel.people.map((who) => ({ id: DISCORD_PEOPLE[who].id, type: 1, allow: VIEW, deny: '0' })),
    ],
  }));
  discord.gateway.guilds.push({ ...guild, owner_id: DISCORD_PEOPLE.owner.id, channels });
  discord.gateway.privileged = 0;
  discord.application = { id: APPLICATION, flags: MEMBERS_INTENT };
  for (const who of ALL) {
    discord.members.add(`${GUILD}:${DISCORD_PEOPLE[who].id}`);
    discord.direct.set(DISCORD_PEOPLE[who].id, snowflake());
  }
}

/** Takes a person out of the server, as Discord's own lists then show it. */
export function leaveDiscord(discord: LocalDiscord, who: Who): void {
  const { id } = DISCORD_PEOPLE[who];
  discord.members.delete(`${GUILD}:${id}`);
  for (const guild of discord.gateway.guilds)
    guild.members = discord.gateway.membersOf(GUILD).filter(({ user }) => Object(user).id !== id);
}

export function channelOf(discord: LocalDiscord, who: Who, where: Where): string {
  return where === 'direct' ? (discord.direct.get(DISCORD_PEOPLE[who].id) ?? '') : CHANNELS[where].id;
}

/** Where a channel is in the story, and who sees what stands there. */
export function readChannel(
  discord: LocalDiscord,
  channel: string,
): { readonly where: Where; readonly seenBy: 'all' | Who } {
  const room = Object.entries(CHANNELS).find(([, { id }]) => id === channel);
  if (room) return { where: room[0] as Where, seenBy: 'all' }; // a key of CHANNELS
  const seenBy = ALL.find((who) => channelOf(discord, who, 'direct') === channel);
  if (!seenBy) throw new Error(`Nothing in the story is ${channel}.`);
  return { where: 'direct', seenBy };
}
