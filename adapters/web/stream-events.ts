import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import type { TurnEvent } from '../../src/contracts/turn.ts';
import { describeError } from './describe-error.ts';
import { openEventStream } from './open-event-stream.ts';
import { renderEvent, type WireEvent } from './render.ts';

const NO_ANSWER: WireEvent = {
  type: 'failed',
  code: 'no-answer',
  message: 'The answer stopped half way.',
  advice: 'Try again. If it keeps happening, tell the person who runs this service.',
};

interface StreamOptions {
  readonly company: string;
  readonly heartbeatMs: number;
  readonly log: FastifyBaseLogger;
}

/**
 * Writes a turn's events to a hijacked reply as `text/event-stream`, with a comment in quiet times so that
 * nothing between us and the browser thinks the line dead. Ends after `reply` or `failed`; a turn that ends
 * without either, or throws, is told as `failed`.
 */
export async function streamEvents(
  reply: FastifyReply,
  events: AsyncIterable<TurnEvent>,
  options: StreamOptions,
): Promise<void> {
  const stream = openEventStream(reply, options.heartbeatMs);
  const send = (event: WireEvent) => stream.send(event.type, event);
  try {
    let ended = false;
    for await (const event of events) {
      await send(renderEvent(event, options.company));
      ended = event.type === 'reply' || event.type === 'failed';
      if (ended) break;
    }
    if (!ended) await send(NO_ANSWER);
  } catch (error) {
    const { status, body } = describeError(error);
    if (status >= 500) options.log.error({ err: error }, 'a turn broke while it was streamed');
    await send({ type: 'failed', ...body.error });
  } finally {
    stream.end();
  }
}
