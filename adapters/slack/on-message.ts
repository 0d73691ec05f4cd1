import { DyocenseError, UpstreamError } from '../../src/contracts/errors.ts';
import type { Attachment } from '../../src/contracts/inbound.ts';
import type { Place } from '../channel.ts';
import { isStranger } from '../presentation/files-unless-stranger.ts';
import { codeOf, inBackground, type SlackContext } from './context.ts';
import { fetchFile } from './fetch-file.ts';
import type { SlackAddress } from './out/slack-address.ts';
import { type Heard, readMessage } from './read-message.ts';
import { takeIn, wordsOf } from './take-in.ts';
import { tellPerson } from './tell-person.ts';
import { MessageEvent, type SharedFile } from './wire.ts';

type Said = Extract<Heard, { kind: 'said' }>;

/** Somebody said, changed or took back something. A mention in a channel comes as two events with one id. */
export async function hearMessage(
  context: SlackContext,
  place: Place,
  payload: unknown,
  shared: boolean | undefined,
): Promise<void> {
  const heard = readMessage(MessageEvent.parse(payload), await context.bots.bot(place));
  if (heard === null) return;
  const { conversation, message } = heard;
  const eventId = `msg:${conversation}:${message}`;
  const key = `${place.workspace}:${eventId}`;
  if (heard.kind !== 'said') {
    // The message itself may still be on its way in.
    await context.once.settled(key);
    return context.host.notice(place, heard);
  }
  const { thread } = heard;
  if (heard.forUs === 'perhaps' && !(await isOurThread(context, place, conversation, thread))) return;
  if (!heard.addressed && !(await isLetIn(context, place, heard.user))) return;
  context.threads.remember(place.workspace, conversation, thread);
  await context.once.run(key, () =>
    context.inOrder(`${place.workspace}:${conversation}:${thread}`, () =>
      takeMessage(context, place, heard, eventId, shared),
    ),
  );
}

/** A reply without a mention is for the coach where it takes part in the thread, or is being asked into it just now. */
async function isOurThread(
  { host, threads }: SlackContext,
  place: Place,
  conversation: string,
  thread: string,
): Promise<boolean> {
  return threads.knows(place.workspace, conversation, thread) || host.knowsThread(place, conversation, thread);
}

/** Colleagues who talk with each other in our thread ask for nothing: only who is let in is heard unmentioned. */
const isLetIn = async ({ host }: SlackContext, place: Place, user: string): Promise<boolean> =>
  (await host.home(place, user)) !== null;

async function takeMessage(
  context: SlackContext,
  place: Place,
  heard: Said,
  eventId: string,
  shared: boolean | undefined,
): Promise<void> {
  const { conversation, thread, user, text, message, direct } = heard;
  const say = (words: string) => tellPerson(context, place, { conversation, thread, user, direct }, words);
  const [audience, files] = await Promise.all([
    context.rooms.audience(place, conversation, { direct, shared }),
    keepFiles(context, place, heard),
  ]);
  // Who they are is said by the house, in answer to their words.
  const stranger = isStranger(files.failed);
  if (files.failed && !stranger) say(wordsOf(files.failed));
  if (files.failed && !stranger && files.kept.length === 0) return;
  const address: SlackAddress = { assistant: direct };
  const refusal = await takeIn(context, place, {
    conversation,
    thread,
    eventId,
    user,
    text: stranger && text === '' ? 'help' : text,
    kind: 'message',
    audience,
    message,
    address,
    attachments: files.kept,
  });
  if (refusal) say(wordsOf(refusal));
  else if (context.threads.takeOpen(place.workspace, conversation, thread))
    inBackground(context, 'title a thread', titleThread(context, place, heard));
}

/** In the assistant pane's list of conversations, a thread is called after its first question. */
async function titleThread({ bots }: SlackContext, place: Place, { conversation, thread, text }: Said): Promise<void> {
  const client = await bots.clientFor(place);
  await client.assistant.threads.setTitle({ channel_id: conversation, thread_ts: thread, title: text.slice(0, 100) });
}

/** Files are kept before the message is acknowledged. What could be read is kept; the first failure is named. */
async function keepFiles(
  { host, bots, apiUrl, log }: SlackContext,
  place: Place,
  { files, user }: Said,
): Promise<{ kept: Attachment[]; failed: DyocenseError | null }> {
  const kept: Attachment[] = [];
  let failed: DyocenseError | null = null;
  for (const file of files) {
    try {
      const { token } = await bots.bot(place);
      const whole = file.file_access === 'check_file_info' ? await askForFile(bots, place, file) : file;
      kept.push(await host.keepFile(place, fetchFile(whole, token, apiUrl), user));
    } catch (error) {
      log.warn({ code: codeOf(error), bytes: file.size }, 'a file from Slack was not taken');
      if (!(error instanceof DyocenseError)) throw error;
      failed ??= error;
      if (isStranger(error)) break;
    }
  }
  return { kept, failed };
}

/** In channels shared with another company an event names a file by its id alone. */
async function askForFile(bots: SlackContext['bots'], place: Place, { id }: SharedFile): Promise<SharedFile> {
  const client = await bots.clientFor(place);
  const { file } = await client.files.info({ file: id }).catch((cause: unknown) => {
    throw new UpstreamError('Slack did not tell me where that file is.', {
      code: 'file-unreachable',
      advice: 'Please send it again in a moment.',
      cause,
    });
  });
  return {
    id,
    name: file?.name,
    mimetype: file?.mimetype,
    size: file?.size,
    url_private_download: file?.url_private_download,
    file_access: undefined,
  };
}
