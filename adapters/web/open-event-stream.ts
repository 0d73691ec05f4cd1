import { once } from 'node:events';
import type { FastifyReply } from 'fastify';

/** A reply that stays open and tells one thing after the other. */
export interface EventStream {
  /** One server-sent event. Waits while the reader is behind; does nothing once the reader has gone. */
  send(type: string, data: unknown): Promise<void>;
  end(): void;
}

/** One server-sent event. JSON holds no line breaks of its own, so one data line is enough. */
const frame = (type: string, data: unknown): string => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Opens a hijacked reply as `text/event-stream`, with a comment in quiet times so that nothing between us and the
 * browser thinks the line dead. `end` has to be called, however it goes.
 */
export function openEventStream(reply: FastifyReply, heartbeatMs: number): EventStream {
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
  const heartbeat = setInterval(() => out.write(': still here\n\n'), heartbeatMs);
  return {
    async send(type, data) {
      if (out.destroyed || out.writableEnded) return;
      if (!out.write(frame(type, data))) await Promise.race([once(out, 'drain'), once(out, 'close')]);
    },
    end() {
      clearInterval(heartbeat);
      out.end();
    },
  };
}
