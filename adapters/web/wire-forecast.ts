import { z } from 'zod';

/**
 * What goes in and out of `/api/v1/forecast`. The house checks the request with words that a person understands;
 * here stands its form, for the description.
 */

const dated = (value: string) => ({
  type: 'array' as const,
  items: {
    type: 'object' as const,
    properties: {
      t: { type: 'string' as const, description: 'A date: 2026-11-23, 2026-11 or 2026-Q4.' },
      value: { type: ['number', 'null'] as ('number' | 'null')[], description: value },
    },
    required: ['t'],
  },
});

export const forecastBody = z.looseObject({
  company: z.string().min(1).max(100).optional().describe('Slug of the company; the sample company when absent.'),
  metric: z
    .unknown()
    .meta({ type: 'string', description: 'One of the company’s numbers, such as revenue.' })
    .optional(),
  filter: z
    .unknown()
    .meta({ type: 'object', description: 'With metric: dimension → member, e.g. {"location": "Riverside"}.' })
    .optional(),
  series: z
    .unknown()
    .meta({
      ...dated('null: not known.'),
      description: 'Values of your own instead of a metric, in any order, at most 10,000.',
    })
    .optional(),
  grain: z
    .unknown()
    .meta({ type: 'string', enum: ['day', 'week', 'month', 'quarter'], description: 'Told by the dates when absent.' })
    .optional(),
  horizon: z
    .unknown()
    .meta({ type: 'integer', description: 'Steps ahead, up to 366 days, 104 weeks, 60 months, 20 quarters.' })
    .optional(),
  levels: z
    .unknown()
    .meta({ type: 'array', items: { type: 'number' }, description: 'Percent; 50, 80 and 95 when absent.' })
    .optional(),
  regressors: z
    .unknown()
    .meta({
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          kind: { type: 'string', enum: ['flag', 'number'] },
          values: dated('Of the past and of the steps ahead.'),
        },
        required: ['name', 'values'],
      },
      description: 'What goes along: promotions (1 or 0), prices, the weather.',
    })
    .optional(),
  model: z.unknown().meta({ type: 'string', description: 'One model instead of the mix of them.' }).optional(),
  holidays: z
    .unknown()
    .meta({ type: 'string', description: 'With series: a country whose holidays take part, e.g. DE or DE-BW.' })
    .optional(),
  nonNegative: z
    .unknown()
    .meta({ type: 'boolean', description: 'True: never below zero. As the past when absent.' })
    .optional(),
});

const interval = z.object({ level: z.number().describe('Percent.'), low: z.number(), high: z.number() });
const value = z.object({ mean: z.number(), intervals: z.array(interval).readonly() });
const coded = z.object({ code: z.string(), message: z.string() });

export const forecastAnswer = z.object({
  metric: z.string().nullable(),
  grain: z.enum(['day', 'week', 'month', 'quarter']),
  lastKnown: z.string().describe('The last step that has a value.'),
  points: z.array(value.extend({ t: z.string(), closed: z.boolean() })).readonly(),
  total: value.nullable().describe('All steps together; null for a metric that does not add up.'),
  model: z.string(),
  weights: z.array(z.object({ name: z.string(), weight: z.number() })).readonly(),
  models: z
    .array(z.object({ name: z.string(), wape: z.number(), mase: z.number(), smape: z.number() }))
    .readonly()
    .describe('Errors in the backtest; fractions but for mase.'),
  leftOut: z.array(z.object({ name: z.string(), reason: z.string(), message: z.string() })).readonly(),
  backtest: z.object({
    origins: z.number(),
    refits: z.number(),
    horizon: z.number(),
    gainOverNaive: z.number(),
    coverage80: z.number(),
    coverage95: z.number(),
  }),
  effects: z
    .array(
      z.object({
        name: z.string(),
        kind: z.enum(['flag', 'number']),
        change: z.number(),
        spread: z.number(),
        seen: z.number(),
      }),
    )
    .readonly()
    .describe('What regressors do, as fractions.'),
  warnings: z.array(coded).readonly(),
  season: z.number(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
});
