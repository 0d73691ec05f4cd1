import Fastify, { type FastifyInstance } from 'fastify';
import type { Channel } from '../../../adapters/channel.ts';
import { createDiscord } from '../../../adapters/discord/create-discord.ts';
import { type FakeChatHost, makeFakeChatHost } from '../channels/fake-chat-host.ts';
import { APPLICATION, type LocalDiscord, snowflake, startLocalDiscord, TOKEN } from './local-discord.ts';

type Json = Record<string, unknown>;

export const GUILD = '1200000000000000001';
export const OTHER_GUILD = '1200000000000000002';
export const CHANNEL = '1300000000000000001';
export const MARIA = '1400000000000000001';
export const TOM = '1400000000000000002';

export const maria = { id: MARIA, username: 'maria.h', global_name: 'Maria' };

export interface Rig {
  readonly discord: LocalDiscord;
  readonly host: FakeChatHost;
  readonly server: FastifyInstance;
  readonly channel: Channel;
  /** Everything that was logged, as one text. */
  logged(): string;
  /** A person writes. Returns the id of the message. */
  write(message: Json): string;
  /** A person uses a command, presses, fills a form. */
  interact(interaction: Json): { id: string; token: string };
  close(): Promise<void>;
}

/** The role Discord makes for a bot. */
export const BOT_ROLE = {
  id: '1210000000000000001',
  name: 'coach',
  permissions: '0',
  position: 1,
  color: 0,
  hoist: false,
  mentionable: false,
  managed: true,
  tags: { bot_id: APPLICATION },
};

/** A server as GUILD_CREATE tells of it. */
export function makeGuild(id: string, name: string, members: readonly { id: string; bot?: boolean }[] = []): Json {
  return {
    id,
    name,
    owner_id: MARIA,
    unavailable: false,
    member_count: members.length,
    preferred_locale: 'en-GB',
    system_channel_id: CHANNEL,
    // The @everyone role has the id of its server; 1024 + 2048: view and send.
    roles: [
      { id, name: '@everyone', permissions: '3072', position: 0, color: 0, hoist: false, mentionable: false },
      BOT_ROLE,
    ],
    channels: [
      { id: CHANNEL, type: 0, name: 'general', position: 0, permission_overwrites: [], guild_id: id },
      {
        id: '1300000000000000002',
        type: 0,
        name: 'owners',
        position: 1,
        guild_id: id,
        permission_overwrites: [
          { id, type: 0, allow: '0', deny: '1024' },
          { id: MARIA, type: 1, allow: '1024', deny: '0' },
        ],
      },
    ],
    members: members.map(({ id: user, bot }) => ({
      user: { id: user, username: `u${user}`, discriminator: '0', avatar: null, bot: bot ?? false },
      roles: [],
      joined_at: '2024-01-01T00:00:00.000Z',
    })),
    threads: [],
    emojis: [],
    stickers: [],
    features: [],
  };
}

export async function startRig(
  options: { publicKey?: string; flags?: number; guilds?: Json[]; start?: boolean; picture?: string } = {},
): Promise<Rig> {
  const discord = await startLocalDiscord();
  const host = makeFakeChatHost(options.picture);
  const server = Fastify();
  const lines: string[] = [];
  const keep = (fields: unknown, message: string) => lines.push(`${message} ${JSON.stringify(fields)}`);
  discord.application = { id: APPLICATION, flags: options.flags ?? 0 };
  if (options.flags) discord.gateway.privileged = 0;
  discord.gateway.guilds.push(...(options.guilds ?? [makeGuild(GUILD, 'Harbor & Hill')]));
  const channel = await createDiscord({
    host,
    server,
    config: { token: TOKEN, applicationId: APPLICATION, publicKey: options.publicKey, restUrl: discord.restUrl },
    log: { info: keep, warn: keep, error: keep },
  });
  if (options.start !== false) {
    await channel.start();
    // The client knows its servers once each GUILD_CREATE has come.
    await until(async () => (discord.gateway.identified.length > 0 ? true : null));
  }
  return {
    discord,
    host,
    server,
    channel,
    logged: () => lines.join('\n'),
    write(message) {
      const id = String(message.id ?? snowflake());
      discord.gateway.dispatch('MESSAGE_CREATE', {
        id,
        ...emptyMessage(),
        ...message,
      });
      return id;
    },
    interact(interaction) {
      const { id, token, payload } = makeInteraction(interaction);
      discord.gateway.sources.set(token, sourceOf(payload));
      discord.gateway.dispatch('INTERACTION_CREATE', payload);
      return { id, token };
    },
    async close() {
      await channel.stop();
      await server.close();
      await discord.close();
    },
  };
}

/** A message with every field Discord always sends. */
function emptyMessage(): Json {
  return {
    channel_id: CHANNEL,
    author: maria,
    content: '',
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    type: 0,
  };
}

/** An interaction as Discord sends it, by gateway and over HTTP alike. */
export function makeInteraction(interaction: Json): { id: string; token: string; payload: Json } {
  const id = String(interaction.id ?? snowflake());
  const token = `secret-token-of-${id}`;
  const inGuild = interaction.guild_id !== null;
  const who = interaction.user ?? maria;
  const payload = {
    id,
    application_id: APPLICATION,
    token,
    version: 1,
    channel_id: CHANNEL,
    locale: 'de',
    app_permissions: '3072',
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: { 0: GUILD },
    entitlements: [],
    context: inGuild ? 0 : 1,
    ...interaction,
    ...(interaction.message ? { message: { ...emptyMessage(), ...Object(interaction.message) } } : {}),
    guild_id: inGuild ? (interaction.guild_id ?? GUILD) : undefined,
    member: inGuild ? { user: who, nick: null, roles: [], permissions: '0' } : undefined,
    user: inGuild ? undefined : who,
  };
  return { id, token, payload };
}

export function sourceOf(payload: Json): { channel: string; message: string | null } {
  const { message } = payload;
  const id = typeof message === 'object' && message !== null && 'id' in message ? String(message.id) : null;
  return { channel: String(payload.channel_id), message: id };
}

/** Waits for something to be there. @throws Error after five seconds */
export async function until<Value>(
  look: () => Value | null | undefined | Promise<Value | null | undefined>,
): Promise<Value> {
  const end = Date.now() + 5_000;
  while (Date.now() < end) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not happen.');
}
