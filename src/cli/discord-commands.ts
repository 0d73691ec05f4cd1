import { registerCommands } from '../../adapters/discord/register-commands.ts';
import { readConfig } from '../config.ts';
import { UserError } from '../contracts/errors.ts';

/** Tells Discord the slash commands: for one server at once, for all within minutes. */
export async function registerDiscordCommands(options: { readonly guild?: string }): Promise<void> {
  const { discord } = readConfig();
  if (!discord) {
    throw new UserError('Discord is not set up.', {
      code: 'channel-not-set-up',
      advice: 'Set DISCORD_TOKEN and DISCORD_APPLICATION_ID; see docs/channels/discord.md.',
    });
  }
  const { token, applicationId } = discord;
  const names = await registerCommands({ token, applicationId, guild: options.guild });
  process.stdout.write(`Discord knows: ${names.map((name) => `/${name}`).join(' ')}\n`);
}
