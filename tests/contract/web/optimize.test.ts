import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedWeb, startWeb } from './start-web.ts';

const headers = { host: '127.0.0.1:3000' };
let web: StartedWeb;
beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web.app.close());

const post = (kind: string, payload: object) =>
  web.app.inject({ method: 'POST', url: `/api/v1/optimize/${kind}`, headers, payload });

describe('POST /api/v1/optimize/{kind}', () => {
  test('runs the skill of the kind as a turn of its own, with what was asked for', async () => {
    const period = { start: '2026-12-01', end: '2026-12-07' };
    const response = await post('staffing', { period, changes: [{ what: 'cover', weekday: 5, by: -2 }] });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ company: 'sample-cafe', plan: null, reply: { files: [] } });
    expect(web.house.accepted.at(-1)).toMatchObject({
      kind: 'command',
      text: 'Plan the staff schedule',
      call: { skill: 'plan-staffing', input: { period, changes: [{ what: 'cover', weekday: 5, by: -2 }] } },
    });
  });

  test('a problem that is brought whole is solved, and nothing is said in any conversation', async () => {
    const before = web.house.accepted.length;
    const response = await post('budget', { problem: { channels: [], total: 1 }, timeLimitMs: 500 });
    expect(response.json()).toEqual({ kind: 'budget', outcome: { status: 'optimal' } });
    expect(web.house.accepted).toHaveLength(before);
  });

  test.each([
    ['weather', {}],
    ['budget', { period: { start: '2026-13-01', end: '2026-12-07' } }],
    ['budget', { timeLimitMs: 1e9, problem: {} }],
    ['budget', { gap: -1, problem: {} }],
    ['budget', { changes: 'all' }],
  ])('refuses %s with %j in words', async (kind, payload) => {
    const response = await post(kind, payload);
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
    expect(response.json().error.advice).toMatch(/\w/);
  });
});

describe('a file of an answer', () => {
  test('is saved under its own name and never shown as a page', async () => {
    const response = await web.app.inject({ url: '/api/v1/files/file-1', headers });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-disposition']).toBe(`attachment; filename="plan.csv"; filename*=UTF-8''plan.csv`);
    expect(response.headers['content-type']).toMatch(/^text\/csv/);
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    expect(response.body).toBe('a,b\r\n');
  });

  test('that is not there is said in words', async () => {
    const response = await web.app.inject({ url: '/api/v1/files/other', headers });
    expect(response.statusCode).toBe(404);
    expect(response.json().error.code).toBe('not-found');
  });
});
