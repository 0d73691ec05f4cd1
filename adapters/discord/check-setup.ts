import { ApplicationFlags } from 'discord.js';
import { COMMANDS } from '../../src/contracts/commands.ts';
import type { ChannelFinding } from '../channel.ts';
import type { DiscordApi } from './discord-api.ts';
import { nameError } from './name-error.ts';
import type { DiscordOptions } from './options.ts';
import { inviteUrl, missingPermissions } from './permissions.ts';

type Application = Awaited<ReturnType<DiscordApi['application']>>;

/** What is set up and what is missing, in words. Never throws; holds no secret. */
export async function checkSetup(api: DiscordApi, options: DiscordOptions): Promise<readonly ChannelFinding[]> {
  let application: Application;
  try {
    application = await api.application();
  } catch (thrown) {
    const { message, advice } = nameError(thrown);
    return [{ name: 'Discord token', ok: 'problem', detail: message, advice }];
  }
  return [
    { name: 'Discord token', ok: 'ok', detail: 'Discord takes it.' },
    checkApplication(application, options),
    checkMembersIntent(application),
    checkEndpoint(application, options),
    await guarded('Slash commands', () => checkCommands(api)),
    await guarded('Servers', () => checkGuilds(api, options)),
  ];
}

async function guarded(name: string, check: () => Promise<ChannelFinding>): Promise<ChannelFinding> {
  try {
    return await check();
  } catch (thrown) {
    const { message, advice } = nameError(thrown);
    return { name, ok: 'problem', detail: message, advice };
  }
}

function checkApplication({ id }: Application, { applicationId }: DiscordOptions): ChannelFinding {
  const name = 'Application';
  if (id === applicationId) return { name, ok: 'ok', detail: 'The token belongs to this application.' };
  return {
    name,
    ok: 'problem',
    detail: 'The token belongs to another application.',
    advice: `Set DISCORD_APPLICATION_ID to ${id}, or take the token of the right application.`,
  };
}

/** Is the privileged members intent switched on? Small bots have the second of the two flags. */
export function hasMembersIntent({ flags }: Pick<Application, 'flags'>): boolean {
  return (flags & (ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited)) !== 0;
}

function checkMembersIntent(application: Application): ChannelFinding {
  const name = 'Server members intent';
  if (hasMembersIntent(application)) return { name, ok: 'ok', detail: 'On: I see who reads a channel and who leaves.' };
  return {
    name,
    ok: 'warning',
    detail: 'Off: I cannot see who reads a channel, so numbers go to the asker alone until you allow a channel.',
    advice: 'Switch it on under Bot → Privileged Gateway Intents, then start Dyocense again. It works without, too.',
  };
}

function checkEndpoint(application: Application, { publicKey }: DiscordOptions): ChannelFinding {
  const name = 'Interactions';
  const isOverHttp = Boolean(application.interactions_endpoint_url);
  if (isOverHttp && !publicKey) {
    return {
      name,
      ok: 'problem',
      detail: 'Discord sends commands and presses over HTTP, but I have no key to check them.',
      advice: 'Set DISCORD_PUBLIC_KEY, or empty "Interactions Endpoint URL" in the developer portal.',
    };
  }
  if (publicKey && application.verify_key && publicKey.toLowerCase() !== application.verify_key.toLowerCase()) {
    return {
      name,
      ok: 'problem',
      detail: 'DISCORD_PUBLIC_KEY is not the key of this application.',
      advice: 'Copy "Public Key" from General Information in the developer portal.',
    };
  }
  return { name, ok: 'ok', detail: isOverHttp ? 'They come over HTTP.' : 'They come by the open connection.' };
}

async function checkCommands(api: DiscordApi): Promise<ChannelFinding> {
  const name = 'Slash commands';
  const registered = new Set(await api.commands());
  const missing = COMMANDS.filter((command) => !registered.has(command.name)).map((command) => `/${command.name}`);
  if (missing.length === 0) return { name, ok: 'ok', detail: 'All are registered.' };
  return {
    name,
    ok: 'warning',
    detail: `Not registered for all servers: ${missing.join(', ')}.`,
    advice: 'Run `npm run cli -- discord commands`. Mentions and direct messages work without.',
  };
}

async function checkGuilds(api: DiscordApi, { applicationId }: DiscordOptions): Promise<ChannelFinding> {
  const name = 'Servers';
  const guilds = await api.guilds();
  const invite = `Open ${inviteUrl(applicationId)}`;
  if (guilds.length === 0) {
    return { name, ok: 'problem', detail: 'The bot is in no server.', advice: `${invite} and pick your server.` };
  }
  const missing = new Set(guilds.flatMap(({ permissions }) => missingPermissions(permissions)));
  const detail = guilds.length === 1 ? 'The bot is in one server' : `The bot is in ${guilds.length} servers`;
  if (missing.size === 0) return { name, ok: 'ok', detail: `${detail}, with all it needs.` };
  return {
    name,
    ok: 'warning',
    detail: `${detail}; somewhere it lacks: ${[...missing].join(', ')}.`,
    advice: `${invite} again, or give the bot's role these permissions.`,
  };
}
