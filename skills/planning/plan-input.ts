import { z } from 'zod';
import { CHANGE_TARGETS, type PlanChange, type PlanKind, type PlanRequest } from '../../src/contracts/plan.ts';
import { filter, isoDate, period } from '../inputs.ts';

const amount = z.number().finite().min(-1e12).max(1e12);
const name = z.string().trim().min(1).max(200);

/** One change of a plan's basis; it has to say at least one thing. */
export const planChange: z.ZodType<PlanChange> = z
  .object({
    what: z.enum(CHANGE_TARGETS),
    of: name.optional(),
    day: isoDate.optional(),
    weekday: z.number().int().min(0).max(6).optional(),
    shift: name.optional(),
    role: name.optional(),
    location: name.optional(),
    percent: z.number().finite().min(-100).max(10_000).optional(),
    by: amount.optional(),
    to: amount.optional(),
    atMost: amount.optional(),
    atLeast: amount.optional(),
    off: z.boolean().optional(),
  })
  .refine(
    ({ percent, by, to, atMost, atLeast, off }) =>
      [percent, by, to, atMost, atLeast, off].some((said) => said !== undefined),
    { error: 'The change says nothing.' },
  );

/** In one plan, all what-ifs since the first together. */
export const MOST_CHANGES = 20;

export const planChanges = z.array(planChange).max(MOST_CHANGES);

/** What the four plan skills are called with. All of it may be left out. */
export const planInput = z.object({
  period: period.optional(),
  filter: filter.optional(),
  changes: planChanges.optional(),
  /** Budget: money over the period. */
  amount: z.number().finite().min(0).max(1e12).optional(),
  maxChangePercent: z.number().finite().min(0).max(1_000).optional(),
  /** Nothing more is asked that can be assumed. */
  assume: z.boolean().optional(),
  /** An item or product that was named: the answer begins with it. */
  item: name.optional(),
  by: z.string().max(80).optional(),
});
export type PlanInput = z.infer<typeof planInput>;

export function requestOf(kind: PlanKind, input: PlanInput): PlanRequest {
  const { by: _shown, changes = [], ...rest } = input;
  return { kind, changes, ...withoutAbsent(rest) };
}

function withoutAbsent<T extends object>(value: T): Partial<T> {
  // Keys and values are those of T; only the absent ones are gone.
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as Partial<T>;
}
