import { z } from 'zod';
import type { ExplainChangeInput } from '../../src/contracts/understanding.ts';
import { filter, metricKey, period } from '../inputs.ts';

export const explainChangeInput: z.ZodType<ExplainChangeInput> = z.object({
  metric: metricKey,
  filter: filter.optional(),
  period: period.optional(),
  compare: period.optional(),
  direction: z.enum(['up', 'down']).optional(),
  suspect: metricKey.optional(),
});
