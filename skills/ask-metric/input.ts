import { z } from 'zod';
import type { AskMetricInput } from '../../src/contracts/understanding.ts';
import { filter, grain, metricKey, period } from '../inputs.ts';

export const askMetricInput: z.ZodType<AskMetricInput> = z.object({
  metric: metricKey,
  filter: filter.optional(),
  by: z.string().max(80).optional(),
  over: grain.optional(),
  period: period.optional(),
  compare: period.optional(),
  rank: z.enum(['best', 'worst']).optional(),
});
