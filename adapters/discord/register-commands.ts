import { buildCommands } from './build-commands.ts';
import { createDiscordApi } from './discord-api.ts';
import { nameError } from './name-error.ts';

/**
 * Tells Discord which slash commands there are, replacing those it knew. For one server they are there at once;
 * for all servers within minutes.
 * @param guild the server; absent: all servers the bot is in, and direct messages
 * @returns the names Discord has now
 * @throws ChannelError the token or the application id is wrong; UpstreamError Discord cannot be reached
 */
export async function registerCommands({
  guild,
  ...application
}: {
  readonly token: string;
  readonly applicationId: string;
  readonly guild?: string;
  readonly restUrl?: string;
}): Promise<readonly string[]> {
  try {
    return await createDiscordApi(application).putCommands([...buildCommands()], guild);
  } catch (thrown) {
    throw nameError(thrown);
  }
}
