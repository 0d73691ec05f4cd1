import {
  type APIInteractionResponse,
  type RawFile,
  REST,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPutAPIApplicationCommandsJSONBody,
  type RouteLike,
  Routes,
} from 'discord.js';
import { z } from 'zod';

const snowflake = z.string();
const messageShape = z.object({
  id: snowflake,
  channel_id: snowflake,
  content: z.string().default(''),
  author: z.object({ id: snowflake }),
  embeds: z.array(z.unknown()).default([]),
  attachments: z.array(z.unknown()).default([]),
  flags: z.number().default(0),
  message_reference: z.object({ message_id: snowflake.optional() }).optional(),
});
const applicationShape = z.object({
  id: snowflake,
  flags: z.number().default(0),
  verify_key: z.string().optional(),
  interactions_endpoint_url: z.string().nullish(),
});
const channelShape = z.object({
  id: snowflake,
  type: z.number(),
  recipients: z.array(z.object({ id: snowflake, bot: z.boolean().optional() })).optional(),
});
const guildsShape = z.array(z.object({ id: snowflake, permissions: z.string().default('0') }));
const commandsShape = z.array(z.object({ name: z.string() }));

export type SentMessage = z.infer<typeof messageShape>;
export type MessageBody = RESTPostAPIChannelMessageJSONBody;

/** The calls of Discord's HTTP API that the channel makes. Each throws what `discord.js` throws: see `name-error.ts`. */
export type DiscordApi = ReturnType<typeof createDiscordApi>;

/** @param restUrl without a version, e.g. `https://discord.com/api` */
export function createDiscordApi({
  token,
  applicationId,
  restUrl,
}: {
  token: string;
  applicationId: string;
  restUrl?: string;
}) {
  const rest = new REST({
    ...(restUrl ? { api: restUrl } : {}),
    // The outbox waits and tries again, so that a limit or an outage never blocks a worker here.
    rejectOnRateLimit: () => true,
    retries: 0,
    offset: 0,
    timeout: 15_000,
  });
  /** A 401 makes the client forget its token; the next call must get the same clear refusal, not another error. */
  const own = () => rest.setToken(token);
  const webhook = (secret: string, message?: string): RouteLike =>
    message ? Routes.webhookMessage(applicationId, secret, message) : Routes.webhook(applicationId, secret);
  return {
    async send(channel: string, body: MessageBody, files: readonly RawFile[] = []): Promise<SentMessage> {
      return messageShape.parse(await own().post(Routes.channelMessages(channel), { body, files: [...files] }));
    },
    async edit(
      channel: string,
      message: string,
      body: MessageBody,
      files: readonly RawFile[] = [],
    ): Promise<SentMessage> {
      return messageShape.parse(
        await own().patch(Routes.channelMessage(channel, message), { body, files: [...files] }),
      );
    },
    async remove(channel: string, message: string): Promise<void> {
      await own().delete(Routes.channelMessage(channel, message));
    },
    /** The newest messages of a channel, newest first. */
    async recent(channel: string, limit: number): Promise<readonly SentMessage[]> {
      const query = new URLSearchParams({ limit: String(limit) });
      return z.array(messageShape).parse(await own().get(Routes.channelMessages(channel), { query }));
    },
    async typing(channel: string): Promise<void> {
      await own().post(Routes.channelTyping(channel));
    },
    /** The direct channel with one person; opening it twice gives the same. */
    async openDirect(user: string): Promise<string> {
      const opened = await own().post(Routes.userChannels(), { body: { recipient_id: user } });
      return channelShape.parse(opened).id;
    },
    async channel(id: string): Promise<z.infer<typeof channelShape>> {
      return channelShape.parse(await own().get(Routes.channel(id)));
    },
    /** Throws 10007 when the person is not a member. */
    async member(guild: string, user: string): Promise<void> {
      await own().get(Routes.guildMember(guild, user));
    },
    /** The first answer to an interaction, within 3 s. */
    async respond(interaction: string, secret: string, body: APIInteractionResponse): Promise<void> {
      await rest.post(Routes.interactionCallback(interaction, secret), { auth: false, body });
    },
    async original(secret: string): Promise<SentMessage> {
      return messageShape.parse(await rest.get(webhook(secret, '@original'), { auth: false }));
    },
    async editOriginal(secret: string, body: MessageBody, files: readonly RawFile[] = []): Promise<SentMessage> {
      const edited = await rest.patch(webhook(secret, '@original'), { auth: false, body, files: [...files] });
      return messageShape.parse(edited);
    },
    async followUp(secret: string, body: MessageBody, files: readonly RawFile[] = []): Promise<SentMessage> {
      const query = new URLSearchParams({ wait: 'true' });
      return messageShape.parse(await rest.post(webhook(secret), { auth: false, query, body, files: [...files] }));
    },
    /** @param message `@original` or an id of a message the interaction made, also one that only one person sees */
    async removeAnswer(secret: string, message: string): Promise<void> {
      await rest.delete(webhook(secret, message), { auth: false });
    },
    async application(): Promise<z.infer<typeof applicationShape>> {
      return applicationShape.parse(await own().get(Routes.currentApplication()));
    },
    async guilds(): Promise<z.infer<typeof guildsShape>> {
      return guildsShape.parse(await own().get(Routes.userGuilds()));
    },
    async commands(guild?: string): Promise<readonly string[]> {
      const registered = await own().get(commandsRoute(applicationId, guild));
      return commandsShape.parse(registered).map(({ name }) => name);
    },
    /** Replaces all commands; returns the names Discord has now. */
    async putCommands(body: RESTPutAPIApplicationCommandsJSONBody, guild?: string): Promise<readonly string[]> {
      const registered = await own().put(commandsRoute(applicationId, guild), { body });
      return commandsShape.parse(registered).map(({ name }) => name);
    },
  };
}

function commandsRoute(applicationId: string, guild: string | undefined): RouteLike {
  return guild ? Routes.applicationGuildCommands(applicationId, guild) : Routes.applicationCommands(applicationId);
}
