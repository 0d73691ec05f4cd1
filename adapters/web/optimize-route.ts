import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { PLAN_QUESTIONS } from '../../src/contracts/commands.ts';
import { UserError } from '../../src/contracts/errors.ts';
import { PLAN_KINDS, PLAN_SKILLS } from '../../src/contracts/plan.ts';
import type { WebHost } from '../channel.ts';
import { callerOf, cardFor, placeFor } from './caller.ts';
import { parseCall } from './parse.ts';
import { sendAnswer, wantsEvents, whenCallerLeaves } from './send-answer.ts';
import type { WebSetup } from './setup.ts';
import { answer, optimizeBody, planAnswer, solvedAnswer, wireError } from './wire.ts';

/** Largest problem taken, in bytes: ten thousand items with a year of demand each. */
const MAX_PROBLEM_BYTES = 8 * 1024 * 1024;

/**
 * `POST /api/v1/optimize/{kind}`: a plan from the company's own data, kept and answered like one that was asked for in
 * the chat; or, with `problem`, the solution of a problem that is brought whole and concerns no company.
 */
export function serveOptimize(scope: FastifyInstance, host: WebHost, setup: WebSetup): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/optimize/:kind',
    {
      bodyLimit: MAX_PROBLEM_BYTES,
      schema: {
        summary: 'Make a plan: orders, roster, prices, or marketing budget',
        description:
          'Without `problem`: plans from the company’s data and keeps the plan, which can then be approved in the chat. ' +
          'Answers as JSON, or as events when `text/event-stream` is accepted (progress holds the proven gap so far). ' +
          'With `problem`: solves it and keeps nothing.',
        tags: ['optimize'],
        params: z.object({ kind: z.enum(PLAN_KINDS) }),
        body: optimizeBody,
        response: {
          200: z.union([answer.extend({ plan: planAnswer.nullable() }), solvedAnswer]),
          '4xx': wireError,
          '5xx': wireError,
        },
      },
    },
    async (request, reply) => {
      const { kind } = request.params;
      const { company: slug, conversation, eventId, problem, timeLimitMs, gap, ...input } = request.body;
      const caller = callerOf(request);
      const place = placeFor(caller, slug, setup.sampleSlug);
      const company = await host.company(place);
      if (problem !== undefined) {
        if (cardFor(caller, company).role === 'viewer') throw notForViewers();
        const signal = whenCallerLeaves(reply);
        const { outcome } = await host.optimize(kind, problem, {
          signal,
          ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
          ...(gap === undefined ? {} : { gap }),
        });
        return { kind, outcome };
      }
      const call = { skill: PLAN_SKILLS[kind], input };
      const ids = { ...(conversation ? { conversation } : {}), ...(eventId ? { eventId } : {}) };
      const inbound = parseCall(call, PLAN_QUESTIONS[kind], ids, company, caller, new Date());
      const sent = await sendAnswer(request, reply, host, inbound, setup.heartbeatMs);
      if (sent === undefined || wantsEvents(request)) return undefined;
      return { ...sent, plan: await host.plan({ ...place, workspace: company.slug }, sent.turn) };
    },
  );
}

const notForViewers = () =>
  new UserError('You may look at answers here, not make plans.', {
    code: 'not-allowed',
    advice: 'Ask someone who is at least member here.',
  });
