import { expect, test } from 'vitest';
import { readEvents, type ServerEvent } from '../../../adapters/web/page/read-events.ts';

async function* pieces(...chunks: string[]): AsyncGenerator<string> {
  yield* chunks;
}
async function readAll(...chunks: string[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(pieces(...chunks))) events.push(event);
  return events;
}

// Cases from the WHATWG HTML standard, section 9.2.6 "Interpreting an event stream".
test('comments are skipped, one leading space goes, data lines join', async () => {
  expect(await readAll(': test\n\ndata: first\nevent: add\n\ndata:second\ndata:  third\n\n')).toEqual([
    { event: 'add', data: 'first' },
    { event: 'message', data: 'second\n third' },
  ]);
});

test('an event cut off by the end of the stream is dropped', async () => {
  expect(await readAll('data: one\n\ndata: two\n')).toEqual([{ event: 'message', data: 'one' }]);
});

test.each(['\n', '\r\n', '\r'])('pieces may break anywhere, line ends may be %j', async (end) => {
  const text = ['event: reply', 'data: {"a":1}', '', ': beat', '', 'data: x', '', ''].join(end);
  const expected = [
    { event: 'reply', data: '{"a":1}' },
    { event: 'message', data: 'x' },
  ];
  // A stream that ends in a lone carriage return cannot know that no line feed follows; one more comment settles it.
  expect(await readAll(...text, `:${end}`)).toEqual(expected);
});
