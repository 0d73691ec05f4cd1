import type { IndexedDimension } from './index-dimensions.ts';

export interface CutDecision {
  readonly dims: readonly IndexedDimension[];
  /** One number stands on several rows of each group, so it counts once. */
  readonly repeated: boolean;
}

/** Fewer different values than this and “always the same within a day” may be chance, and sums would lose by it; a mean does not. */
const LEAST_DISTINCT = 5;

/**
 * Which dimensions a number really depends on. The day's temperature or footfall written on every product row of that
 * day belongs to the day, not to the products; adding it up would count it many times.
 * @param valueAt the number of a row, NaN where there is none.
 */
export function decideCut(
  times: Int32Array,
  use: Uint8Array,
  dimensions: readonly IndexedDimension[],
  valueAt: (row: number) => number,
  isMean: boolean,
): CutDecision {
  const full: CutDecision = { dims: dimensions, repeated: false };
  if (dimensions.length === 0) return full;
  const candidates: (readonly IndexedDimension[])[] = [
    [],
    ...[...dimensions].sort((a, b) => a.members.length - b.members.length).map((dimension) => [dimension]),
  ];
  for (const dims of candidates) {
    if (dims.length === dimensions.length && !isMean) continue;
    if (isConstantWithin(times, use, dims, valueAt, isMean ? 1 : LEAST_DISTINCT)) return { dims, repeated: true };
  }
  return full;
}

function isConstantWithin(
  times: Int32Array,
  use: Uint8Array,
  dims: readonly IndexedDimension[],
  valueAt: (row: number) => number,
  leastDistinct: number,
): boolean {
  const first = new Map<number, number>();
  const distinct = new Set<number>();
  const size = dims[0]?.members.length ?? 1;
  let filled = 0;
  for (let row = 0; row < times.length; row += 1) {
    if (use[row] === 0) continue;
    const value = valueAt(row);
    if (Number.isNaN(value)) continue;
    filled += 1;
    const key = (times[row] ?? 0) * size + (dims[0]?.codes[row] ?? 0);
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, value);
      if (distinct.size < leastDistinct) distinct.add(value);
    } else if (known !== value) return false;
  }
  return distinct.size >= leastDistinct && filled >= first.size * 1.5;
}
