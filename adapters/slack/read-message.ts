import type { Bot } from './bots.ts';
import { mentions, plainText } from './plain-text.ts';
import type { MessageEvent, SharedFile } from './wire.ts';

/** What a message event means to the coach. */
export type Heard =
  | {
      readonly kind: 'said';
      readonly conversation: string;
      readonly message: string;
      /** `ts` of the thread's first message; the message's own where it starts one. */
      readonly thread: string;
      readonly user: string;
      readonly text: string;
      readonly files: readonly SharedFile[];
      /** Is it meant for the coach? `perhaps`: a reply in a thread, which is when the coach takes part in it. */
      readonly forUs: 'yes' | 'perhaps';
      /** By a mention or a direct message, and not only by the thread it stands in. */
      readonly addressed: boolean;
      readonly direct: boolean;
    }
  | { readonly kind: 'edited'; readonly conversation: string; readonly message: string; readonly text: string }
  | { readonly kind: 'deleted'; readonly conversation: string; readonly message: string };

/** People's own words come without a subtype, with a file, or as a reply that is shown in the channel too. */
const SPOKEN = new Set([undefined, 'file_share', 'thread_broadcast']);

/**
 * Reads `app_mention` and `message` events. null for what is nobody's question: our own messages and those of other
 * bots, joins, topics, unfurled links, talk in a channel that does not mention the coach.
 */
export function readMessage(event: MessageEvent, bot: Pick<Bot, 'userId'>): Heard | null {
  if (event.subtype === 'message_changed') return readChange(event, bot);
  if (event.subtype === 'message_deleted') return readDeletion(event, bot);
  const { user, channel: conversation, ts: message } = event;
  if (!SPOKEN.has(event.subtype) || user === undefined || user === bot.userId || event.bot_id !== undefined)
    return null;
  const raw = event.text ?? '';
  const direct = event.channel_type === 'im' || event.channel_type === 'app_home';
  const mentioned = mentions(raw, bot.userId);
  const inThread = event.thread_ts !== undefined && event.thread_ts !== message;
  if (!direct && !mentioned && !inThread) return null;
  const text = plainText(raw, bot.userId);
  const files = event.files ?? [];
  if (text === '' && files.length === 0 && !mentioned) return null;
  return {
    kind: 'said',
    conversation,
    message,
    thread: event.thread_ts ?? message,
    user,
    // A bare mention is a greeting.
    text: text === '' && files.length === 0 ? 'help' : text,
    files,
    forUs: direct || mentioned || event.parent_user_id === bot.userId ? 'yes' : 'perhaps',
    addressed: direct || mentioned,
    direct,
  };
}

function readChange({ channel, message, previous_message }: MessageEvent, bot: Pick<Bot, 'userId'>): Heard | null {
  if (!message?.ts || message.bot_id !== undefined || message.user === bot.userId) return null;
  // A message with replies is not deleted but emptied.
  if (message.subtype === 'tombstone') return { kind: 'deleted', conversation: channel, message: message.ts };
  // An unfurled link changes a message too, but not its words.
  if (message.text === previous_message?.text) return null;
  return {
    kind: 'edited',
    conversation: channel,
    message: message.ts,
    text: plainText(message.text ?? '', bot.userId),
  };
}

function readDeletion({ channel, deleted_ts, previous_message }: MessageEvent, bot: Pick<Bot, 'userId'>): Heard | null {
  const ours = previous_message?.bot_id !== undefined || previous_message?.user === bot.userId;
  return deleted_ts === undefined || ours ? null : { kind: 'deleted', conversation: channel, message: deleted_ts };
}
