import { balanceTotal } from './balance-total.ts';
import { moveForecast } from './move-intervals.ts';
import { prepareStep } from './prepare-step.ts';
import type { BaseForecast, ReconciledForecast } from './types.ts';

export interface ReconcileInput {
  readonly total: BaseForecast;
  /** The parts that the total is the sum of, over the same steps. */
  readonly members: readonly BaseForecast[];
  /** True when a value below zero is impossible. */
  readonly nonNegative: boolean;
}

export interface ReconcileOutput {
  readonly total: ReconciledForecast;
  readonly members: readonly ReconciledForecast[];
}

/**
 * Forecasts by product or by location that add up to the total, at every step and so over every window. What was
 * wrong least in the backtest moves least (see `balanceTotal`). Closed members stay at zero; where the total is closed
 * all are. Pure; the total is the sum of the members as returned, and every number is finite.
 */
export function reconcileForecasts({ total, members, nonNegative }: ReconcileInput): ReconcileOutput {
  const floor = nonNegative ? 0 : Number.NEGATIVE_INFINITY;
  const steps = total.mean.length;
  const closed = new Float64Array(steps).fill(Number.NaN);
  const means = members.map(() => closed.slice());
  const sums = closed.slice();
  for (let h = 0; h < steps; h += 1) {
    const { values, isOpen, variances, unit } = prepareStep([total, ...members], h);
    const open = members.flatMap((_, i) => (isOpen[i + 1] === true ? [i] : []));
    if (isOpen[0] !== true || open.length === 0) continue;
    const pick = (from: Float64Array) => Float64Array.from(open, (i) => from[i + 1] ?? 0);
    const balanced = balanceTotal(values[0] ?? 0, variances[0] ?? 0, pick(values), pick(variances), floor);
    open.forEach((i, k) => {
      means[i]?.fill((balanced[k] ?? 0) * unit, h, h + 1);
    });
    sums[h] = balanced.reduce((sum, value) => sum + value * unit, 0);
  }
  return {
    total: moveForecast(total, sums, floor),
    members: members.map((member, i) => moveForecast(member, means[i] ?? closed, floor)),
  };
}
