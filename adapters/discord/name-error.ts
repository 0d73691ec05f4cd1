import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { ChannelError, DyocenseError, UpstreamError } from '../../src/contracts/errors.ts';

/** Discord's own numbers for what went wrong. */
export const DISCORD_CODES = {
  unknownChannel: 10_003,
  unknownMember: 10_007,
  unknownMessage: 10_008,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  alreadyAnswered: 40_060,
  tooLarge: 40_005,
  missingAccess: 50_001,
  cannotMessageUser: 50_007,
  missingPermissions: 50_013,
  invalidWebhookToken: 50_027,
  invalidForm: 50_035,
} as const;

const REFUSALS: Readonly<Record<number, readonly [code: string, message: string, advice: string]>> = {
  [DISCORD_CODES.unknownChannel]: [
    'discord-channel-gone',
    'The Discord channel is not there any more.',
    'Ask again in another channel.',
  ],
  [DISCORD_CODES.missingAccess]: [
    'discord-no-access',
    'Discord does not let me into that channel.',
    'Give the bot "View Channel" there.',
  ],
  [DISCORD_CODES.cannotMessageUser]: [
    'discord-direct-closed',
    'Discord does not let me write to this person directly.',
    'They can allow direct messages in the privacy settings of the server, and ask again.',
  ],
  [DISCORD_CODES.missingPermissions]: [
    'discord-no-permission',
    'The bot may not write in that channel.',
    'Give it "Send Messages", "Embed Links" and "Attach Files" there; in threads "Send Messages in Threads" too.',
  ],
};

/** Discord's number of an error; null when Discord never answered. */
export function discordCode(thrown: unknown): number | null {
  return thrown instanceof DiscordAPIError ? Number(thrown.code) : null;
}

/**
 * Any error of a call to Discord as one of ours. The cause keeps numbers only: what `discord.js` throws carries the
 * address with its token and the whole message.
 */
export function nameError(thrown: unknown): DyocenseError {
  if (thrown instanceof DyocenseError) return thrown;
  if (thrown instanceof RateLimitError) {
    return new UpstreamError('Discord asks to wait.', {
      code: 'discord-rate-limit',
      advice: 'It is sent as soon as Discord allows.',
      retryAfter: Math.ceil(Math.max(thrown.retryAfter, thrown.sublimitTimeout)),
    });
  }
  if (thrown instanceof DiscordAPIError && thrown.status < 500) return nameRefusal(thrown);
  const status = thrown instanceof HTTPError || thrown instanceof DiscordAPIError ? thrown.status : null;
  return new UpstreamError('Discord cannot be reached.', {
    code: 'discord-unreachable',
    advice: 'It is tried again by itself.',
    cause: new Error(status === null ? errorName(thrown) : `HTTP ${status}`),
  });
}

function nameRefusal({ status, code }: DiscordAPIError): ChannelError {
  const cause = new Error(`HTTP ${status}, Discord code ${code}`);
  if (status === 401) {
    return new ChannelError('Discord refuses the bot token.', {
      code: 'discord-bad-token',
      advice: 'Make a new token in the developer portal and put it into DISCORD_TOKEN.',
      cause,
    });
  }
  const [name, message, advice] = REFUSALS[Number(code)] ?? [
    'discord-refused',
    'Discord refused the message.',
    'Run `npm run cli -- doctor --channel discord`.',
  ];
  return new ChannelError(message, { code: name, advice, cause });
}

/** Names of network errors hold no address and no token; their messages may. */
function errorName(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'unknown';
  return 'code' in thrown && typeof thrown.code === 'string' ? `${thrown.name} ${thrown.code}` : thrown.name;
}
