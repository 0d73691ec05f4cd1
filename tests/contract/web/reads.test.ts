import swagger from '@fastify/swagger';
import Fastify from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerWeb } from '../../../adapters/web/register-web.ts';
import { makeFakeHouse } from './fake-house.ts';
import { type StartedWeb, startWeb } from './start-web.ts';

const headers = { host: '127.0.0.1:3000' };
let web: StartedWeb;
beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web.app.close());

const get = (url: string, more: Record<string, string> = {}) =>
  web.app.inject({ url, headers: { ...headers, ...more } });
const ask = async (payload: object) =>
  (await web.app.inject({ method: 'POST', url: '/api/v1/chat', headers, payload })).json();

describe('what the page reads', () => {
  test('who and where: the sample company unless another is named', async () => {
    const body = (await get('/api/v1/me')).json();
    expect(body).toMatchObject({
      company: { slug: 'sample-cafe', sample: true, dataRange: { start: '2024-11-23', end: '2026-11-22' } },
      companies: [{ slug: 'sample-cafe' }],
      user: { name: 'local', role: 'owner' },
    });
    expect((await get('/api/v1/me?company=nobody')).statusCode).toBe(404);
  });

  test('conversations, newest first, and one of them with chart addresses', async () => {
    const first = await ask({ text: 'How much next week?', conversation: 'first' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await ask({ text: 'Why?', conversation: 'second' });
    const list = (await get('/api/v1/conversations?company=sample-cafe')).json();
    expect(list.conversations.map(({ id }: { id: string }) => id)).toEqual(['second', 'first']);
    const one = (await get('/api/v1/conversations/first?company=sample-cafe')).json();
    expect(one.turns).toHaveLength(1);
    expect(one.turns[0]).toMatchObject({ question: 'How much next week?', fileNames: [], turn: first.turn });
    expect(one.turns[0].reply.charts[0].url).toBe(first.reply.charts[0].url);
    expect((await get('/api/v1/conversations/none')).json().turns).toEqual([]);
  });

  test('the picture of a chart: theme and width reach the house, the same again costs nothing', async () => {
    const { reply } = await ask({ text: 'How much next week?' });
    const url = reply.charts[0].url;
    const response = await get(`${url}&theme=dark&width=390`);
    expect(response.headers['content-type']).toBe('image/png');
    expect(response.headers['cache-control']).toContain('private');
    expect(web.house.chartAsks.at(-1)).toEqual({ theme: 'dark', width: 390 });
    expect((await sharp(response.rawPayload).metadata()).width).toBe(780);
    const again = await get(`${url}&theme=dark&width=390`, { 'if-none-match': String(response.headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
  });

  test.each([
    ['/api/v1/charts/nothing.png', 404],
    ['/api/v1/charts/nothing.png?width=99999', 400],
    ['/api/v1/charts/nothing.png?theme=pink', 400],
    ['/api/v1/charts/a%2Fb.png', 400],
  ])('%s is refused in words', async (url, status) => {
    const response = await get(url);
    expect(response.statusCode).toBe(status);
    expect(response.json().error.advice).not.toBe('');
  });
});

describe('the page and its files', () => {
  test('the page names only our own files, and every one of them is there', async () => {
    const response = await get('/');
    expect(response.headers['content-type']).toContain('text/html');
    const addresses = [...response.body.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map((match) => match[1] ?? '')
      .filter((address) => !address.startsWith('#'));
    expect(addresses.length).toBeGreaterThan(20);
    for (const address of new Set(addresses)) {
      expect(address).toMatch(/^\/assets\//);
      expect((await get(address)).statusCode, address).toBe(200);
    }
  });

  test('modules are JavaScript: no types are left in them', async () => {
    const page = (await get('/')).body;
    const main = /src="(\/assets\/[^"]+main\.ts)"/.exec(page)?.[1] ?? '';
    const response = await get(main);
    expect(response.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(response.body).not.toMatch(/import type|: string|interface /);
    expect(response.headers['cache-control']).toContain('immutable');
  });

  test('files go out compressed to those who can read it', async () => {
    const page = (await get('/')).body;
    const style = /href="(\/assets\/[^"]+style\.css)"/.exec(page)?.[1] ?? '';
    const plain = await get(style);
    const packed = await get(style, { 'accept-encoding': 'gzip, br' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  });

  test('nothing outside the page folder is served', async () => {
    for (const name of ['..%2Fguard.ts', 'tsconfig.json', 'index.html', '%2e%2e%2f%2e%2e%2fpackage.json']) {
      const version = /\/assets\/([^/]+)\//.exec((await get('/')).body)?.[1];
      expect((await get(`/assets/${version}/${name}`)).statusCode, name).toBe(404);
    }
  });

  test('every answer carries the guards a browser needs', async () => {
    for (const url of ['/', '/api/v1/me', '/api/v1/charts/none.png']) {
      const sent = (await get(url)).headers;
      expect(sent['content-security-policy']).toBe(
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      );
      expect(sent['x-content-type-options']).toBe('nosniff');
      expect(sent['referrer-policy']).toBe('no-referrer');
    }
  });
});

test('OpenAPI describes the routes with their answers', async () => {
  const app = Fastify();
  await app.register(swagger, {
    openapi: { info: { title: 'Dyocense', version: '1' } },
    transform: jsonSchemaTransform,
  });
  await registerWeb(app, makeFakeHouse(), { token: null, sampleSlug: 'sample-cafe' });
  await app.ready();
  const document = JSON.parse(JSON.stringify(app.swagger()));
  expect(Object.keys(document.paths).sort()).toEqual([
    '/api/v1/charts/{id}.png',
    '/api/v1/chat',
    '/api/v1/chat/stop',
    '/api/v1/connect',
    '/api/v1/conversations',
    '/api/v1/conversations/{id}',
    '/api/v1/data/upload',
    '/api/v1/feedback',
    '/api/v1/files/{id}',
    '/api/v1/forecast',
    '/api/v1/me',
    '/api/v1/optimize/{kind}',
  ]);
  const answer = document.paths['/api/v1/chat'].post.responses['200'].content['application/json'].schema;
  expect(Object.keys(answer.properties.reply.properties)).toContain('working');
  await app.close();
});
