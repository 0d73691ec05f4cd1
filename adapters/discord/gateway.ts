import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, Options } from 'discord.js';
import type { z } from 'zod';
import type { DiscordOptions } from './options.ts';
import {
  type DiscordMessage,
  deletedManyShape,
  deletedShape,
  editedShape,
  guildGoneShape,
  type Interaction,
  interactionShape,
  memberLeftShape,
  messageShape,
} from './wire.ts';

/** What comes by the open connection, parsed. */
export interface GatewayEvents {
  message(message: DiscordMessage): void;
  interaction(interaction: Interaction): void;
  edited(edit: z.infer<typeof editedShape>): void;
  deleted(gone: z.infer<typeof deletedManyShape>): void;
  memberLeft(left: z.infer<typeof memberLeftShape>): void;
  guildGone(guild: string): void;
  /** The bot was just put into a server. @param channel where it may say hello, if anywhere */
  joined(guild: string, channel: string | null): void;
  /** Something came that is not as Discord documents it. @param event its name */
  unreadable(event: string): void;
  /** The connection is over for good. @param code as the gateway closed it */
  closed(code: number): void;
}

/**
 * The connection to Discord's gateway: `discord.js` keeps it alive, resumes it, and knows servers and channels.
 * @param withMembers whether the privileged members intent is switched on for the application
 */
export function createGateway(
  { restUrl }: Pick<DiscordOptions, 'restUrl'>,
  withMembers: boolean,
  events: GatewayEvents,
): Client {
  const client: Client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(withMembers ? [GatewayIntentBits.GuildMembers] : []),
    ],
    allowedMentions: { parse: [] },
    ...(restUrl ? { rest: { api: restUrl } } : {}),
    // The house keeps what was said; of people only the bot itself is needed.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      PresenceManager: 0,
      GuildMemberManager: { maxSize: 500, keepOverLimit: ({ id }) => id === client.user?.id },
    }),
  });
  const listen = <Shape extends z.ZodType>(
    event: GatewayDispatchEvents,
    shape: Shape,
    take: (data: z.infer<Shape>) => void,
  ) => {
    client.ws.on(event, (data: unknown) => {
      const read = shape.safeParse(data);
      if (read.success) take(read.data);
      else events.unreadable(event);
    });
  };
  listen(GatewayDispatchEvents.MessageCreate, messageShape, events.message);
  listen(GatewayDispatchEvents.InteractionCreate, interactionShape, events.interaction);
  listen(GatewayDispatchEvents.MessageUpdate, editedShape, events.edited);
  listen(GatewayDispatchEvents.MessageDelete, deletedShape, ({ id, ...where }) =>
    events.deleted({ ids: [id], ...where }),
  );
  listen(GatewayDispatchEvents.MessageDeleteBulk, deletedManyShape, events.deleted);
  listen(GatewayDispatchEvents.GuildMemberRemove, memberLeftShape, events.memberLeft);
  listen(GatewayDispatchEvents.GuildDelete, guildGoneShape, ({ id, unavailable }) => {
    // Unavailable: an outage of Discord's, not a goodbye.
    if (!unavailable) events.guildGone(id);
  });
  client.on(Events.GuildCreate, (guild) => events.joined(guild.id, guild.systemChannelId));
  client.on(Events.ShardDisconnect, ({ code }) => events.closed(code));
  // Without a listener an error of the connection would end the process; it is connected again by itself.
  client.on(Events.ShardError, () => undefined);
  client.on(Events.Error, () => undefined);
  return client;
}
