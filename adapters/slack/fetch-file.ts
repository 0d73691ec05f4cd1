import { UpstreamError, UserError } from '../../src/contracts/errors.ts';
import type { SharedFile } from './wire.ts';

/** Larger files are refused before a byte is read. */
const MOST_BYTES = 50 * 1024 * 1024;
const MOST_REDIRECTS = 3;
const TIMEOUT_MS = 45_000;

export interface FetchedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * A file that somebody shared; it is opened when its content is read. The token goes to Slack alone: to any other host nothing is sent, not even after
 * a redirect.
 * @param apiUrl another API address whose host is Slack's for us
 * @returns its content throws UserError `file-too-large`, also when it is longer than it said, `file-not-here`;
 *   UpstreamError `file-unreachable`
 */
export function fetchFile(file: SharedFile, token: string, apiUrl: string | undefined): FetchedFile {
  return {
    fileName: file.name ?? 'file',
    mediaType: file.mimetype ?? 'application/octet-stream',
    content: download(file, token, apiUrl),
  };
}

async function* download(file: SharedFile, token: string, apiUrl: string | undefined): AsyncGenerator<Uint8Array> {
  if ((file.size ?? 0) > MOST_BYTES) throw tooLarge();
  const link = file.url_private_download;
  if (!link || !URL.canParse(link)) throw notHere();
  const response = await open(new URL(link), token, apiUrl);
  const type = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  // Without the right to read a file, Slack sends its login page with status 200.
  if (type === 'text/html' && file.mimetype !== 'text/html') throw notHere();
  if (!response.body) throw unreachable();
  yield* limit(response.body);
}

async function open(url: URL, token: string, apiUrl: string | undefined): Promise<Response> {
  let next = url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    if (!isSlack(next, apiUrl)) throw notHere();
    const response = await fetch(next, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw unreachable(cause);
    });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      if (response.ok) return response;
      await response.body?.cancel();
      throw response.status >= 500 || response.status === 429 ? unreachable() : notHere();
    }
    await response.body?.cancel();
    if (!URL.canParse(location, next.href)) throw notHere();
    next = new URL(location, next);
  }
  throw notHere();
}

function isSlack(url: URL, apiUrl: string | undefined): boolean {
  if (apiUrl !== undefined && url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(url.hostname);
}

async function* limit(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const reader = body[Symbol.asyncIterator]();
  while (true) {
    const next = await reader.next().catch((cause: unknown) => {
      throw unreachable(cause);
    });
    if (next.done) return;
    bytes += next.value.length;
    if (bytes > MOST_BYTES) throw tooLarge();
    yield next.value;
  }
}

const tooLarge = () =>
  new UserError('That file is too large: I take up to 50 MB.', {
    code: 'file-too-large',
    advice: 'Split it by year and send the parts one after the other.',
  });

const notHere = () =>
  new UserError('Slack does not let me read that file.', {
    code: 'file-not-here',
    advice: 'Upload it from your computer, here or in a direct message to me.',
  });

const unreachable = (cause?: unknown) =>
  new UpstreamError('Slack did not give me that file.', {
    code: 'file-unreachable',
    advice: 'Please send it again in a moment.',
    cause,
  });
