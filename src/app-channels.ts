import type { FastifyInstance } from 'fastify';
import type { Channel, ChatHost } from '../adapters/channel.ts';
import type { TeamsEndpoints } from '../adapters/teams/options.ts';
import type { Config } from './config.ts';
import type { Logger } from './observability/logger.ts';

/** Other addresses of the platforms than their own; the configuration has no words for them, tests do. */
export interface PlatformAddresses {
  readonly teams?: TeamsEndpoints;
  readonly discord?: string;
}

interface ChannelParts {
  readonly config: Pick<Config, 'slack' | 'teams' | 'discord' | 'publicUrl'>;
  readonly host: ChatHost;
  readonly server: FastifyInstance;
  readonly log: Logger;
  readonly platforms: PlatformAddresses;
}

/** Makes the chat platforms that are set up. An SDK is loaded only then: each takes time and memory. */
export async function openChannels({ config, host, server, log, platforms }: ChannelParts): Promise<Channel[]> {
  const opened: Channel[] = [];
  if (config.slack) {
    const { createSlack } = await import('../adapters/slack/create-slack.ts');
    opened.push(await createSlack({ host, server, config: config.slack, publicUrl: config.publicUrl, log }));
  }
  if (config.teams) {
    const { createTeams } = await import('../adapters/teams/create-teams.ts');
    const endpoints = platforms.teams ? { endpoints: platforms.teams } : {};
    opened.push(await createTeams({ host, server, config: { ...config.teams, ...endpoints }, log }));
  }
  if (config.discord) {
    const { createDiscord } = await import('../adapters/discord/create-discord.ts');
    const address = platforms.discord ? { restUrl: platforms.discord } : {};
    opened.push(await createDiscord({ host, server, config: { ...config.discord, ...address }, log }));
  }
  return opened;
}
