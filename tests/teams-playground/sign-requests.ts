import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalMicrosoft } from '../contract/teams/in/local-microsoft.ts';

/**
 * The playground signs nothing, and the coach takes nothing unsigned, here as in life: this stands between them and
 * signs with the keys of a local Microsoft.
 */
export async function startSigner(microsoft: LocalMicrosoft, target: () => string) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method !== 'POST') return void response.writeHead(200).end();
    const body = Buffer.concat(chunks).toString('utf8');
    const { serviceUrl } = JSON.parse(body);
    const answer = await fetch(target(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: microsoft.bearer({ serviceurl: serviceUrl }) },
      body,
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/teams/messages`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
