import { once } from 'node:events';
import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import type { TurnEvent } from '../../src/contracts/turn.ts';
import { describeError } from './describe-error.ts';
import { renderEvent, type WireEvent } from './render.ts';

/** One server-sent event. JSON holds no line breaks of its own, so one data line is enough. */
export function frameEvent(event: WireEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

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
  const out = reply.raw;
  const headers = Object.entries(reply.getHeaders()).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  out.writeHead(200, {
    ...Object.fromEntries(headers),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Proxies such as nginx hold answers back to fill their buffers unless told not to.
    'x-accel-buffering': 'no',
  });
  const heartbeat = setInterval(() => out.write(': still here\n\n'), options.heartbeatMs);
  const send = async (event: WireEvent) => {
    if (out.destroyed || out.writableEnded) return;
    if (!out.write(frameEvent(event))) await Promise.race([once(out, 'drain'), once(out, 'close')]);
  };
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
    clearInterval(heartbeat);
    out.end();
  }
}
