import type { Attachment, Inbound } from '../../../src/contracts/inbound.ts';
import type { TeamsActivity } from '../activity.ts';
import { baseConversation, readAddress, readUser } from './read-address.ts';
import { readCommand } from './read-command.ts';
import { readHabits } from './read-habits.ts';
import { readText } from './read-text.ts';

export interface ParseContext {
  /** When the activity names no tenant. */
  readonly tenantId: string;
  readonly receivedAt: Date;
  /** Is somebody from outside known to be in this conversation? */
  readonly hasGuests: boolean;
}

/**
 * A message or a pressed button as the house takes it.
 * @param pressed the id of the button, when one was pressed
 */
export function parseInbound(
  activity: TeamsActivity & { readonly id: string },
  context: ParseContext,
  { attachments = [], pressed = null }: { attachments?: readonly Attachment[]; pressed?: string | null } = {},
): Inbound {
  const address = readAddress(activity, context.tenantId);
  const conversation = baseConversation(activity.conversation.id);
  const text = pressed === null ? readText(activity) : '';
  const command = attachments.length === 0 ? readCommand(text === '' ? 'coach' : text) : null;
  return {
    channel: 'teams',
    workspace: address.tenantId,
    conversation,
    thread: activity.conversation.id,
    eventId: `activity:${activity.conversation.id}:${activity.id}`,
    user: readUser(activity.from),
    ...(activity.from.name ? { userName: activity.from.name } : {}),
    ...(pressed === null
      ? {
          kind: command === null ? ('message' as const) : ('command' as const),
          text: command ?? text,
          message: activity.id,
        }
      : { kind: 'action' as const, text: '', actionId: pressed }),
    ...readRepliesTo(activity, pressed),
    attachments,
    audience: readAudience(activity, address.tenantId, context.hasGuests),
    address,
    ...readHabits(activity),
    receivedAt: context.receivedAt.toISOString(),
  };
}

/** The card of a pressed button, or what is quoted; in a channel `replyToId` of a message only names its thread. */
function readRepliesTo({ entities, replyToId }: TeamsActivity, pressed: string | null): Pick<Inbound, 'repliesTo'> {
  const quoted = entities?.find(({ quotedReply }) => quotedReply)?.quotedReply?.messageId;
  const repliesTo = pressed === null ? quoted : replyToId;
  return repliesTo ? { repliesTo } : {};
}

/** A shared channel, a guest or somebody of another tenant makes it a conversation with people from outside. */
function readAudience(activity: TeamsActivity, tenantId: string, hasGuests: boolean): Inbound['audience'] {
  const { conversation, from, channelData } = activity;
  const address = readAddress(activity, tenantId);
  if (address.conversation.conversationType === 'personal') return 'private';
  const external =
    hasGuests ||
    channelData?.channel?.type === 'shared' ||
    from.userRole === 'guest' ||
    (from.tenantId ?? tenantId) !== tenantId ||
    (conversation.tenantId ?? tenantId) !== tenantId;
  return external ? 'external' : 'group';
}
