import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** All the bot needs, by the names people see in Discord. */
export const PERMISSIONS = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const;

export const SCOPES = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands] as const;

/** The number that stands for all of them in an invitation. */
export const PERMISSION_NUMBER = Object.values(PERMISSIONS).reduce((sum, bit) => sum | bit, 0n);

/** Opened in a browser, it puts the bot into a server with what it needs and nothing more. */
export function inviteUrl(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: SCOPES.join(' '),
    permissions: String(PERMISSION_NUMBER),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** Names of what is missing in a server. @param granted the number Discord gives for the bot there */
export function missingPermissions(granted: string): readonly string[] {
  const bits = BigInt(granted);
  if ((bits & PermissionFlagsBits.Administrator) !== 0n) return [];
  return Object.entries(PERMISSIONS).flatMap(([name, bit]) => ((bits & bit) === bit ? [] : [name]));
}
