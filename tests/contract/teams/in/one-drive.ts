import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OneDrive {
  readonly url: string;
  /** What was put into it. */
  readonly puts: { readonly body: string; readonly range: string | undefined; readonly authorization: string | null }[];
  close(): Promise<void>;
}

/** A person's OneDrive on this machine, as far as an upload to the address Teams gave goes. `/full` takes nothing. */
export async function startOneDrive(): Promise<OneDrive> {
  const puts: OneDrive['puts'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method !== 'PUT' || request.url?.startsWith('/full')) {
      response.writeHead(507).end();
      return;
    }
    const { authorization = null } = request.headers;
    puts.push({ body: Buffer.concat(chunks).toString('utf8'), range: request.headers['content-range'], authorization });
    response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    puts,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
