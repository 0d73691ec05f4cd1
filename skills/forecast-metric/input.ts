import { z } from 'zod';
import type { Period } from '../../src/contracts/period.ts';
import type { ForecastMetricInput } from '../../src/contracts/understanding.ts';
import { filter, metricKey, period } from '../inputs.ts';

export const forecastMetricInput: z.ZodType<ForecastMetricInput> = z.object({
  metric: metricKey,
  filter: filter.optional(),
  horizonDays: z.int().min(1).max(3660),
  period: period.optional(),
  by: z.string().max(80).optional(),
  target: z.number().optional(),
});

/** The input with the stretch asked about settled. */
export type AskedForecast = ForecastMetricInput & { readonly period: Period };
