import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as the platform shows it. */
export interface Shown {
  readonly key: string;
  readonly conversation: string;
  readonly thread: string;
  readonly text: string;
}

export interface Misbehaviour {
  /** Shares of all posts, 0 to 1. */
  readonly limited: number;
  /** The message is shown, and the answer to its sender is a failure. */
  readonly lostAnswer: number;
  readonly slow: number;
}

/**
 * A chat platform as a server of its own, so that it outlives whoever posts to it. `POST /messages` shows a message
 * and takes no key against doubles; `GET /messages?key=` says whether one is there.
 */
export async function startFakePlatform(misbehaviour: Misbehaviour, random: () => number) {
  const shown: Shown[] = [];
  const said = { limited: 0, lostAnswer: 0, slow: 0 };
  const happens = (what: keyof Misbehaviour): boolean => {
    const yes = random() < misbehaviour[what];
    if (yes) said[what] += 1;
    return yes;
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://platform');
    if (request.method === 'GET') {
      const known = shown.findIndex(({ key }) => key === url.searchParams.get('key'));
      response.end(JSON.stringify({ message: known < 0 ? null : `m${known}` }));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (happens('limited')) {
      response.writeHead(429, { 'retry-after': '0.05' }).end();
      return;
    }
    if (happens('slow')) await new Promise((resolve) => setTimeout(resolve, 50));
    // The test's own child process writes these.
    shown.push(JSON.parse(Buffer.concat(chunks).toString()) as Shown);
    if (happens('lostAnswer')) {
      response.writeHead(502).end();
      return;
    }
    response.end(JSON.stringify({ message: `m${shown.length - 1}` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server's address is never a text.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    shown,
    said,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
