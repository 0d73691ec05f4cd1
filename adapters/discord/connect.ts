import { setTimeout as wait } from 'node:timers/promises';
import { type Client, DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import { ChannelError } from '../../src/contracts/errors.ts';
import { hasMembersIntent } from './check-setup.ts';
import type { DiscordApi } from './discord-api.ts';
import { createGateway, type GatewayEvents } from './gateway.ts';
import { nameError } from './name-error.ts';
import type { DiscordLog, DiscordOptions } from './options.ts';
import { logFailure } from './take-inbound.ts';

const FIRST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 60_000;

interface Connecting {
  readonly api: DiscordApi;
  readonly config: DiscordOptions;
  readonly log: DiscordLog;
  readonly events: GatewayEvents;
  readonly connection: { client: Client | null; readonly stopped: AbortController };
}

/**
 * Connects. When Discord cannot be reached, the house starts without it and this goes on trying.
 * @throws ChannelError Discord refuses the token
 */
export async function connect(connecting: Connecting): Promise<void> {
  if (await tryOnce(connecting)) return;
  void keepTrying(connecting);
}

async function keepTrying(connecting: Connecting): Promise<void> {
  const { signal } = connecting.connection.stopped;
  try {
    for (let ms = FIRST_WAIT_MS; ; ms = Math.min(ms * 2, MOST_WAIT_MS)) {
      await wait(ms, undefined, { signal });
      if (await tryOnce(connecting)) return;
    }
  } catch (thrown) {
    if (!signal.aborted) logFailure(connecting.log, thrown, 'discord gives up');
  }
}

/** @returns false when it may work later */
async function tryOnce({ api, config, log, events, connection }: Connecting): Promise<boolean> {
  let client: Client | null = null;
  try {
    const withMembers = hasMembersIntent(await api.application());
    client = createGateway(config, withMembers, events);
    connection.client = client;
    await client.login(config.token);
    if (connection.stopped.signal.aborted) await client.destroy();
    log.info({ withMembers }, 'discord connected');
    return true;
  } catch (thrown) {
    await client?.destroy().catch(() => undefined);
    connection.client = null;
    const named = isBadToken(thrown) ? BAD_TOKEN : nameError(thrown);
    if (named instanceof ChannelError) throw named;
    log.warn({ code: named.code }, 'discord not connected, trying again');
    return false;
  }
}

const BAD_TOKEN = new ChannelError('Discord refuses the bot token.', {
  code: 'discord-bad-token',
  advice: 'Make a new token in the developer portal and put it into DISCORD_TOKEN.',
});

function isBadToken(thrown: unknown): boolean {
  return thrown instanceof DiscordjsError && thrown.code === DiscordjsErrorCodes.TokenInvalid;
}
