import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSse } from './read-sse.ts';
import { type StartedWeb, startWeb } from './start-web.ts';

let web: StartedWeb;
beforeAll(async () => {
  web = await startWeb({ listen: true, maxUploadBytes: 100_000 });
});
afterAll(() => web.app.close());

const CSV = 'date,sales\n2026-11-01,120\n';

function form(fields: readonly (readonly [string, string | File])[]): FormData {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  return body;
}
const readJson = async (response: Response) => JSON.parse(await response.text());
const csv = (content = CSV, name = 'sales.csv') => new File([content], name, { type: 'text/csv' });
const upload = (
  fields: readonly (readonly [string, string | File])[],
  query = '',
  headers: Record<string, string> = {},
) => fetch(`${web.url}/api/v1/data/upload${query}`, { method: 'POST', body: form(fields), headers });

describe('POST /api/v1/data/upload', () => {
  test('a file for the sample goes into the own company, in a conversation of its own', async () => {
    const response = await upload([
      ['company', 'sample-cafe'],
      ['conversation', 'sample-talk'],
      ['eventId', 'upload-event'],
      ['file', csv()],
    ]);
    expect(response.status).toBe(200);
    const body = await readJson(response);
    expect(body.company).toBe('my-company');
    expect(body.conversation).not.toBe('sample-talk');
    expect(body.reply.sections[0].spans[0].text).toContain('Your file is in');
    expect(web.house.kept.at(-1)).toMatchObject({
      user: 'local',
      workspace: 'my-company',
      fileName: 'sales.csv',
      mediaType: 'text/csv',
      content: CSV,
    });
    expect(web.house.accepted.at(-1)).toMatchObject({
      eventId: 'upload-event',
      text: '',
      workspace: 'my-company',
    });
  });

  test('a file for the own company stays in its conversation, with the words said', async () => {
    await upload([
      ['company', 'my-company'],
      ['conversation', 'talk'],
      ['file', csv()],
      ['text', 'These are last year’s sales'],
    ]);
    expect(web.house.accepted.at(-1)).toMatchObject({ conversation: 'talk', text: 'These are last year’s sales' });
  });

  test('answers with events when asked to, progress with its share among them', async () => {
    const response = await upload([['file', csv()]], '', { accept: 'text/event-stream' });
    const heard = readSse(await response.text());
    expect(heard[0]).toMatchObject({ event: 'accepted', data: { company: 'my-company' } });
    expect(heard.filter(({ event }) => event === 'progress').map(({ data }) => data.done)).toEqual([
      0.25, 0.5, 0.75, 1,
    ]);
    expect(heard.at(-1)?.event).toBe('reply');
  });

  test('run=false only keeps the file', async () => {
    const before = web.house.accepted.length;
    const body = await readJson(await upload([['file', csv()]], '?run=false'));
    expect(body).toEqual({
      company: 'my-company',
      upload: {
        upload: expect.stringMatching(/^upload-/),
        fileName: 'sales.csv',
        mediaType: 'text/csv',
        bytes: CSV.length,
      },
    });
    expect(web.house.accepted).toHaveLength(before);
  });

  test('nothing of a file over the limit is kept', async () => {
    const before = web.house.kept.length;
    const response = await upload([['file', csv('x'.repeat(100_001))]]);
    expect(response.status).toBe(413);
    expect((await readJson(response)).error.code).toBe('file-too-large');
    expect(web.house.kept).toHaveLength(before);
  });

  test.each([
    ['no file', [['text', 'hello']], 400, 'file-missing'],
    ['an empty file', [['file', csv('')]], 400, 'file-empty'],
    [
      'two files',
      [
        ['file', csv()],
        ['file', csv()],
      ],
      413,
      'too-many-files',
    ],
    [
      'a company named too late',
      [
        ['file', csv()],
        ['company', 'other'],
      ],
      400,
      'company-after-file',
    ],
    [
      'a company that is not there',
      [
        ['company', 'nobody'],
        ['file', csv()],
      ],
      404,
      'unknown-workspace',
    ],
    [
      'a wrong run',
      [
        ['run', 'maybe'],
        ['file', csv()],
      ],
      400,
      'bad-request',
    ],
  ] as const)('%s is told in words', async (_what, fields, status, code) => {
    const response = await upload(fields);
    const body = await readJson(response);
    expect(body.error.code).toBe(code);
    expect(response.status).toBe(status);
    expect(body.error.advice).toMatch(/\.$/);
  });

  test('a body that is no form is refused in words', async () => {
    const response = await fetch(`${web.url}/api/v1/data/upload`, {
      method: 'POST',
      body: CSV,
      headers: { 'content-type': 'text/csv' },
    });
    expect(response.status).toBe(415);
    expect((await readJson(response)).error.code).toBe('wrong-content-type');
  });
});
