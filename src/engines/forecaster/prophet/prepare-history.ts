import type { ProphetInput } from './types.ts';

/** The known values, in order of time and scaled as Prophet scales them. */
export interface History {
  /** Steps of the input that hold a value, in order of their day. */
  readonly steps: readonly number[];
  /** Values over `scale`, so at most 1 in size. */
  readonly y: Float64Array;
  readonly scale: number;
  readonly firstDay: number;
  /** Days from the first to the last known value. */
  readonly span: number;
}

export function prepareHistory({ y, days }: ProphetInput): History {
  const dayAt = (step: number) => days[step] ?? Number.NaN;
  const steps = Array.from(y, (_, step) => step)
    .filter((step) => Number.isFinite(y[step]) && Number.isFinite(dayAt(step)))
    .sort((a, b) => dayAt(a) - dayAt(b) || a - b);
  const largest = steps.reduce((max, step) => Math.max(max, Math.abs(y[step] ?? 0)), 0);
  const scale = largest === 0 ? 1 : largest;
  const firstDay = dayAt(steps[0] ?? 0);
  return {
    steps,
    y: Float64Array.from(steps, (step) => (y[step] ?? 0) / scale),
    scale,
    firstDay,
    span: dayAt(steps.at(-1) ?? 0) - firstDay,
  };
}
