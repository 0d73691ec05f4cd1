import type { webApi } from '@slack/bolt';
import type { Place } from '../../../src/contracts/delivery.ts';
import type { Inbound } from '../../../src/contracts/inbound.ts';
import type { TurnEvent } from '../../../src/contracts/turn.ts';
import { followTurn } from '../../presentation/follow-turn.ts';
import { shorten } from '../../presentation/split-text.ts';
import { escapeControls } from './blocks.ts';
import { describeSlackError } from './describe-slack-error.ts';
import type { LiveMessage } from './live-messages.ts';
import type { SenderContext } from './sender-context.ts';
import { readSlackAddress, threadOf } from './slack-address.ts';

/** Slack lets an app edit a message about 50 times a minute. Milliseconds. */
const EVERY_MS = 2_000;

/** The one line of a stream's timeline that says what the coach does. */
const WORK_TASK = 'work';

/**
 * Shows that the coach is at work: the status line of the assistant pane, else a message that opens when a turn takes
 * longer than a moment and that the answer finishes. Never throws; a turn does not wait for it.
 * @param options.afterMs when a message opens, ms
 */
export async function showTurn(
  context: SenderContext,
  inbound: Inbound,
  events: AsyncIterable<TurnEvent>,
  { afterMs = 1_200, everyMs = EVERY_MS }: { readonly afterMs?: number; readonly everyMs?: number } = {},
): Promise<void> {
  const { log } = context;
  const pane = readSlackAddress(inbound.address).assistant === true && threadOf(inbound) !== undefined;
  try {
    const place: Place = { channel: inbound.channel, workspace: inbound.workspace };
    const slot = context.lives.open(place, inbound.eventId);
    let face = pane ? showStatus : showMessage;
    let quiet = false;
    const show = ({ text }: { readonly text: string }) =>
      slot.change(async (live) => {
        if (quiet) return live;
        try {
          return await face(context, { place, inbound, text, live });
        } catch (thrown) {
          // Without the status line a message does; without that the answer comes a little more suddenly.
          if (face === showStatus) face = showMessage;
          else quiet = true;
          log.info({ code: describeSlackError(thrown).code }, 'progress not shown on Slack');
          return live;
        }
      });
    await followTurn(events, { show }, { afterMs: pane ? 0 : afterMs, everyMs });
  } catch (thrown) {
    log.warn({ code: describeSlackError(thrown).code }, 'turn not followed on Slack');
  }
}

interface Progress {
  readonly place: Place;
  readonly inbound: Inbound;
  readonly text: string;
  readonly live: LiveMessage | null;
}

/** The line goes away by itself when the answer is posted. */
async function showStatus(context: SenderContext, { place, inbound, text }: Progress): Promise<null> {
  const client = await context.clientFor(place);
  await context.call(
    client.assistant.threads.setStatus({
      channel_id: inbound.conversation,
      thread_ts: threadOf(inbound) ?? '',
      status: 'is working on it…',
      loading_messages: [shorten(text, 50)],
    }),
  );
  return null;
}

async function showMessage(context: SenderContext, progress: Progress): Promise<LiveMessage | null> {
  const { place, inbound, text, live } = progress;
  const client = await context.clientFor(place);
  if (live) {
    await writeOn(context, client, live, text);
    return live;
  }
  if (!(await mayShow(context, place, inbound))) return null;
  const opened = (await openStream(context, client, progress)) ?? (await openMessage(context, client, progress));
  // Whoever delivers, here or in another process, finds it by this.
  await context.host
    .keepLive(place, inbound.eventId, opened.ref)
    .catch((thrown: unknown) => context.log.warn({ err: thrown }, 'live message not kept'));
  return opened;
}

/** Progress tells what is looked at: nothing for a channel where the answer will not be shown either. */
async function mayShow({ host }: SenderContext, place: Place, inbound: Inbound): Promise<boolean> {
  return inbound.audience === 'private' || (await host.audience(place, inbound)) === 'here';
}

async function openStream(
  { call, log }: SenderContext,
  client: webApi.WebClient,
  { place, inbound, text }: Progress,
): Promise<LiveMessage | null> {
  const thread = threadOf(inbound);
  if (thread === undefined) return null;
  const recipient =
    inbound.audience === 'private' ? {} : { recipient_user_id: inbound.user, recipient_team_id: place.workspace };
  try {
    const opened = await call(
      client.chat.startStream({
        channel: inbound.conversation,
        thread_ts: thread,
        ...recipient,
        chunks: [workTask(text, 'in_progress')],
      }),
    );
    return opened.ts ? { ref: { conversation: inbound.conversation, message: opened.ts }, kind: 'stream' } : null;
  } catch (thrown) {
    // Older workspaces and some plans have no streams.
    log.info({ code: describeSlackError(thrown).code }, 'no stream on Slack, a message instead');
    return null;
  }
}

async function openMessage(
  { call }: SenderContext,
  client: webApi.WebClient,
  { inbound, text }: Progress,
): Promise<LiveMessage> {
  const thread = threadOf(inbound);
  const posted = await call(
    client.chat.postMessage({
      channel: inbound.conversation,
      text: progressText(text),
      ...(thread === undefined ? {} : { thread_ts: thread }),
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
  const conversation = posted.channel ?? inbound.conversation;
  return { ref: { conversation, message: posted.ts ?? '' }, kind: 'message' };
}

async function writeOn(
  { call }: SenderContext,
  client: webApi.WebClient,
  { ref, kind }: LiveMessage,
  text: string,
): Promise<void> {
  const where = { channel: ref.conversation, ts: ref.message };
  if (kind === 'stream') await call(client.chat.appendStream({ ...where, chunks: [workTask(text, 'in_progress')] }));
  else await call(client.chat.update({ ...where, text: progressText(text) }));
}

export function workTask(title: string, status: 'in_progress' | 'complete') {
  return { type: 'task_update' as const, id: WORK_TASK, title: shorten(title, 100), status };
}

const progressText = (text: string): string => `${escapeControls(shorten(text, 200))}…`;
