import type { webApi } from '@slack/bolt';
import type { RepliedChart } from '../../../src/contracts/chart.ts';
import type { MessageRef, Place } from '../../../src/contracts/delivery.ts';
import { shorten } from '../../presentation/split-text.ts';
import { cleanText } from './blocks.ts';
import { pictureName } from './find-posted.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { PartName, Room } from './post-message.ts';
import type { SenderContext } from './sender-context.ts';
import { uploadFiles } from './upload-files.ts';

/** Slack shows a picture about 360 wide on a desk; the chart is drawn for 720 and has twice the pixels. */
const PICTURE = { theme: 'light', width: 720 } as const;

/**
 * Puts a chart's picture into the conversation.
 * @returns null when the house has no picture of it
 * @throws UpstreamError, ChannelError
 */
export async function uploadChart(
  context: SenderContext,
  client: webApi.WebClient,
  place: Place,
  room: Room,
  chart: RepliedChart,
  { outbox, part }: PartName,
): Promise<MessageRef | null> {
  const content = await context.host.chart(place, chart.id, PICTURE);
  if (!content) return null;
  return uploadFiles(context, client, room, [
    {
      name: pictureName(outbox, part),
      title: shorten(chart.spec.title, 150),
      content,
      alt: shorten(cleanText(chart.alt), SLACK_LIMITS.fileAlt),
    },
  ]);
}
