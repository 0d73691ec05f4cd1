import type { FastifyReply, FastifyRequest } from 'fastify';
import { BugError } from '../../src/contracts/errors.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import type { WebHost } from '../channel.ts';
import { FailedTurn } from './describe-error.ts';
import { renderReply } from './render.ts';
import { streamEvents } from './stream-events.ts';
import type { WireAnswer } from './wire.ts';

/** True when the caller asks for events rather than one JSON answer. */
export function wantsEvents(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/event-stream');
}

/** A signal that fires when the caller goes away before the answer is out. */
export function whenCallerLeaves(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  // It may have gone while the file was still being kept.
  if (reply.raw.destroyed) controller.abort();
  return controller.signal;
}

/**
 * Runs a turn and answers as the caller wants it: an event stream, or one JSON object.
 * Resolves to the JSON body, or to undefined when the answer went out as a stream.
 * @throws what the host's `accept` throws; FailedTurn or BugError when there is no reply and JSON was asked for.
 */
export async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  host: WebHost,
  inbound: Inbound,
  heartbeatMs: number,
): Promise<WireAnswer | undefined> {
  const signal = whenCallerLeaves(reply);
  const { events } = await host.accept(inbound, { signal });
  if (wantsEvents(request)) {
    reply.hijack();
    await streamEvents(reply, events, { company: inbound.workspace, heartbeatMs, log: request.log });
    return undefined;
  }
  const ids = { company: inbound.workspace, conversation: inbound.conversation, turn: '' };
  for await (const event of events) {
    if (event.type === 'accepted') Object.assign(ids, { conversation: event.conversation, turn: event.turn });
    if (event.type === 'reply') return { ...ids, reply: renderReply(event.reply, ids.company), trace: event.trace };
    if (event.type === 'failed') throw new FailedTurn(event.message, { code: event.code, advice: event.advice });
  }
  throw new BugError('The turn ended without an answer.', { code: 'no-answer', advice: 'Try again.' });
}
