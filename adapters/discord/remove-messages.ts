import type { MessageRef, Outgoing } from '../../src/contracts/delivery.ts';
import type { ChatHost } from '../channel.ts';
import { isFresh, readAddress } from './address.ts';
import type { DiscordApi } from './discord-api.ts';
import { DISCORD_CODES, discordCode } from './name-error.ts';

const GONE: readonly (number | null)[] = [
  DISCORD_CODES.unknownMessage,
  DISCORD_CODES.unknownChannel,
  DISCORD_CODES.unknownWebhook,
  DISCORD_CODES.invalidWebhookToken,
];

/**
 * Takes messages away; those that are gone are no error. What one person alone sees can only be taken away through
 * the command it answered, while that is young; later they close it themselves. What was shared with everyone after
 * that is an ordinary message.
 */
export async function removeMessages(
  { api, host }: { readonly api: DiscordApi; readonly host: Pick<ChatHost, 'unseal'> },
  { target }: Outgoing,
  messages: readonly MessageRef[],
): Promise<void> {
  const address = readAddress(target.address);
  const opened = address?.kind === 'interaction' && address.ephemeral && isFresh(address, Date.now()) ? address : null;
  for (const { conversation, message } of messages) {
    if (opened && (await isRemoved(api.removeAnswer(host.unseal(opened.token), message)))) continue;
    await isRemoved(api.remove(conversation, message));
  }
}

/** @returns false when it was not there */
async function isRemoved(removal: Promise<void>): Promise<boolean> {
  try {
    await removal;
    return true;
  } catch (thrown) {
    if (!GONE.includes(discordCode(thrown))) throw thrown;
    return false;
  }
}
