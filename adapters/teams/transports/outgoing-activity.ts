import type { TeamsAddress } from '../address.ts';
import type { TeamsDraft } from '../transport.ts';

/** A draft with what the connector wants to see on it: from whom, to whom, in which conversation. */
export function toOutgoingActivity(address: TeamsAddress, draft: TeamsDraft, id?: string) {
  const { conversationType, ...conversation } = address.conversation;
  return {
    ...draft,
    ...(id ? { id } : {}),
    from: { id: address.bot.id, name: address.bot.name ?? '' },
    recipient: { id: address.user.id, name: address.user.name ?? '' },
    conversation: { ...conversation, conversationType, name: '' },
    ...(address.locale ? { locale: address.locale } : {}),
  };
}
