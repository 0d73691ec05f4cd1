import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeForecast } from './fake-forecast.ts';
import { GOOD_CODE } from './fake-house.ts';
import { type StartedWeb, startWeb } from './start-web.ts';

const headers = { host: '127.0.0.1:3000' };
let web: StartedWeb;
beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web.app.close());

const post = (payload: object, more: Readonly<Record<string, string>> = {}) =>
  web.app.inject({ method: 'POST', url: '/api/v1/forecast', headers: { ...headers, ...more }, payload });

const series = [{ t: '2026-11-22', value: 9 }];

describe('POST /api/v1/forecast', () => {
  test('hands the request to the house without the company, and the whole answer back', async () => {
    const before = web.house.accepted.length;
    const response = await post({ company: 'sample-cafe', series, horizon: 1, levels: [80] });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual(fakeForecast({ horizon: 1 }));
    expect(web.house.forecastAsks.at(-1)).toEqual({ series, horizon: 1, levels: [80] });
    // It is no message of a conversation.
    expect(web.house.accepted).toHaveLength(before);
  });

  test('leaves what is wrong in a request to the house, which knows the words', async () => {
    const response = await post({ series: 'many', model: 7 });
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toEqual({
      code: 'bad-forecast-request',
      message: '"horizon" is missing.',
      advice: 'See docs/forecast-api.md.',
    });
  });

  test('refuses a company that is not there, and a body that is too large', async () => {
    expect((await post({ company: 'nobody', series, horizon: 1 })).statusCode).toBe(404);
    const huge = await post({ series: [{ t: 'x'.repeat(5 * 1024 * 1024) }], horizon: 1 });
    expect(huge.statusCode).toBe(413);
  });

  test('tells how far it has come, then the forecast', async () => {
    const response = await post({ series, horizon: 1 }, { accept: 'text/event-stream' });
    expect(response.headers['content-type']).toMatch(/^text\/event-stream/);
    const events = readEvents(response.body);
    expect(events.map(({ type }) => type)).toEqual(['progress', 'forecast']);
    expect(events[0]).toEqual({ type: 'progress', text: 'trying Theta', done: 0.5 });
    expect(events[1]).toMatchObject({ points: fakeForecast({ horizon: 1 }).points });
  });

  test('tells a refusal as an event where events were asked for', async () => {
    const events = readEvents((await post({ series }, { accept: 'text/event-stream' })).body);
    expect(events.at(-1)).toMatchObject({ type: 'failed', code: 'bad-forecast-request' });
  });

  test('is for everybody who is let in, in their own company', async () => {
    const guarded = await startWeb({ token: 'a-secret-token-of-some-length' });
    const ask = (cookie: string, company?: string) =>
      guarded.app.inject({
        method: 'POST',
        url: '/api/v1/forecast',
        headers: { ...headers, cookie },
        payload: { series, horizon: 1, ...(company === undefined ? {} : { company }) },
      });
    expect((await ask('')).statusCode).toBe(401);
    const signIn = await guarded.app.inject({ method: 'POST', url: `/link/${GOOD_CODE}`, headers });
    const cookie = [signIn.headers['set-cookie']].flat()[0]?.split(';')[0] ?? '';
    expect((await ask(cookie)).statusCode).toBe(200);
    expect((await ask(cookie, 'sample-cafe')).statusCode).toBe(404);
    await guarded.app.close();
  });
});

function readEvents(body: string): { type: string }[] {
  return [...body.matchAll(/^data: (.*)$/gm)].map(([, data = '']): { type: string } => JSON.parse(data));
}
