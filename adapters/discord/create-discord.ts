import type { Client } from 'discord.js';
import type { FastifyInstance } from 'fastify';
import type { Channel, ChatHost } from '../channel.ts';
import { createAskServer } from './ask-server.ts';
import { DISCORD_CAPABILITIES } from './capabilities.ts';
import { checkSetup } from './check-setup.ts';
import { connect } from './connect.ts';
import { createDeliver } from './deliver.ts';
import { createDiscordApi } from './discord-api.ts';
import { createWorkspaceFinder } from './find-workspace.ts';
import { handleInteraction } from './handle-interaction.ts';
import { mountInteractions, type Respond } from './interactions-route.ts';
import { keepFromLeavers } from './keep-from-leavers.ts';
import { createLanes } from './lanes.ts';
import { listenTo } from './listen-to.ts';
import { membersOf } from './members-of.ts';
import type { DiscordLog, DiscordOptions } from './options.ts';
import type { MessageParts } from './parts.ts';
import { createProgress } from './show-progress.ts';
import type { Interaction } from './wire.ts';

/**
 * The Discord channel: messages by the gateway; commands, presses and forms by the gateway too, or over HTTP when a
 * public key is set and the developer portal names our address.
 */
export async function createDiscord({
  host,
  server,
  config,
  log,
}: {
  readonly host: ChatHost;
  readonly server: FastifyInstance;
  readonly config: DiscordOptions;
  readonly log: DiscordLog;
}): Promise<Channel> {
  const api = createDiscordApi(config);
  const lanes = createLanes();
  const connection: { client: Client | null; readonly stopped: AbortController } = {
    client: null,
    stopped: new AbortController(),
  };
  // A server that is away at the moment has no name.
  const guilds = () =>
    connection.client?.guilds.cache.map(({ id, name, available }) => ({ id, name: available ? name : '' })) ?? [];
  // The bot of an application has its id, except for very old ones; then the gateway says so.
  const self = () => connection.client?.user?.id ?? config.applicationId;
  const parts: MessageParts = {
    host,
    api,
    log,
    self,
    finder: createWorkspaceFinder({ api, host, guilds }),
    askServer: createAskServer(),
    progress: createProgress(api),
    roleOf(guild) {
      const { client } = connection;
      return (client?.user && client.guilds.cache.get(guild)?.roles.botRoleFor(client.user)?.id) || null;
    },
    isThread: (channel) => connection.client?.channels.cache.get(channel)?.isThread() ?? false,
    localeOf: (guild) => connection.client?.guilds.cache.get(guild ?? '')?.preferredLocale ?? 'en-US',
    ...(config.restUrl ? { testOrigin: new URL(config.restUrl).origin } : {}),
  };
  const isInServer = (workspace: string, channel: string) =>
    connection.client?.guilds.cache.get(workspace)?.channels.cache.has(channel) ?? false;
  const handle = (interaction: Interaction, respond: Respond) => handleInteraction(parts, interaction, respond);
  if (config.publicKey) await mountInteractions(server, { publicKey: config.publicKey, handle, log });
  return {
    name: 'discord',
    capabilities: DISCORD_CAPABILITIES,
    deliver: keepFromLeavers({ ...parts, isInServer }, createDeliver(parts)),
    async start() {
      await connect({ api, config, log, events: listenTo(parts, lanes), connection });
    },
    async stop() {
      connection.stopped.abort();
      await connection.client?.destroy();
      connection.client = null;
      await lanes.settle();
    },
    membersOf: (place, conversation) =>
      membersOf({ api, client: connection.client, self: self() }, place, conversation),
    check: () => checkSetup(api, config),
  };
}
