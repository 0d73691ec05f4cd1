import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { HOSTILE } from './fake-replies.ts';
import { readSse } from './read-sse.ts';
import { type StartedWeb, startWeb } from './start-web.ts';

const host = { host: 'localhost:3000' };
let web: StartedWeb;
beforeAll(async () => {
  web = await startWeb({ listen: true, heartbeatMs: 100 });
});
afterAll(() => web.app.close());

const chat = (payload: object, headers: Record<string, string> = {}) =>
  web.app.inject({ method: 'POST', url: '/api/v1/chat', headers: { ...host, ...headers }, payload });

describe('POST /api/v1/chat as JSON', () => {
  test('answers with the reply, where it stands, and how it came about', async () => {
    const response = await chat({ text: 'How much will we sell next week?' });
    expect(response.statusCode).toBe(200);
    const body = response.json();
    expect(body).toMatchObject({
      company: 'sample-cafe',
      trace: { tier: 'builtin', plan: [{ skill: 'forecast-metric' }] },
    });
    expect(body.conversation).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.turn).not.toBe('');
    expect(body.reply.facts).toHaveLength(6);
    expect(body.reply.facts[3].source.sources[0]).toEqual({
      dataset: 'dataset-1',
      fileName: 'cafe-sales-2026.csv',
      rows: [[12_208, 12_611]],
      rowCount: 404,
    });
    expect(body.reply.working.model.backtest.gainOverNaive).toBe(0.289);
    const [chart] = body.reply.charts;
    expect(chart).toMatchObject({ kind: 'forecast-band', title: 'Revenue should rise 8% next week' });
    expect(chart.url).toBe(`/api/v1/charts/${chart.id}.png?company=sample-cafe`);
    expect(chart.table.rows).toHaveLength(7);
    expect((await web.app.inject({ url: chart.url, headers: host })).statusCode).toBe(200);
  });

  test('makes the Inbound the house expects', async () => {
    await chat({ text: '  why?  ', conversation: 'conv-1', eventId: 'event-1', company: 'sample-cafe' });
    expect(web.house.accepted.at(-1)).toMatchObject({
      channel: 'web',
      workspace: 'sample-cafe',
      conversation: 'conv-1',
      thread: 'conv-1',
      eventId: 'event-1',
      user: 'local',
      text: 'why?',
      kind: 'message',
      audience: 'private',
      timezone: 'America/New_York',
    });
  });

  test('a pressed button is an action, a kept file an attachment', async () => {
    await chat({ action: 'act-why', conversation: 'conv-2' });
    expect(web.house.accepted.at(-1)).toMatchObject({ kind: 'action', actionId: 'act-why' });
    await chat({ attachments: ['upload-1'] });
    expect(web.house.accepted.at(-1)).toMatchObject({
      text: '',
      attachments: [{ upload: 'upload-1' }],
    });
  });

  test('the same event id reaches the house unchanged, so that it answers once', async () => {
    const first = (await chat({ text: 'why?', eventId: 'same' })).json();
    const second = (await chat({ text: 'why?', eventId: 'same' })).json();
    expect(second.turn).toBe(first.turn);
  });

  test.each([
    ['nothing at all', {}, 400, 'empty-message'],
    ['only blanks', { text: '  ' }, 400, 'empty-message'],
    ['a text over 4,000 characters', { text: 'x'.repeat(4_001) }, 400, 'text-too-long'],
    ['a body over 64 kB', { text: 'x'.repeat(70_000) }, 413, 'message-too-large'],
    ['a conversation id with a path in it', { text: 'hi', conversation: '../x' }, 400, 'bad-request'],
    ['a company that is not there', { text: 'hi', company: 'nobody' }, 404, 'unknown-workspace'],
    ['a turn that fails', { text: 'please fail' }, 422, 'too-little-history'],
    ['a turn that breaks', { text: 'bug' }, 500, 'bug'],
    ['a turn that ends in silence', { text: 'silent' }, 500, 'bug'],
  ])('%s is told in words', async (_what, body, status, code) => {
    const response = await chat(body);
    expect(response.statusCode).toBe(status);
    const { error } = response.json();
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/[a-z].*\.$/);
    expect(error.advice).toMatch(/\.$/);
    expect(response.body).not.toContain('secret inner detail');
  });

  test('exactly 4,000 characters are taken', async () => {
    expect((await chat({ text: 'y'.repeat(4_000) })).statusCode).toBe(200);
  });

  test('something that is no JSON is refused in words', async () => {
    const response = await web.app.inject({
      method: 'POST',
      url: '/api/v1/chat',
      headers: { ...host, 'content-type': 'application/json' },
      payload: '{"text":',
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().error.code).toBe('bad-request');
  });

  test('hostile text goes through as the text it is', async () => {
    const { reply } = (await chat({ text: 'hostile' })).json();
    expect(reply.sections[0].heading).toBe(HOSTILE);
    expect(reply.tables[0].rows[0][0]).toBe(HOSTILE);
  });
});

describe('POST /api/v1/chat as events', () => {
  const events = { accept: 'text/event-stream' };

  test('says accepted, progress, sections, reply, in this order', async () => {
    const response = await chat({ text: 'How much next week?' }, events);
    expect(response.headers['content-type']).toContain('text/event-stream');
    expect(response.headers['content-security-policy']).toContain("default-src 'self'");
    const heard = readSse(response.body);
    expect(heard.map(({ event }) => event)).toEqual(['accepted', 'progress', 'section', 'section', 'section', 'reply']);
    expect(heard.every(({ event, data }) => data.type === event)).toBe(true);
    expect(heard.at(-1)?.data.reply).toMatchObject({
      charts: [{ url: expect.stringContaining('.png?company=sample-cafe') }],
    });
  });

  test.each([
    ['please fail', 'too-little-history'],
    ['bug', 'bug'],
    ['silent', 'no-answer'],
  ])('"%s" ends as failed, never in silence', async (text, code) => {
    const heard = readSse((await chat({ text }, events)).body);
    expect(heard.at(-1)).toMatchObject({
      event: 'failed',
      data: { code, message: expect.any(String), advice: expect.any(String) },
    });
    expect(JSON.stringify(heard)).not.toContain('secret inner detail');
  });

  test('what is wrong before the turn starts is an HTTP error, not an event', async () => {
    const response = await chat({ text: 'hi', company: 'nobody' }, events);
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toContain('application/json');
  });

  test('a quiet line carries comments; a caller who leaves stops the turn', async () => {
    const controller = new AbortController();
    const response = await fetch(`${web.url}/api/v1/chat`, {
      method: 'POST',
      headers: { ...events, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'slow one', eventId: 'left' }),
      signal: controller.signal,
    });
    let heard = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      heard += decoder.decode(chunk, { stream: true });
      if (heard.includes(': still here\n\n')) break;
    }
    controller.abort();
    expect(heard).toContain('event: accepted\n');
    await vi.waitFor(() => expect(web.house.aborted).toContain('left'), 5_000);
  });

  test('a caller of the JSON form who leaves stops the turn too', async () => {
    const controller = new AbortController();
    const asked = fetch(`${web.url}/api/v1/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'slow two', eventId: 'left-json' }),
      signal: controller.signal,
    });
    await vi.waitFor(() => expect(web.house.accepted.at(-1)?.eventId).toBe('left-json'), 5_000);
    controller.abort();
    await expect(asked).rejects.toThrow();
    await vi.waitFor(() => expect(web.house.aborted).toContain('left-json'), 5_000);
  });
});
