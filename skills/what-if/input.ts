import { z } from 'zod';
import { PLAN_KINDS } from '../../src/contracts/plan.ts';
import { filter, metricKey, period } from '../inputs.ts';
import { planId } from '../planning/find-plan.ts';
import { planChanges } from '../planning/plan-input.ts';

/** A what-if of a plan (`changes`), or of a number of the company (`metric` and `change`). */
export const whatIfInput = z.object({
  kind: z.enum(PLAN_KINDS).optional(),
  /** Absent: the plan the thread is about, or the newest of its kind. */
  plan: planId.optional(),
  changes: planChanges.optional(),
  metric: metricKey.optional(),
  filter: filter.optional(),
  period: period.optional(),
  change: z.record(z.string(), z.unknown()).optional(),
});
export type WhatIfInput = z.infer<typeof whatIfInput>;
