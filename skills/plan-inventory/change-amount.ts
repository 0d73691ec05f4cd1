import type { PlanChange } from '../../src/contracts/plan.ts';

type Amount = Pick<PlanChange, 'percent' | 'by' | 'to' | 'atMost' | 'atLeast'>;

/** What becomes of a number under a change; never below zero. */
export function changeAmount({ percent, by, to, atMost, atLeast }: Amount, now: number): number {
  let value = to ?? now;
  if (percent !== undefined) value *= 1 + percent / 100;
  if (by !== undefined) value += by;
  if (atMost !== undefined) value = Math.min(value, atMost);
  if (atLeast !== undefined) value = Math.max(value, atLeast);
  return Math.max(0, value);
}

/** Does the change say what it becomes, so that it need not be known what it is now? */
export const saysOutright = ({ to, atMost }: Amount): boolean => to !== undefined || atMost !== undefined;
