import { z } from 'zod';
import { PLAN_KINDS } from '../../src/contracts/plan.ts';
import { planId } from '../planning/find-plan.ts';

export const decideInput = z.object({
  action: z.enum(['approve', 'dismiss', 'adjust', 'list', 'review']),
  /** Absent: the plan the thread is about, else the only one that is open. */
  plan: planId.optional(),
  kind: z.enum(PLAN_KINDS).optional(),
  note: z.string().max(500).optional(),
});
export type DecideInput = z.infer<typeof decideInput>;
