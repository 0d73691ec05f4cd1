import type { webApi } from '@slack/bolt';
import type { MessageRef, Outgoing } from '../../../src/contracts/delivery.ts';
import { ChannelError, UpstreamError } from '../../../src/contracts/errors.ts';
import { shorten } from '../../presentation/split-text.ts';
import { describeSlackError } from './describe-slack-error.ts';
import { postMessage, type Room } from './post-message.ts';
import type { RenderedFiles } from './render-reply.ts';
import type { SenderContext } from './sender-context.ts';
import { type FileToUpload, uploadFiles } from './upload-files.ts';

/** An upload is tried this often before words or numbers come in its place. */
export const UPLOAD_TRIES = 3;

/** Characters. Ours: Slack cuts names in what it shows. */
const NAME = 150;

/**
 * The files of an answer, as its last part. The answer is out already: files that do not go through cost a line of
 * words in their place.
 * @throws UpstreamError it may work later
 */
export async function sendFiles(
  context: SenderContext,
  client: webApi.WebClient,
  outgoing: Pick<Outgoing, 'id' | 'place' | 'attempt'>,
  room: Room,
  { files, instead }: RenderedFiles,
  part: number,
): Promise<MessageRef> {
  const { id, place, attempt } = outgoing;
  try {
    return await uploadFiles(context, client, room, await readFiles(context, place, files));
  } catch (thrown) {
    const error = describeSlackError(thrown);
    if (mayTryAgain(error, attempt)) throw error;
    context.log.warn({ outbox: id, part, code: error.code }, 'files not sent');
  }
  return (await postMessage(context, client, place, room, instead, { outbox: id, part })).ref;
}

export const mayTryAgain = (error: Error, attempt: number): boolean =>
  error instanceof UpstreamError && error.code.startsWith('slack-') && attempt + 1 < UPLOAD_TRIES;

async function readFiles(
  { host }: SenderContext,
  place: Outgoing['place'],
  files: RenderedFiles['files'],
): Promise<[FileToUpload, ...FileToUpload[]]> {
  const read: FileToUpload[] = [];
  for (const { id, name } of files) {
    const file = await host.file(place, id);
    if (file) read.push({ name: fileName(name), title: shorten(name, NAME), content: file.content });
  }
  const [first, ...others] = read;
  if (first && read.length === files.length) return [first, ...others];
  throw new ChannelError('The answer names a file that is not there.', {
    code: 'file-not-there',
    advice: 'Ask the question again.',
  });
}

/** The name a file gets on Slack. A long one keeps its ending. */
export function fileName(name: string): string {
  if (name.length <= NAME) return name;
  const ending = /\.\w{1,8}$/.exec(name)?.[0] ?? '';
  return `${name.slice(0, NAME - ending.length)}${ending}`;
}
