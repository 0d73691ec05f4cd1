/** Where each step lies in cycles whose length need not be whole: a year of 365.25 days or 52.18 weeks. */
export interface CycleCalendar {
  /** Whole steps in a cycle. */
  readonly period: number;
  /** Steps that every cycle has; a cycle's odd last step (the leap day) is left out. */
  readonly kept: readonly number[];
  /** Phase of any step from 0 on, 0 … period − 1; the odd last step has the phase before it. */
  phaseOf(step: number): number;
}

/** Cycles of `length` steps that begin at step 0, for the steps 0 … steps − 1. */
export function alignCycles(length: number, steps: number): CycleCalendar {
  const period = Math.floor(length);
  // A step belongs to the cycle that its middle lies in, so cycle c begins at the first step from c·length − ½ on.
  const placeOf = (step: number) => step - Math.ceil(Math.floor((step + 0.5) / length) * length - 0.5);
  const kept: number[] = [];
  for (let step = 0; step < steps; step += 1) if (placeOf(step) < period) kept.push(step);
  return { period, kept, phaseOf: (step) => Math.min(period - 1, placeOf(step)) };
}
