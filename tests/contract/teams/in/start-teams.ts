import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Channel } from '../../../../adapters/channel.ts';
import { createTeams } from '../../../../adapters/teams/create-teams.ts';
import type { TeamsOptions } from '../../../../adapters/teams/options.ts';
import { type FakeChatHost, makeFakeChatHost } from '../../channels/fake-chat-host.ts';
import { APP_ID, BOT_TOKEN, ISSUER, type LocalMicrosoft, startLocalMicrosoft, TENANT_ID } from './local-microsoft.ts';

export interface RunningTeams {
  readonly channel: Channel;
  readonly host: FakeChatHost;
  readonly microsoft: LocalMicrosoft;
  readonly server: FastifyInstance;
  /** Every line that was logged, as text. */
  readonly logged: string[];
  /** What Microsoft posts; by default with a right token. */
  post(
    activity: unknown,
    authorization?: string | null,
  ): Promise<{ readonly status: number; readonly body: unknown; readonly text: string }>;
  close(): Promise<void>;
}

/**
 * Tokens of the second SDK's tests come from another issuer than in life: it looks for Microsoft's keys at one fixed
 * address on the internet, and only for unknown issuers where it is told.
 */
export const TEST_ISSUERS = { botbuilder: ISSUER, agents: 'https://issuer.test' } as const;

export async function startTeams(
  sdk: TeamsOptions['sdk'] = 'botbuilder',
  change: Partial<TeamsOptions> = {},
): Promise<RunningTeams> {
  const issuer = TEST_ISSUERS[sdk];
  const microsoft = await startLocalMicrosoft(issuer);
  const host = makeFakeChatHost();
  const logged: string[] = [];
  const logger: FastifyBaseLogger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const server = Fastify({ loggerInstance: logger });
  const channel = await createTeams({
    host,
    server,
    log: server.log,
    config: {
      appId: APP_ID,
      appPassword: 'a-secret-of-the-app',
      tenantId: TENANT_ID,
      sdk,
      endpoints: {
        openIdMetadata: microsoft.openIdMetadata,
        issuer,
        authority: microsoft.url,
        token: async () => BOT_TOKEN,
      },
      ...change,
    },
  });
  await server.ready();
  await channel.start();
  return {
    channel,
    host,
    microsoft,
    server,
    logged,
    async post(activity, authorization = microsoft.bearer()) {
      const response = await server.inject({
        method: 'POST',
        url: '/teams/messages',
        headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
        payload: typeof activity === 'string' ? activity : JSON.stringify(activity),
      });
      const text = response.payload;
      return { status: response.statusCode, text, body: text === '' ? null : JSON.parse(text) };
    },
    async close() {
      await channel.stop();
      await server.close();
      await microsoft.close();
    },
  };
}
