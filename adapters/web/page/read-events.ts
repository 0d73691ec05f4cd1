/** One server-sent event as it stands on the wire. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Reads the lines of one event block; null for a block of comments only. */
function readBlock(block: string): ServerEvent | null {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === 0) continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
  }
  return data.length === 0 ? null : { event, data: data.join('\n') };
}

/**
 * Events of a `text/event-stream` body (WHATWG HTML, 9.2.6), as they arrive. EventSource cannot POST, so the page reads
 * the stream itself. An event that is cut off by the end of the stream is dropped, as the standard says.
 */
export async function* readEvents(chunks: AsyncIterable<string>): AsyncGenerator<ServerEvent> {
  let rest = '';
  for await (const chunk of chunks) {
    rest += chunk;
    // A carriage return at the very end may be half of a line break: wait for the other half.
    const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    const blocks = whole.replace(/\r\n?/g, '\n').split('\n\n');
    rest = (blocks.pop() ?? '') + rest.slice(whole.length);
    for (const block of blocks) {
      const event = readBlock(block);
      if (event !== null) yield event;
    }
  }
}

/** The text of a response body, piece by piece. */
export async function* readText(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    reader.releaseLock();
  }
}
