import type { webApi } from '@slack/bolt';
import type { MessageRef, Place } from '../../../src/contracts/delivery.ts';
import { escapeControls } from './blocks.ts';
import { checkLimits } from './check-limits.ts';
import { slackErrorCode } from './describe-slack-error.ts';
import type { SlackMessage } from './pack-messages.ts';
import type { SenderContext } from './sender-context.ts';

/** Where a message goes. */
export interface Room {
  readonly conversation: string;
  readonly thread: string | undefined;
}

/** Which message of which outbox entry it is: found again by this after a crash. */
export interface PartName {
  readonly outbox: string;
  readonly part: number;
}

export const METADATA_TYPE = 'dyocense_reply';

/** One way to say a message: what goes into the call beside the place. */
export interface Wording {
  readonly text: string;
  readonly blocks?: (webApi.KnownBlock | webApi.Block)[];
  /** It has all that `SlackMessage.blocks` has. */
  readonly full: boolean;
}

const REFUSED_BLOCKS = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
  'only_one_table_allowed',
  'block_mismatch',
]);

/**
 * Says a message with all that Slack has; when that is refused, with what every workspace takes; then as bare text.
 * An answer is never lost to a block that a workspace does not know.
 * @returns what `send` gave, and whether everything was in it
 */
export async function sayBestWay<T>(
  { log, refusing }: SenderContext,
  { workspace }: Place,
  message: SlackMessage,
  send: (wording: Wording) => Promise<T>,
): Promise<{ readonly result: T; readonly full: boolean }> {
  const wordings = wordingsOf(message, refusing.has(workspace));
  for (const [at, wording] of wordings.entries()) {
    try {
      const result = await send(wording);
      if (at > 0 && wordings[0]?.full && wording.blocks) refusing.add(workspace);
      return { result, full: wording.full };
    } catch (thrown) {
      const code = slackErrorCode(thrown);
      if (at === wordings.length - 1 || code === null || !REFUSED_BLOCKS.has(code)) throw thrown;
      log.warn({ code, blocks: wording.blocks?.length ?? 0 }, 'Slack refused blocks, said in a simpler way');
    }
  }
  throw new RangeError('A message has at least one wording.');
}

function wordingsOf({ text, blocks, plain, whole }: SlackMessage, simply: boolean): readonly Wording[] {
  const same = JSON.stringify(blocks) === JSON.stringify(plain);
  const ways = [
    ...(simply && !same ? [] : [{ blocks, full: true }]),
    ...(same ? [] : [{ blocks: plain, full: false }]),
  ];
  return [
    ...ways
      .filter((way) => way.blocks.length > 0 && checkLimits({ text, blocks: way.blocks }).length === 0)
      .map((way) => ({ ...way, blocks: [...way.blocks], text: escapeControls(text) })),
    { text: escapeControls(whole || text), full: blocks.length === 0 },
  ];
}

/** Posts one message of an answer. @returns where it is, and whether everything was in it */
export async function postMessage(
  context: SenderContext,
  client: webApi.WebClient,
  place: Place,
  room: Room,
  message: SlackMessage,
  name: PartName,
): Promise<{ readonly ref: MessageRef; readonly full: boolean }> {
  const { result, full } = await sayBestWay(context, place, message, ({ text, blocks }) =>
    context.call(
      client.chat.postMessage({
        channel: room.conversation,
        text,
        ...(blocks ? { blocks } : { mrkdwn: false }),
        ...(room.thread === undefined ? {} : { thread_ts: room.thread }),
        parse: 'none',
        link_names: false,
        unfurl_links: false,
        unfurl_media: false,
        metadata: partMetadata(name),
      }),
    ),
  );
  return { ref: { conversation: result.channel ?? room.conversation, message: result.ts ?? '' }, full };
}

export function partMetadata({ outbox, part }: PartName) {
  return { event_type: METADATA_TYPE, event_payload: { outbox, part } };
}
