import { z } from 'zod';
import { PLAN_KINDS } from '../../src/contracts/plan.ts';
import { MAX_TEXT } from './options.ts';
import { wireReply } from './wire-reply.ts';

/** What goes in and out over HTTP. These schemas check requests, shape responses and describe both in OpenAPI. */

const slug = z.string().min(1).max(100);
/** Ids made by us or by the page: letters, digits, `-` and `_`. */
const id = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'An id may hold letters, digits, hyphens and underscores.');

export const companyQuery = z.object({
  company: slug.optional().describe('Slug of the company; the sample company when absent.'),
});

export const chatBody = z.object({
  company: slug.optional().describe('Slug of the company; the sample company when absent.'),
  conversation: id.optional().describe('Id of a conversation to go on with; a new one when absent.'),
  text: z.string().max(MAX_TEXT).optional().describe('The question, in plain words.'),
  attachments: z.array(id).max(10).optional().describe('Upload ids of files kept before.'),
  action: id.optional().describe('Id of a pressed button of an earlier answer.'),
  eventId: id.optional().describe('Your own id of this message. Sent twice, it is answered once.'),
});
export type ChatBody = z.output<typeof chatBody>;

export const uploadQuery = z.object({
  company: slug.optional(),
  conversation: id.optional(),
  text: z.string().max(MAX_TEXT).optional(),
  run: z.enum(['true', 'false']).optional().describe('`false` keeps the file without importing it.'),
  eventId: id.optional(),
  locale: z.string().max(40).optional().describe('How a company that is made for this file writes, e.g. `de-DE`.'),
  timezone: z.string().max(60).optional().describe('Where it is, e.g. `Europe/Berlin`.'),
});
export type UploadFields = z.output<typeof uploadQuery>;

export const conversationParams = z.object({ id });

export const chartParams = z.object({ id });
export const chartQuery = companyQuery.extend({
  theme: z.enum(['light', 'dark']).default('light'),
  width: z.coerce
    .number()
    .int()
    .min(320)
    .max(1440)
    .default(720)
    .describe('Logical pixels; the picture has twice as many.'),
});

export const fileParams = z.object({ id });

export const wireError = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    advice: z.string().describe('One sentence: what to do now.'),
  }),
});
export type WireError = z.output<typeof wireError>;

const trace = z.object({
  plan: z.array(z.object({ skill: z.string(), input: z.record(z.string(), z.unknown()) })).readonly(),
  tier: z.enum(['builtin', 'local', 'cloud']),
  ms: z.number(),
});
export type WireTrace = z.output<typeof trace>;

const attachment = z.object({ upload: z.string(), fileName: z.string(), mediaType: z.string(), bytes: z.number() });

export const answer = z.object({
  company: z.string(),
  conversation: z.string(),
  turn: z.string(),
  reply: wireReply,
  trace,
});
export type WireAnswer = z.output<typeof answer>;

export const uploadAnswer = z.union([answer, z.object({ company: z.string(), upload: attachment })]);

const companyCard = z.object({
  slug: z.string(),
  name: z.string(),
  sample: z.boolean(),
  locale: z.string(),
  timezone: z.string(),
  currency: z.string(),
  role: z.enum(['owner', 'manager', 'member', 'viewer']),
  dataRange: z.object({ start: z.string(), end: z.string() }).nullable(),
  starters: z.array(z.string()).readonly(),
});
export type WireCompany = z.output<typeof companyCard>;

export const me = z.object({
  company: companyCard,
  companies: z.array(companyCard).readonly(),
  user: z.object({
    name: z.enum(['local', 'token', 'person']).describe('`person`: somebody who signed in by a link.'),
    displayName: z.string().optional(),
    role: companyCard.shape.role,
  }),
});
export type WireMe = z.output<typeof me>;

const conversationCard = z.object({ id: z.string(), title: z.string(), lastTurnAt: z.string() });
export type WireConversation = z.output<typeof conversationCard>;
export const conversationList = z.object({
  company: z.string(),
  conversations: z.array(conversationCard).readonly(),
});
export type WireConversationList = z.output<typeof conversationList>;

const historyTurn = z.object({
  turn: z.string(),
  question: z.string(),
  at: z.string(),
  fileNames: z.array(z.string()).readonly(),
  reply: wireReply.nullable().describe('null while it runs, or when it failed.'),
});
export type WireHistoryTurn = z.output<typeof historyTurn>;
export const history = z.object({
  company: z.string(),
  conversation: z.string(),
  turns: z.array(historyTurn).readonly(),
});
export type WireHistory = z.output<typeof history>;

export const stopBody = z.object({
  company: slug.optional().describe('Slug of the company; the sample company when absent.'),
  eventId: id.describe('The id the message was sent with.'),
});
export const stopAnswer = z.object({ stopped: z.boolean().describe('false: there is no such message (yet).') });

export const optimizeBody = z.object({
  company: slug.optional().describe('Slug of the company; the sample company when absent.'),
  conversation: id.optional().describe('Id of a conversation to go on with; a new one when absent.'),
  eventId: id.optional(),
  period: z
    .object({ start: z.iso.date(), end: z.iso.date() })
    .optional()
    .describe('Days the plan is for; what is usual for its kind when absent.'),
  filter: z.record(z.string(), z.string()).optional().describe('Dimension → member, e.g. {"location": "Harbor"}.'),
  changes: z
    .array(z.record(z.string(), z.unknown()))
    .max(20)
    .optional()
    .describe('Changes against the data, e.g. {"what": "cover", "weekday": 5, "by": -2}; see docs/optimize-api.md.'),
  amount: z.number().optional().describe('Budget: money over the period.'),
  maxChangePercent: z.number().optional().describe('Pricing: most that one price may change.'),
  assume: z.boolean().optional().describe('Assume what can be assumed instead of asking.'),
  problem: z.record(z.string(), z.unknown()).optional().describe('A whole problem; then no company data is read.'),
  timeLimitMs: z.number().int().min(100).max(60_000).optional(),
  gap: z.number().min(0).max(1).optional().describe('A fraction from the best possible that is good enough.'),
});

export const planAnswer = z.object({
  id: z.string(),
  kind: z.enum(PLAN_KINDS),
  state: z.enum(['proposed', 'approved', 'dismissed', 'replaced']),
  title: z.string(),
  problem: z.unknown(),
  outcome: z.unknown().describe('Plan, status, gap, bound, findings and explanation, as the model gives them.'),
  expiresAt: z.string(),
});

export const solvedAnswer = z.object({ kind: z.enum(PLAN_KINDS), outcome: z.unknown() });

export const connectBody = z.object({ company: slug.describe('Slug of your company.') });
export const connectAnswer = z.object({
  code: z.string().describe('Typed to the coach in the chat as "link CODE".'),
  validMinutes: z.number(),
  slackInstallUrl: z.string().nullable().describe('Installs the app into a Slack workspace and links it.'),
});
export type WireConnect = z.output<typeof connectAnswer>;

export const feedbackBody = z.object({
  company: slug.optional().describe('Slug of the company; the sample company when absent.'),
  turn: z.uuid().describe('The turn whose answer it is about.'),
  value: z.enum(['good', 'bad']),
  comment: z.string().max(2_000).optional(),
});
export const feedbackAnswer = z.object({ text: z.string().describe('One short sentence of thanks.') });
