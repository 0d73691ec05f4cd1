import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { UserError } from '../../src/contracts/errors.ts';
import type { Page } from './load-page.ts';

const FOR_GOOD = 'public, max-age=31536000, immutable';

/** `/assets/<version>/<file>`: modules, styles, fonts and the icon. They hold no data, so anyone may fetch them. */
export function serveAssets(scope: FastifyInstance, page: Page): void {
  const params = z.object({ version: z.string(), name: z.string() });
  scope.get('/assets/:version/:name', { schema: { params, hide: true } }, async (request, reply) => {
    const { version, name } = params.parse(request.params);
    const asset = version === page.version ? page.assets.get(name) : undefined;
    if (asset === undefined) {
      throw new UserError('There is no such file.', { code: 'not-found', advice: 'Reload the page.' });
    }
    const etag = `"${version}"`;
    reply.headers({ 'cache-control': FOR_GOOD, etag, vary: 'accept-encoding' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    const gzipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (gzipped) reply.header('content-encoding', 'gzip');
    return reply.type(asset.mediaType).send(gzipped ? asset.gzipped : asset.body);
  });
}

/** `/`: the page itself. Small and never cached without asking, so that a new version is seen at once. */
export function servePage(scope: FastifyInstance, page: Page): void {
  const etag = `"${createHash('sha256').update(page.index).digest('base64url').slice(0, 16)}"`;
  scope.get('/', { schema: { hide: true } }, async (request, reply) => {
    reply.headers({ 'cache-control': 'no-cache', etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('text/html; charset=utf-8').send(page.index);
  });
}
