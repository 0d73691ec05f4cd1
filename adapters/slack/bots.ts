import { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { ChannelError } from '../../src/contracts/errors.ts';
import type { Place } from '../channel.ts';
import type { SlackParts } from './options.ts';
import { describeSlackError, slackErrorCode } from './out/describe-slack-error.ts';
import { makeSdkLogger } from './sdk-logger.ts';

/** Ourselves in one workspace. */
export interface Bot {
  readonly token: string;
  readonly userId: string;
  readonly botId?: string;
}

/** Keys and identities, by workspace. */
export interface Bots {
  /**
   * @throws ChannelError `slack-not-installed`; UpstreamError, ChannelError when Slack cannot or will not say who we are;
   *   whatever the house throws when it cannot read the keys
   */
  bot(place: Place): Promise<Bot>;
  /** A client with the workspace's token. It never retries: the outbox does. Throws like `bot`. */
  clientFor(place: Place): Promise<webApi.WebClient>;
  /**
   * Asks Slack whether any key we have now still works in this workspace: a late word of an end may be about the
   * installation before this one.
   * @throws UpstreamError, ChannelError when Slack does not say; whatever the house throws when it cannot read the keys
   */
  stillWorks(place: Place): Promise<boolean>;
  /** After an installation, or its end. */
  forget(place: Place): void;
}

/** What is kept of an installation, as JSON, sealed by the house. */
export const StoredBot = z.object({
  token: z.string(),
  userId: z.string(),
  botId: z.string().optional(),
});
export type StoredBot = z.infer<typeof StoredBot>;

/** Another process may have seen the app installed anew or taken out. Milliseconds. */
const TRUST_MS = 60_000;
const CALL_TIMEOUT_MS = 10_000;

/** Options of every client of the Web API here: other addresses are refused, being told to wait is an error at once. */
export function clientOptions({ config, log }: Pick<SlackParts, 'config' | 'log'>): webApi.WebClientOptions {
  return {
    ...(config.apiUrl === undefined ? {} : { slackApiUrl: config.apiUrl }),
    allowAbsoluteUrls: false,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: CALL_TIMEOUT_MS,
    logger: makeSdkLogger(log),
  };
}

export function createBots(parts: Pick<SlackParts, 'host' | 'config' | 'log'>): Bots {
  const { host, config } = parts;
  const options = clientOptions(parts);
  const known = new LRUCache<string, Bot>({ max: 500, ttl: TRUST_MS });
  const clients = new LRUCache<string, webApi.WebClient>({ max: 500 });
  let only: Promise<Bot & { team: string }> | undefined;

  async function readOnly(token: string): Promise<Bot & { team: string }> {
    only ??= askWhoWeAre(new webApi.WebClient(token, options), token);
    // A call that failed is made again the next time; what was learned stays.
    only.catch(() => {
      only = undefined;
    });
    return only;
  }

  async function bot(place: Place): Promise<Bot> {
    if (config.botToken) {
      const ours = await readOnly(config.botToken);
      if (ours.team === place.workspace) return ours;
    }
    const cached = known.get(place.workspace);
    if (cached) return cached;
    const secret = await host.installations.read(place);
    if (secret === null) throw notInstalled();
    const stored = StoredBot.parse(JSON.parse(secret));
    known.set(place.workspace, stored);
    return stored;
  }

  return {
    bot,
    async clientFor(place) {
      const { token } = await bot(place);
      const client = clients.get(token) ?? new webApi.WebClient(token, options);
      clients.set(token, client);
      return client;
    },
    async stillWorks(place) {
      const secret = await host.installations.read(place);
      const stored = secret === null ? undefined : StoredBot.parse(JSON.parse(secret)).token;
      for (const token of [stored, config.botToken]) {
        if (token !== undefined && (await teamOf(new webApi.WebClient(token, options), token)) === place.workspace)
          return true;
      }
      return false;
    },
    forget: (place) => {
      known.delete(place.workspace);
    },
  };
}

async function askWhoWeAre(client: webApi.WebClient, token: string): Promise<Bot & { team: string }> {
  const me = await client.auth.test().catch((thrown: unknown) => {
    // As one of ours, so that the outbox waits for a Slack that is away instead of giving up at once.
    throw describeSlackError(thrown);
  });
  return { token, userId: me.user_id ?? '', botId: me.bot_id, team: me.team_id ?? '' };
}

/** What Slack says of a key that it ended. */
const ENDED = new Set(['invalid_auth', 'account_inactive', 'token_revoked', 'token_expired']);

/** The workspace a key is for; null when Slack has ended it. */
async function teamOf(client: webApi.WebClient, token: string): Promise<string | null> {
  try {
    return (await askWhoWeAre(client, token)).team;
  } catch (error) {
    if (ENDED.has(slackErrorCode(error) ?? '')) return null;
    throw error;
  }
}

function notInstalled(): ChannelError {
  return new ChannelError('The app is not installed in this Slack workspace.', {
    code: 'slack-not-installed',
    advice: 'Install it again from the web page.',
  });
}
