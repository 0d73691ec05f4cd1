import type { TeamsAccount, TeamsActivity } from '../activity.ts';
import type { TeamsAddress } from '../address.ts';

/** `;messageid=` names the thread of a channel. */
const THREAD = /;messageid=[^;]*/;

/** The way back: the conversation a message came from. */
export function readAddress(activity: TeamsActivity, fallbackTenant: string): TeamsAddress {
  const { conversation } = activity;
  const tenantId = readTenant(activity, fallbackTenant);
  const conversationType = readConversationType(activity);
  return {
    serviceUrl: activity.serviceUrl,
    channelId: 'msteams',
    tenantId,
    conversation: {
      id: conversation.id,
      conversationType,
      tenantId: conversation.tenantId ?? tenantId,
      isGroup: conversationType !== 'personal',
    },
    bot: describe(activity.recipient),
    user: describe(activity.from),
    ...(activity.locale ? { locale: activity.locale } : {}),
  };
}

/** The company's Entra tenant, which is the workspace. */
export function readTenant({ channelData, conversation }: TeamsActivity, fallbackTenant: string): string {
  return channelData?.tenant?.id ?? conversation.tenantId ?? fallbackTenant;
}

export function readConversationType({ conversation }: TeamsActivity): 'personal' | 'groupChat' | 'channel' {
  const { conversationType: type, isGroup, id } = conversation;
  if (type === 'personal' || type === 'groupChat' || type === 'channel') return type;
  if (id.includes('@thread.tacv2') || id.includes('@thread.skype')) return 'channel';
  return isGroup || id.startsWith('19:') ? 'groupChat' : 'personal';
}

/** The conversation without the thread: who is in it, and who may see numbers there, goes for all its threads. */
export function baseConversation(id: string): string {
  return id.replace(THREAD, '');
}

/** The same person in every conversation of the tenant. */
export function readUser({ aadObjectId, id }: TeamsAccount): string {
  return aadObjectId ?? id;
}

function describe({ id, name, aadObjectId }: TeamsAccount): TeamsAddress['user'] {
  return { id, ...(name ? { name } : {}), ...(aadObjectId ? { aadObjectId } : {}) };
}
