import { z } from 'zod';
import type { ForecastAccuracyInput } from '../../src/contracts/forecast.ts';
import { filter, metricKey, period } from '../inputs.ts';

export const forecastAccuracyInput: z.ZodType<ForecastAccuracyInput> = z.object({
  metric: metricKey.optional(),
  filter: filter.optional(),
  period: period.optional(),
});
