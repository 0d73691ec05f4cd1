import type { APIInteractionResponse } from 'discord.js';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { DiscordLog } from './options.ts';
import { readPublicKey, verifySignature } from './verify-signature.ts';
import { type Interaction, interactionShape } from './wire.ts';

export const INTERACTIONS_PATH = '/discord/interactions';
const MOST_BYTES = 512 * 1024;

export type Respond = (response: APIInteractionResponse) => Promise<void>;

/**
 * Interactions over HTTP, for who sets this address in the developer portal. Whatever is forged, old, sent twice or
 * not readable gets the same 401, in few words.
 */
export async function mountInteractions(
  server: FastifyInstance,
  {
    publicKey,
    handle,
    log,
  }: { publicKey: string; handle: (interaction: Interaction, respond: Respond) => Promise<void>; log: DiscordLog },
): Promise<void> {
  const key = readPublicKey(publicKey);
  // A signature is good for five minutes in both directions; for longer than that every id is remembered.
  const seen = new LRUCache<string, true>({ max: 20_000, ttl: 11 * 60_000 });
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler((_error, _request, reply) => refuse(reply));
    scope.post(INTERACTIONS_PATH, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = request.headers;
      if (!verifySignature(key, { signature, timestamp, body }, Date.now())) return refuse(reply);
      const interaction = readBody(body);
      if (!interaction || seen.has(interaction.id)) return refuse(reply);
      seen.set(interaction.id, true);
      if (interaction.type === 1) return reply.send({ type: 1 });
      return answer(reply, interaction, handle, log);
    });
  });
}

/** Answers the request with what the handler says first; the handler then goes on by itself. */
async function answer(
  reply: FastifyReply,
  interaction: Interaction,
  handle: (interaction: Interaction, respond: Respond) => Promise<void>,
  log: DiscordLog,
): Promise<FastifyReply> {
  reply.hijack();
  const respond: Respond = (response) =>
    new Promise((resolve) => {
      reply.raw.writeHead(200, { 'content-type': 'application/json' });
      reply.raw.end(JSON.stringify(response), () => resolve());
    });
  void handle(interaction, respond)
    .catch(() => log.error({ interaction: interaction.type }, 'discord interaction failed'))
    .finally(() => {
      if (!reply.raw.writableEnded) reply.raw.writeHead(500).end();
    });
  return reply;
}

function refuse(reply: FastifyReply): FastifyReply {
  return reply.code(401).type('text/plain').send('Not signed by Discord.');
}

function readBody(body: Buffer): Interaction | null {
  try {
    const read = interactionShape.safeParse(JSON.parse(body.toString('utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
