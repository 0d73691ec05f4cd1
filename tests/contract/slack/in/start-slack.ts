import type { FastifyInstance } from 'fastify';
import type { Channel } from '../../../../adapters/channel.ts';
import { createSlack } from '../../../../adapters/slack/create-slack.ts';
import type { SlackOptions } from '../../../../adapters/slack/options.ts';
import { createServer } from '../../../../src/http/create-server.ts';
import { createLogger } from '../../../../src/observability/logger.ts';
import { type FakeChatHost, makeFakeChatHost } from '../../channels/fake-chat-host.ts';
import { type LocalSlack, startLocalSlack } from '../local-slack.ts';

export const SIGNING_SECRET = 'c0ffee5ec4e7c0ffee5ec4e7c0ffee55';
export const BOT_TOKEN = 'xoxb-1111-2222-testtoken';
export const CLIENT_SECRET = 'client-5ec4e7-5ec4e7';
export const PUBLIC_URL = 'https://coach.example.com';

/** The real channel with the real SDK, a workspace on this machine, and a house in memory. */
export interface SlackScene {
  readonly slack: LocalSlack;
  readonly host: FakeChatHost;
  readonly server: FastifyInstance;
  readonly channel: Channel;
  /** Where the server listens. */
  readonly url: string;
  /** Everything that was logged. */
  readonly logged: () => string;
  close(): Promise<void>;
}

export async function startSlack(change: Partial<SlackOptions> = {}): Promise<SlackScene> {
  const slack = await startLocalSlack();
  const host = makeFakeChatHost();
  let logged = '';
  const log = createLogger('info', {
    write(line: string) {
      logged += line;
    },
  });
  const server = await createServer({ log, readiness: async () => [] });
  const config: SlackOptions = {
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    appToken: undefined,
    clientId: undefined,
    clientSecret: undefined,
    apiUrl: slack.url,
    ...change,
  };
  const channel = await createSlack({ host, server, config, publicUrl: PUBLIC_URL, log });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    slack,
    host,
    server,
    channel,
    url,
    logged: () => logged,
    async close() {
      await channel.stop();
      await server.close();
      await slack.close();
    },
  };
}
