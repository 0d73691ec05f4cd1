import { UpstreamError, UserError } from '../../src/contracts/errors.ts';
import type { Attachment } from '../../src/contracts/inbound.ts';
import type { ChatHost, Place } from '../channel.ts';
import { filesUnlessStranger } from '../presentation/files-unless-stranger.ts';
import { MAX_DOWNLOAD_BYTES } from './limits.ts';
import type { DiscordAttachment } from './wire.ts';

const CDN_HOSTS = new Set(['cdn.discordapp.com', 'media.discordapp.net']);
const TIMEOUT_MS = 60_000;

/**
 * Fetches the files of a message from Discord's own file hosts, and keeps them in the house. None of a stranger; for
 * people who may not add files nothing is fetched.
 * @param testOrigin another origin files may come from, for tests
 * @throws UserError too large, empty, or from somewhere else; UpstreamError Discord does not give it
 */
export async function fetchAttachments(
  host: Pick<ChatHost, 'keepFile'>,
  place: Place,
  { user, attachments }: { readonly user: string; readonly attachments: readonly DiscordAttachment[] },
  testOrigin?: string,
): Promise<readonly Attachment[]> {
  const keep = async () => {
    const kept: Attachment[] = [];
    for (const attachment of attachments) {
      const fileName = attachment.filename.slice(0, 255);
      const mediaType = attachment.content_type ?? 'application/octet-stream';
      const content = download(attachment, testOrigin);
      kept.push(await host.keepFile(place, { fileName, mediaType, content }, user));
    }
    return kept;
  };
  return filesUnlessStranger(keep());
}

async function* download({ url, size }: DiscordAttachment, testOrigin?: string): AsyncGenerator<Uint8Array> {
  if (size > MAX_DOWNLOAD_BYTES) throw tooLarge();
  yield* await open(url, testOrigin);
}

async function open(url: string, testOrigin: string | undefined): Promise<AsyncIterable<Uint8Array>> {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isDiscord = parsed?.protocol === 'https:' && CDN_HOSTS.has(parsed.hostname) && parsed.port === '';
  if (!parsed || !(isDiscord || (testOrigin !== undefined && parsed.origin === testOrigin))) {
    throw new UserError('I cannot read this file.', {
      code: 'file-elsewhere',
      advice: 'Attach the file to your message itself.',
    });
  }
  const failed = (cause?: unknown) =>
    new UpstreamError('I could not get this file from Discord.', {
      code: 'discord-file',
      advice: 'Please send it again.',
      cause,
    });
  try {
    const response = await fetch(parsed, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok || !response.body) throw failed(new Error(`HTTP ${response.status}`));
    return limited(response.body);
  } catch (thrown) {
    // The address of a file is signed: it stays out of what is logged.
    throw thrown instanceof UpstreamError ? thrown : failed();
  }
}

/** What Discord says of the size is not trusted. */
async function* limited(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > MAX_DOWNLOAD_BYTES) throw tooLarge();
    yield chunk;
  }
}

function tooLarge(): UserError {
  return new UserError('This file is larger than I can take.', {
    code: 'file-too-large',
    advice: 'Send at most 50 MB, for example one year at a time.',
  });
}
