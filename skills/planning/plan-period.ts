import { z } from 'zod';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import type { StoredPlan } from '../../src/contracts/plan.ts';
import { period } from '../inputs.ts';

const withPeriod = z.object({ period });

/** The days a kept plan is for; null when an older release kept it without. */
export function periodOf(plan: Pick<StoredPlan, 'basis'>): Period | null {
  const parsed = withPeriod.safeParse(plan.basis);
  return parsed.success ? parsed.data.period : null;
}

/**
 * Does a newer plan hold all that is still to come of an older one: its days from today on, and its part of the company?
 * @param today ISO day; what is over of the older plan needs no plan any more
 */
export function doesCover(newer: StoredPlan, older: StoredPlan, today: IsoDate): boolean {
  const [held, needed] = [periodOf(newer), periodOf(older)];
  if (!held || !needed) return false;
  const from = needed.start < today ? today : needed.start;
  if (from < held.start || needed.end > held.end) return false;
  return Object.entries(newer.request.filter ?? {}).every(([key, part]) => older.request.filter?.[key] === part);
}

/** Are two plans for some of the same days, and about the same part of the company? */
export function doOverlap(a: StoredPlan, b: StoredPlan): boolean {
  const [first, second] = [periodOf(a), periodOf(b)];
  if (!first || !second || first.start > second.end || second.start > first.end) return false;
  const filters = [a.request.filter ?? {}, b.request.filter ?? {}];
  const keys = new Set(filters.flatMap((filter) => Object.keys(filter)));
  return [...keys].every((key) => {
    const [one, other] = filters.map((filter) => filter[key]);
    return one === undefined || other === undefined || one === other;
  });
}
