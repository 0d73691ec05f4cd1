/** A stretch of period starts (days since 1970, inclusive) and what part of the rows lies up to its end. */
export interface TimeWindow {
  readonly first: number;
  readonly last: number;
  readonly done: number;
}

/**
 * Cuts the rows into stretches of time of about so many rows, so that a large file is added up part by part and never
 * lies in memory as a whole. One time is never cut: all its rows are added up together.
 */
export function splitTimes(times: Int32Array, within: { first: number; last: number }, rows: number): TimeWindow[] {
  const counts = new Map<number, number>();
  for (const time of times)
    if (time >= within.first && time <= within.last) counts.set(time, (counts.get(time) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const windows: TimeWindow[] = [];
  let first: number | null = null;
  let held = 0;
  let passed = 0;
  for (const [at, [time, count]] of sorted.entries()) {
    first ??= time;
    held += count;
    passed += count;
    if (held < rows && at < sorted.length - 1) continue;
    windows.push({ first, last: time, done: passed / total });
    first = null;
    held = 0;
  }
  return windows;
}
