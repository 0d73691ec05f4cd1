import { z } from 'zod';

/** An answer as JSON: the Reply contract, with a picture address for each chart instead of its drawing instructions. */

const period = z.object({ start: z.string(), end: z.string() });
const filter = z.record(z.string(), z.string());

const rowSource = z.object({
  dataset: z.string(),
  fileName: z.string(),
  rows: z.array(z.tuple([z.number(), z.number()]).readonly()).readonly(),
  rowCount: z.number(),
});
export type WireRowSource = z.output<typeof rowSource>;

const sign = z.enum(['auto', 'always', 'never']).optional();
const decimals = z.number().optional();
const compact = z.boolean().optional();

const factFormat = z.discriminatedUnion('style', [
  z.object({ style: z.literal('currency'), decimals, sign, compact }),
  z.object({ style: z.literal('number'), decimals, sign, compact }),
  z.object({ style: z.literal('percent'), decimals, sign }),
  z.object({ style: z.literal('points'), decimals, sign }),
  z.object({ style: z.literal('date'), weekday: z.boolean().optional() }),
  z.object({ style: z.literal('period') }),
  z.object({ style: z.literal('text') }),
]);

const factSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rows'),
    metric: z.string(),
    filter,
    period,
    sources: z.array(rowSource).readonly(),
  }),
  z.object({ kind: z.literal('computed'), how: z.string(), from: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('model'), model: z.string(), how: z.string() }),
  z.object({ kind: z.literal('catalogue') }),
  z.object({ kind: z.literal('asked') }),
  z.object({ kind: z.literal('method'), how: z.string() }),
]);

const fact = z.object({
  id: z.string(),
  label: z.string(),
  value: z.union([z.number(), z.string(), period]),
  unit: z.enum(['currency', 'count', 'percent', 'hours', 'other', 'date', 'name']),
  period: period.optional(),
  format: factFormat,
  source: factSource,
  text: z.string().describe("The value as written in the answer, in the company's own format."),
});
export type WireFact = z.output<typeof fact>;

const section = z.object({
  kind: z.enum(['answer', 'detail', 'caveat', 'card', 'question', 'next']),
  heading: z.string().optional(),
  spans: z.array(z.object({ text: z.string(), fact: z.string().optional() })).readonly(),
});
export type WireSection = z.output<typeof section>;

const table = z.object({
  lead: z.boolean().optional().describe('It is what was asked for: shown open.'),
  title: z.string(),
  columns: z.array(z.object({ label: z.string(), align: z.enum(['left', 'right']) })).readonly(),
  rows: z.array(z.array(z.string()).readonly()).readonly(),
});
export type WireTable = z.output<typeof table>;

const chart = z.object({
  id: z.string(),
  url: z.string().describe('PNG. `&theme=dark` and `&width=390` may be added.'),
  alt: z.string(),
  kind: z.string(),
  title: z.string(),
  table,
});
export type WireChart = z.output<typeof chart>;

const action = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(['ask', 'show-working', 'upload', 'choose']),
});
export type WireAction = z.output<typeof action>;

const backtest = z.object({
  origins: z.number(),
  horizon: z.number(),
  models: z.array(z.object({ name: z.string(), wape: z.number(), mase: z.number() })).readonly(),
  gainOverNaive: z.number(),
  coverage80: z.number(),
  coverage95: z.number(),
});
export type WireBacktest = z.output<typeof backtest>;

const working = z.object({
  sources: z.array(rowSource).readonly(),
  metric: z.object({ key: z.string(), label: z.string(), definition: z.string() }).optional(),
  filter: filter.optional(),
  period: period.optional(),
  compare: period.optional(),
  leftOut: z.array(z.string()).readonly(),
  steps: z.array(z.string()).readonly(),
  model: z
    .object({
      name: z.string(),
      parameters: z.record(z.string(), z.union([z.string(), z.number()])),
      backtest: backtest.optional(),
    })
    .optional(),
  checks: z.array(z.object({ name: z.string(), result: z.string() })).readonly(),
});
export type WireWorking = z.output<typeof working>;

const file = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
});
export type WireFile = z.output<typeof file>;

export const wireReply = z.object({
  text: z.string(),
  sections: z.array(section).readonly(),
  facts: z.array(fact).readonly(),
  charts: z.array(chart).readonly(),
  tables: z.array(table).readonly(),
  actions: z.array(action).readonly(),
  files: z.array(file).readonly().describe('Files to take away: a plan as a spreadsheet, shifts for a calendar.'),
  working: working.nullable(),
});
export type WireReply = z.output<typeof wireReply>;
