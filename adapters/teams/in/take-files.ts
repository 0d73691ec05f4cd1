import { z } from 'zod';
import type { Place } from '../../../src/contracts/delivery.ts';
import { UserError } from '../../../src/contracts/errors.ts';
import type { Attachment } from '../../../src/contracts/inbound.ts';
import type { ChatHost } from '../../channel.ts';
import type { TeamsActivity } from '../activity.ts';
import { downloadFile } from './download-file.ts';

const FILE = 'application/vnd.microsoft.teams.file.download.info';
/** What Teams adds to a message by itself: its text once more, what it quotes, link previews, cards. */
const NO_FILE = /^(text\/|messageReference$|application\/vnd\.microsoft\.card\.)/;
const fileInfo = z.looseObject({ downloadUrl: z.string(), fileType: z.string().optional() });
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * Keeps the files of a message before it is acknowledged. Nothing is fetched for people who may not add files.
 * @param local see `downloadFile`
 * @throws UserError in words for the person: what came is no file I can get, too large, empty, …
 */
export async function takeFiles(
  host: Pick<ChatHost, 'keepFile'>,
  place: Place,
  { attachments }: TeamsActivity,
  { user, local }: { readonly user: string; readonly local: boolean },
): Promise<readonly Attachment[]> {
  const sent = (attachments ?? []).filter(({ contentType }) => !NO_FILE.test(contentType));
  const kept: Attachment[] = [];
  for (const { contentType, content, name } of sent) {
    const info = contentType === FILE ? fileInfo.safeParse(content).data : undefined;
    const mediaType = MEDIA_TYPES[(info?.fileType ?? '').toLowerCase()] ?? 'application/octet-stream';
    const opened = read(contentType, info, local);
    kept.push(await host.keepFile(place, { fileName: name ?? 'file', mediaType, content: opened }, user));
  }
  return kept;
}

/** Read once the house knows the sender: people who may not add files hear that, whatever they sent. */
async function* read(
  contentType: string,
  info: z.infer<typeof fileInfo> | undefined,
  local: boolean,
): AsyncGenerator<Uint8Array> {
  if (!info) throw cannotRead(contentType);
  yield* await downloadFile(info.downloadUrl, local);
}

function cannotRead(contentType: string): UserError {
  if (contentType.startsWith('image/')) {
    return new UserError('I cannot read pictures.', {
      code: 'file-is-picture',
      advice: 'Send the numbers as a CSV file in our 1:1 chat.',
    });
  }
  return new UserError('I can only get files that are sent to me in our 1:1 chat.', {
    code: 'file-not-here',
    advice: 'Open a chat with me and send it there.',
  });
}
