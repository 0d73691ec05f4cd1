import { z } from 'zod';
import type { ForecastAssumption } from '../../src/contracts/forecast.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { ForecastMetricInput } from '../../src/contracts/understanding.ts';
import { filter, metricKey, period } from '../inputs.ts';

/** More than this cannot be told apart in one answer. */
const MOST_ASSUMPTIONS = 80;

const label = z.string().min(1).max(120);

const assumption: z.ZodType<ForecastAssumption> = z.discriminatedUnion('what', [
  z.object({ what: z.literal('closed'), period }),
  z.object({ what: z.literal('open'), period }),
  z.object({ what: z.literal('event'), label, period: period.optional() }),
  z.object({ what: z.literal('without'), label }),
  z.object({
    what: z.literal('metric'),
    metric: metricKey,
    percent: z.number().min(-100).max(1000).optional(),
    to: z.number().optional(),
    period: period.optional(),
  }),
]);

const assumptions = z.array(assumption).max(MOST_ASSUMPTIONS);

export const forecastMetricInput: z.ZodType<ForecastMetricInput> = z.object({
  metric: metricKey,
  filter: filter.optional(),
  horizonDays: z.int().min(1).max(3660),
  period: period.optional(),
  by: z.string().max(80).optional(),
  target: z.number().optional(),
  grain: z.enum(['day', 'week', 'month', 'quarter']).optional(),
  assume: assumptions.optional(),
  scenarios: z
    .array(z.object({ label: z.string().max(80).optional(), assume: assumptions }))
    .min(2)
    .max(4)
    .optional(),
  show: z.enum(['drivers', 'backtest']).optional(),
});

/** The input with the stretch asked about settled. */
export type AskedForecast = ForecastMetricInput & { readonly period: Period };
