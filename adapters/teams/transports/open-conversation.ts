import type { TeamsAddress } from '../address.ts';

/** What the connector wants to know to open the 1:1 chat with a person. */
export function describeDirect(address: TeamsAddress, userId: string) {
  return {
    isGroup: false,
    bot: { id: address.bot.id, name: address.bot.name ?? '' },
    members: [{ id: userId, name: '' }],
    tenantId: address.tenantId,
    channelData: { tenant: { id: address.tenantId } },
  };
}

/** The address of a 1:1 chat that was opened from another conversation. */
export function directAddress(address: TeamsAddress, userId: string, conversation: string): TeamsAddress {
  const same = address.user.id === userId || address.user.aadObjectId === userId;
  return {
    ...address,
    conversation: {
      id: conversation,
      conversationType: 'personal',
      tenantId: address.conversation.tenantId,
      isGroup: false,
    },
    user: same ? address.user : { id: userId },
  };
}
