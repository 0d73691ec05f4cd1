import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { UserError } from '../../src/contracts/errors.ts';
import type { CompanyCard, WebHost } from '../channel.ts';
import { type Caller, callerOf, cardFor, isOwnConversation, placeFor } from './caller.ts';
import { renderReply } from './render.ts';
import type { WebSetup } from './setup.ts';
import {
  chartParams,
  chartQuery,
  companyQuery,
  conversationList,
  conversationParams,
  fileParams,
  history,
  me,
  type WireMe,
  wireError,
} from './wire.ts';

/** What the page reads: who and where I am, earlier conversations, and the pictures of charts. */
export function serveReads(scope: FastifyInstance, host: WebHost, setup: WebSetup): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const errors = { '4xx': wireError, '5xx': wireError };

  app.get(
    '/api/v1/me',
    {
      schema: {
        summary: 'Who am I, and which company is open',
        tags: ['chat'],
        querystring: companyQuery,
        response: { 200: me, ...errors },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const place = placeFor(caller, request.query.company, setup.sampleSlug);
      const company = cardFor(caller, await host.company(place));
      reply.header('cache-control', 'no-store');
      return {
        company,
        companies: caller.kind === 'house' ? await host.companies() : [company],
        user: describeUser(caller, company),
      };
    },
  );

  app.get(
    '/api/v1/conversations',
    {
      schema: {
        summary: 'Earlier conversations, newest first',
        tags: ['chat'],
        querystring: companyQuery,
        response: { 200: conversationList, ...errors },
      },
    },
    async (request, reply) => {
      const at = placeFor(callerOf(request), request.query.company, setup.sampleSlug);
      reply.header('cache-control', 'no-store');
      const caller = callerOf(request);
      const conversations = (await host.conversations(at)).filter(({ id }) => isOwnConversation(caller, id));
      return {
        company: at.workspace,
        conversations: conversations.toSorted((a, b) => b.lastTurnAt.localeCompare(a.lastTurnAt)),
      };
    },
  );

  app.get(
    '/api/v1/conversations/:id',
    {
      schema: {
        summary: 'One conversation, oldest turn first',
        tags: ['chat'],
        params: conversationParams,
        querystring: companyQuery,
        response: { 200: history, ...errors },
      },
    },
    async (request, reply) => {
      const at = placeFor(callerOf(request), request.query.company, setup.sampleSlug);
      const isOwn = isOwnConversation(callerOf(request), request.params.id);
      const turns = isOwn ? await host.history(at, request.params.id) : [];
      reply.header('cache-control', 'no-store');
      return {
        company: at.workspace,
        conversation: request.params.id,
        turns: turns.map((turn) => ({
          ...turn,
          reply: turn.reply === null ? null : renderReply(turn.reply, at.workspace),
        })),
      };
    },
  );

  app.get(
    '/api/v1/charts/:id.png',
    {
      schema: {
        summary: 'The picture of a chart',
        tags: ['chat'],
        params: chartParams,
        querystring: chartQuery,
        response: { 200: z.any().describe('PNG'), ...errors },
      },
    },
    async (request, reply) => {
      const { theme, width } = request.query;
      const png = await host.chart(
        placeFor(callerOf(request), request.query.company, setup.sampleSlug),
        request.params.id,
        { theme, width },
      );
      if (png === null) {
        throw new UserError('There is no such chart.', { code: 'not-found', advice: 'Ask the question again.' });
      }
      const etag = `"${createHash('sha256').update(png).digest('base64url').slice(0, 22)}"`;
      reply.headers({ 'cache-control': 'private, max-age=3600', etag });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type('image/png').send(Buffer.from(png));
    },
  );

  app.get(
    '/api/v1/files/:id',
    {
      schema: {
        summary: 'A file of an answer',
        tags: ['chat'],
        params: fileParams,
        querystring: companyQuery,
        response: { 200: z.any().describe('The file, to be saved'), ...errors },
      },
    },
    async (request, reply) => {
      const place = placeFor(callerOf(request), request.query.company, setup.sampleSlug);
      const file = await host.file(place, request.params.id);
      if (file === null) {
        throw new UserError('There is no such file.', { code: 'not-found', advice: 'Ask the question again.' });
      }
      return reply
        .headers({
          'cache-control': 'private, max-age=3600',
          'content-disposition': `attachment; filename="${asciiName(file.name)}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        })
        .type(file.mediaType)
        .send(Buffer.from(file.content));
    },
  );
}

/** For programs that know no other letters; the true name stands beside it. */
const asciiName = (name: string): string => name.replace(/[^\w.-]+/g, '-');

const describeUser = (caller: Caller, { role }: CompanyCard): WireMe['user'] =>
  caller.kind === 'house'
    ? { name: caller.user, role }
    : { name: 'person', displayName: caller.signedIn.displayName, role };
