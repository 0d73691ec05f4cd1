import { generateKeyPairSync } from 'node:crypto';
import { APPLICATION, snowflake, startLocalDiscord, TOKEN } from '../discord/local-discord.ts';
import { GUILD, makeInteraction, sourceOf, until } from '../discord/start-discord.ts';
import { startHouse } from '../house/start-house.ts';
import type { ChannelDriver, Said, Where, Who } from './channel-driver.ts';
import { forgeDiscord, type SignedBody, signBody } from './discord-forgeries.ts';
import { readDiscordPosts } from './discord-posts.ts';
import { channelOf, DISCORD_PEOPLE, leaveDiscord, peopleDiscord, readChannel } from './discord-scene.ts';

type Fields = Record<string, unknown>;

const BOT = { id: APPLICATION, username: 'coach', bot: true };
const PLACE = { channel: 'discord', workspace: GUILD } as const;

/**
 * The real Discord channel with the real SDK, Discord on this machine before it and the whole house behind it.
 * @param via the way commands and presses come; messages always come by the gateway
 */
export async function startDiscordDriver(via: 'gateway' | 'http'): Promise<ChannelDriver> {
  const discord = await startLocalDiscord();
  peopleDiscord(discord);
  const keys = generateKeyPairSync('ed25519');
  const house = await startHouse(
    {
      sample: false,
      encryptionKey: Buffer.alloc(32, 7).toString('base64'),
      publicUrl: 'https://coach.example.com',
      discord: {
        token: TOKEN,
        applicationId: APPLICATION,
        publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('hex'),
      },
    },
    { discord: discord.restUrl },
  );
  const team = channelOf(discord, 'owner', 'team');
  // Its servers come to the client one by one, after it is connected.
  await until(() => house.app.channels.get('discord')?.membersOf(PLACE, team));
  /** What people said, by its id. */
  const saidBefore = new Map<string, Fields>();
  const pressers = new Map<string, Who>();
  const posts = () => readDiscordPosts(discord, (token) => pressers.get(token ?? ''));

  async function post({ body, timestamp, signature }: SignedBody): Promise<Response> {
    return fetch(`${house.url}/discord/interactions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-signature-ed25519': signature,
        'x-signature-timestamp': timestamp,
      },
      body,
    });
  }

  async function interact(who: Who, where: Where, fields: Fields): Promise<void> {
    const { token, payload } = makeInteraction({
      channel_id: channelOf(discord, who, where),
      ...(where === 'direct' ? { guild_id: null } : {}),
      user: DISCORD_PEOPLE[who],
      locale: 'en-US',
      ...fields,
    });
    pressers.set(token, who);
    discord.gateway.sources.set(token, sourceOf(payload));
    if (via === 'gateway') return discord.gateway.dispatch('INTERACTION_CREATE', payload);
    const response = await post(signBody(payload, keys.privateKey));
    const text = await response.text();
    if (response.status !== 200) throw new Error(`Discord was answered with ${response.status}: ${text}`);
    const { type, data } = JSON.parse(text);
    // What Discord does with such an answer: it opens the message that the token then finishes.
    if (type === 4 || type === 5)
      discord.gateway.overHttp.set(token, { ...sourceOf(payload), flags: Number(data?.flags ?? 0) });
  }

  function attach({ name, content }: NonNullable<Said['file']>): Fields {
    const id = snowflake();
    discord.files.set(`/files/${id}/${name}`, Buffer.from(content));
    const url = `${discord.origin}/files/${id}/${name}`;
    return { attachments: [{ id, filename: name, url, size: content.length, content_type: 'text/csv' }] };
  }

  function replyTo(id: string): Fields {
    const message_reference = { message_id: id };
    const answered = discord.messages.get(id);
    return { type: 19, message_reference, referenced_message: answered ? { ...answered, timestamp: now() } : null };
  }

  return {
    name: 'discord',
    without: {},
    house,
    async say({ as, where, text, thread, mention, file, lateMs = 0 }) {
      const at = Date.now() - lateMs;
      const said = {
        id: snowflake(at),
        channel_id: channelOf(discord, as, where),
        ...(where === 'direct' ? {} : { guild_id: GUILD, member: { nick: null, roles: [] } }),
        author: DISCORD_PEOPLE[as],
        content: mention ? `<@${APPLICATION}> ${text}` : text,
        mentions: mention ? [BOT] : [],
        mention_roles: [],
        mention_everyone: false,
        timestamp: new Date(at).toISOString(),
        edited_timestamp: null,
        tts: false,
        pinned: false,
        type: 0,
        embeds: [],
        components: [],
        attachments: [],
        ...(thread === undefined ? {} : replyTo(thread)),
        ...(file ? attach(file) : {}),
      };
      saidBefore.set(said.id, said);
      discord.gateway.dispatch('MESSAGE_CREATE', said);
      return said.id;
    },
    async command(who, where, name, rest) {
      const [, what = rest, when] = /^(.*?) ((?:next|last|this) \S+)$/.exec(rest) ?? [];
      const options = Object.entries({ what, when }).flatMap(([option, value]) =>
        value ? [{ name: option, type: 3, value }] : [],
      );
      await interact(who, where, { type: 2, data: { id: snowflake(), name, type: 1, options } });
    },
    async press(who, { id, text }, label) {
      const shown = posts().find((one) => one.id === id);
      const button = shown?.buttons.find((one) =>
        typeof label === 'string' ? one.label === label : label.test(one.label),
      );
      if (!shown || !button) throw new Error(`No button ${label} under: ${text}`);
      await interact(who, shown.where, { type: 3, data: button.data, message: { id, flags: shown.flags } });
      // What a press is answered with comes as a message that the person alone sees.
      return '';
    },
    async edit(id, text) {
      const before = findSaid(saidBefore, id);
      discord.gateway.dispatch('MESSAGE_UPDATE', { ...before, content: text, edited_timestamp: now() });
    },
    async erase(id) {
      const { channel_id, guild_id } = findSaid(saidBefore, id);
      discord.gateway.dispatch('MESSAGE_DELETE', { id, channel_id, guild_id });
    },
    async repeat() {
      discord.gateway.repeat();
    },
    async echo() {
      const own = [...discord.messages.values()].at(-1);
      if (!own) throw new Error('The coach said nothing yet.');
      const { where } = readChannel(discord, own.channel_id);
      const there = where === 'direct' ? {} : { guild_id: GUILD };
      discord.gateway.dispatch('MESSAGE_CREATE', { ...own, ...there, author: BOT, timestamp: now() });
    },
    async leave(who) {
      leaveDiscord(discord, who);
      discord.gateway.dispatch('GUILD_MEMBER_REMOVE', { guild_id: GUILD, user: DISCORD_PEOPLE[who] });
    },
    async forge(count) {
      const goals = () => makeInteraction({ type: 2, user: DISCORD_PEOPLE.owner, data: { name: 'goals' } }).payload;
      const used = signBody(makeInteraction({ type: 1 }).payload, keys.privateKey);
      await post(used);
      const status = async (request: SignedBody) => (await post(request)).status;
      return forgeDiscord(status, { fresh: goals, used, key: keys.privateKey }, count);
    },
    misbehave(how, times) {
      const messages = /^POST \/channels\/\d+\/messages$/;
      if (how === 'down') return discord.fail(messages, 503, {}, { times });
      const body = { message: 'You are being rate limited.', retry_after: 1, global: false };
      const headers = { 'retry-after': '1', 'x-ratelimit-scope': 'shared' };
      discord.fail(messages, 429, body, { headers, times });
    },
    posts,
    mistakes: () => discord.refused,
    async close() {
      await house.close();
      await discord.close();
    },
  };
}

const now = (): string => new Date().toISOString();

function findSaid(said: ReadonlyMap<string, Fields>, id: string): Fields {
  const before = said.get(id);
  if (!before) throw new Error('Nobody said that.');
  return before;
}
