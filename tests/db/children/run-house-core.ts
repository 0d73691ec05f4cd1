import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UpstreamError } from '../../../src/contracts/errors.ts';
import type { Inbound } from '../../../src/contracts/inbound.ts';
import { openDatabase } from '../../../src/db/open-database.ts';
import type { DeliveryChannel } from '../../../src/delivery/delivery-channel.ts';
import { sayReply, startCore } from '../house-core.ts';

/**
 * The house with one chat platform: takes events over HTTP, acknowledges them when they are stored, and posts the
 * answers to the platform given. Says its address when it is ready.
 */
const [dataDir = '', databaseUrl = '', platform = ''] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const database = await openDatabase({ dataDir, databaseUrl: databaseUrl || undefined, log });

const deliver: DeliveryChannel['deliver'] = async ({ id, uncertain, target, content }, posted) => {
  if (content.kind !== 'reply') return;
  const { conversation, thread } = target;
  if (uncertain) {
    // The fake platform answers with this.
    const found = (await (await fetch(`${platform}/messages?key=${id}`)).json()) as { message: string | null };
    if (found.message) return posted(0, { conversation, message: found.message });
  }
  const response = await fetch(`${platform}/messages`, {
    method: 'POST',
    body: JSON.stringify({ key: id, conversation, thread, text: content.reply.text }),
  });
  if (!response.ok) {
    const seconds = response.headers.get('retry-after');
    throw new UpstreamError(`The platform said ${response.status}.`, {
      code: 'platform-refused',
      advice: 'It is tried again.',
      ...(seconds ? { retryAfter: Number(seconds) * 1_000 } : {}),
    });
  }
  // As above.
  const { message } = (await response.json()) as { message: string };
  await posted(0, { conversation, message });
};

const core = await startCore({ database, deliver, answer: async ({ text }) => sayReply(text) });
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  // The parent sends nothing else.
  const inbound = JSON.parse(Buffer.concat(chunks).toString()) as Inbound;
  await core.accept(inbound);
  response.end();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
// A TCP server's address is never a text.
process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
