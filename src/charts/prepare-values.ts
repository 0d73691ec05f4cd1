import { dayNumber } from './format-date.ts';

/**
 * By date. Dates are checked here, once; ISO dates then sort as text.
 * @throws BugError `chart-date` for a date that is none
 */
export function inOrder<T extends { readonly t: string }>(items: readonly T[]): T[] {
  for (const item of items) dayNumber(item.t);
  return items.toSorted((a, b) => (a.t < b.t ? -1 : a.t > b.t ? 1 : 0));
}

/** The last one of each date, by date. Throws as `inOrder` does. */
export function oneADay<T extends { readonly t: string }>(items: readonly T[]): T[] {
  return inOrder([...new Map(items.map((item) => [item.t, item])).values()]);
}

export function areFinite(...values: readonly number[]): boolean {
  return values.every((v) => Number.isFinite(v));
}
