import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { MessageRef } from '../../../src/contracts/delivery.ts';
import { UpstreamError } from '../../../src/contracts/errors.ts';
import { cleanText } from './blocks.ts';
import { fileRef } from './find-posted.ts';
import type { Room } from './post-message.ts';
import type { SenderContext } from './sender-context.ts';

export interface FileToUpload {
  readonly name: string;
  readonly title: string;
  readonly content: Uint8Array;
  /** For pictures: what people who cannot see them are read. */
  readonly alt?: string;
}

const UPLOAD_MS = 20_000;

const Upload = z.object({ upload_url: z.url(), file_id: z.string() });

/**
 * Puts files into the conversation, all in one message. Slack shares them in its own time, a moment later; until the
 * last step nobody sees any of them.
 * @throws UpstreamError, ChannelError
 */
export async function uploadFiles(
  { call }: Pick<SenderContext, 'call'>,
  client: webApi.WebClient,
  { conversation, thread }: Room,
  [first, ...others]: readonly [FileToUpload, ...FileToUpload[]],
): Promise<MessageRef> {
  const upload = async ({ name, title, content, alt }: FileToUpload) => {
    const { upload_url: url, file_id: id } = Upload.parse(
      await call(
        client.apiCall('files.getUploadURLExternal', {
          filename: name,
          length: content.byteLength,
          // The method's page calls it alt_txt, the SDK alt_text; an argument that is not known is passed over.
          ...(alt === undefined ? {} : { alt_txt: alt, alt_text: alt }),
        }),
      ),
    );
    await putBytes(url, content);
    return { id, title: cleanText(title) };
  };
  const files: [{ id: string; title: string }, ...{ id: string; title: string }[]] = [await upload(first)];
  for (const file of others) files.push(await upload(file));
  await call(
    client.files.completeUploadExternal(
      thread === undefined
        ? { files, channel_id: conversation }
        : { files, channel_id: conversation, thread_ts: thread },
    ),
  );
  return { conversation, message: fileRef(files.map(({ id }) => id)) };
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
    throw new UpstreamError('Slack did not take the file.', {
      code: 'slack-upload-failed',
      advice: 'Nothing to do: it is tried again, or the answer says so.',
      cause,
    });
  }
}
