import type { OriginPlan } from '../backtest/plan-origins.ts';
import type { Checked } from './calibrate-intervals.ts';
import { calibrateIntervals, halfWidth } from './calibrate-intervals.ts';

/**
 * Shares of actuals inside bands that were calibrated on the other blocks of origins: what a new forecast may expect.
 * Errors about the days that are checked are left out of the calibration, too, where enough others remain: two
 * forecasts of one day miss it by the same surprise.
 */
export function crossCheckCoverage(
  checked: readonly Checked[],
  { origins, refits, checked: steps }: OriginPlan,
): { readonly coverage80: number; readonly coverage95: number } {
  let inside80 = 0;
  let inside95 = 0;
  let count = 0;
  refits.forEach((from, k) => {
    const first = origins[from] ?? Number.POSITIVE_INFINITY;
    const next = origins[refits[k + 1] ?? origins.length] ?? Number.POSITIVE_INFINITY;
    const isHeld = ({ origin }: Checked) => origin >= first && origin < next;
    const held = checked.filter(isHeld);
    const rest = listRest(
      checked.filter((row) => !isHeld(row)),
      held,
    );
    if (held.length === 0 || rest.length === 0) return;
    const calibration = calibrateIntervals(rest, steps);
    for (const { step, forecast, actual } of held) {
      const error = Math.abs(actual - forecast);
      if (error <= halfWidth(calibration, 0.8, step, forecast)) inside80 += 1;
      if (error <= halfWidth(calibration, 0.95, step, forecast)) inside95 += 1;
      count += 1;
    }
  });
  return { coverage80: count === 0 ? 0 : inside80 / count, coverage95: count === 0 ? 0 : inside95 / count };
}

/** Of the others those about other days, where that is half of them at least; else all. */
function listRest(others: readonly Checked[], held: readonly Checked[]): readonly Checked[] {
  const days = new Set(held.map(dayOf));
  const apart = others.filter((row) => !days.has(dayOf(row)));
  return 2 * apart.length >= others.length ? apart : others;
}

const dayOf = ({ origin, step }: Checked): number => origin + step;
