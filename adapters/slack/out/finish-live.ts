import type { webApi } from '@slack/bolt';
import type { MessageRef, Place } from '../../../src/contracts/delivery.ts';
import { ChannelError } from '../../../src/contracts/errors.ts';
import { slackErrorCode } from './describe-slack-error.ts';
import type { LiveMessage } from './live-messages.ts';
import type { SlackMessage } from './pack-messages.ts';
import { type PartName, partMetadata, sayBestWay, type Wording } from './post-message.ts';
import type { SenderContext } from './sender-context.ts';
import { workTask } from './show-turn.ts';

/** Slack ends a stream by itself after about 5 minutes, and nobody is told of an edit so late. Milliseconds. */
const LIVE_FOR_MS = 270_000;

/**
 * Turns the message that showed progress into the answer's first part.
 * @returns null when that cannot be: then it is gone from Slack, and the answer is to be posted anew
 * @throws UpstreamError it may work later
 */
export async function finishLive(
  context: SenderContext,
  client: webApi.WebClient,
  place: Place,
  live: LiveMessage,
  message: SlackMessage,
  name: PartName,
): Promise<{ readonly ref: MessageRef; readonly full: boolean } | null> {
  const { ref } = live;
  if (ageOf(ref) < LIVE_FOR_MS) {
    for (const way of live.kind === 'message' ? [update] : [stopStream, update]) {
      try {
        const { full } = await sayBestWay(context, place, message, (wording) =>
          way(context, client, ref, wording, name),
        );
        return { ref, full };
      } catch (thrown) {
        if (!(thrown instanceof ChannelError)) throw thrown;
        context.log.info({ code: thrown.code }, 'live message cannot be finished this way');
      }
    }
  }
  await dropLive(context, client, live);
  return null;
}

/** Takes a message that showed progress away. What cannot be taken away says where to look. Never throws. */
export async function dropLive({ call }: SenderContext, client: webApi.WebClient, live: LiveMessage): Promise<void> {
  const where = { channel: live.ref.conversation, ts: live.ref.message };
  if (live.kind !== 'message') await call(client.chat.stopStream(where)).catch(() => undefined);
  try {
    await call(client.chat.delete(where));
  } catch (thrown) {
    if (slackErrorCode(thrown) === 'message_not_found') return;
    await call(client.chat.update({ ...where, text: 'Done. My answer is a message of its own.' })).catch(
      () => undefined,
    );
  }
}

type Way = (
  context: SenderContext,
  client: webApi.WebClient,
  ref: MessageRef,
  wording: Wording,
  name: PartName,
) => Promise<unknown>;

const stopStream: Way = ({ call }, client, ref, { blocks }, name) => {
  // Bare text would be read as markdown there: only blocks keep what a person wrote as it is.
  if (!blocks) throw new ChannelError('A stream is not ended with bare text.', NOT_THIS_WAY);
  return call(
    client.chat.stopStream({
      channel: ref.conversation,
      ts: ref.message,
      chunks: [workTask('Done', 'complete')],
      blocks,
      metadata: partMetadata(name),
    }),
  );
};

const update: Way = ({ call }, client, ref, { text, blocks }, name) => {
  // It cannot switch markup off as posting can.
  if (!blocks) throw new ChannelError('A message is not finished with bare text.', NOT_THIS_WAY);
  return call(
    client.chat.update({
      channel: ref.conversation,
      ts: ref.message,
      text,
      blocks,
      parse: 'none',
      link_names: false,
      metadata: partMetadata(name),
    }),
  );
};

const NOT_THIS_WAY = { code: 'slack-not-this-way', advice: 'Nothing to do: it is posted anew.' };

/** `ts` is seconds since 1970, with a counter behind the point. */
const ageOf = ({ message }: MessageRef): number => Date.now() - Number.parseFloat(message) * 1_000;
