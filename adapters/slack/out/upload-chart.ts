import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { RepliedChart } from '../../../src/contracts/chart.ts';
import type { MessageRef, Place } from '../../../src/contracts/delivery.ts';
import { UpstreamError } from '../../../src/contracts/errors.ts';
import { shorten } from '../../presentation/split-text.ts';
import { cleanText } from './blocks.ts';
import { fileRef, pictureName } from './find-posted.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { PartName, Room } from './post-message.ts';
import type { SenderContext } from './sender-context.ts';

/** Slack shows a picture about 360 wide on a desk; the chart is drawn for 720 and has twice the pixels. */
const PICTURE = { theme: 'light', width: 720 } as const;
const UPLOAD_MS = 20_000;

const Upload = z.object({ upload_url: z.url(), file_id: z.string() });

/**
 * Puts a chart's picture into the conversation. Slack shares it in its own time, a moment later.
 * @returns null when the house has no picture of it
 * @throws UpstreamError, ChannelError
 */
export async function uploadChart(
  { host, call }: SenderContext,
  client: webApi.WebClient,
  place: Place,
  room: Room,
  chart: RepliedChart,
  { outbox, part }: PartName,
): Promise<MessageRef | null> {
  const picture = await host.chart(place, chart.id, PICTURE);
  if (!picture) return null;
  const alt = shorten(cleanText(chart.alt), SLACK_LIMITS.fileAlt);
  const { upload_url: url, file_id: id } = Upload.parse(
    // The method's page calls it alt_txt, the SDK alt_text; an argument that is not known is passed over.
    await call(
      client.apiCall('files.getUploadURLExternal', {
        filename: pictureName(outbox, part),
        length: picture.byteLength,
        alt_txt: alt,
        alt_text: alt,
      }),
    ),
  );
  await putBytes(url, picture);
  const files: [{ id: string; title: string }] = [{ id, title: shorten(cleanText(chart.spec.title), 150) }];
  const { conversation, thread } = room;
  await call(
    client.files.completeUploadExternal(
      thread === undefined
        ? { files, channel_id: conversation }
        : { files, channel_id: conversation, thread_ts: thread },
    ),
  );
  return { conversation, message: fileRef(id) };
}

async function putBytes(url: string, bytes: Uint8Array): Promise<void> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      // A view on shared memory is no body: these are bytes of their own.
      body: new Uint8Array(bytes),
      headers: { 'content-type': 'application/octet-stream' },
      redirect: 'error',
      signal: AbortSignal.timeout(UPLOAD_MS),
    });
    await response.body?.cancel();
    if (response.ok) return;
    throw new TypeError(`status ${response.status}`);
  } catch (cause) {
    throw new UpstreamError('Slack did not take the picture.', {
      code: 'slack-upload-failed',
      advice: 'Nothing to do: it is tried again, or comes as a table.',
      cause,
    });
  }
}
