import { UserError } from '../../../src/contracts/errors.ts';
import { checkLink } from './check-link.ts';

/** What the house takes. Bytes. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
/** Teams waits about 15 seconds for an answer, and a file is kept before it is acknowledged. */
const TIMEOUT_MS = 12_000;
const MAX_HOPS = 3;

/**
 * Opens a file by the link Teams made for it: the link itself is the key, so no token goes with it.
 * @param local tests: a server on this machine may hold the file
 * @throws UserError `file-unreachable`, `file-too-large`; the same while the content is read
 */
export async function downloadFile(link: string, local: boolean): Promise<AsyncIterable<Uint8Array>> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = checkLink(link, local) ?? unreachable();
  for (let hop = 0; hop <= MAX_HOPS; hop += 1) {
    const response = await fetch(url, { redirect: 'manual', signal }).catch((cause: unknown) => unreachable(cause));
    const next = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && next) {
      await response.body?.cancel();
      url = checkLink(new URL(next, url).href, local) ?? unreachable();
      continue;
    }
    if (!response.ok || !response.body) return unreachable();
    if (Number(response.headers.get('content-length') ?? 0) > MAX_FILE_BYTES) {
      await response.body.cancel();
      throw tooLarge();
    }
    return countBytes(response.body);
  }
  return unreachable();
}

async function* countBytes(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > MAX_FILE_BYTES) throw tooLarge();
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    unreachable(cause);
  }
}

function unreachable(cause?: unknown): never {
  throw new UserError('I could not get this file from Teams.', {
    code: 'file-unreachable',
    advice: 'Please send it once more.',
    cause,
  });
}

function tooLarge(): UserError {
  return new UserError('This file is larger than I can take.', {
    code: 'file-too-large',
    advice: 'Send a file of at most 50 MB, for example a shorter period.',
  });
}
