import type { IsoDate } from '../../../contracts/period.ts';
import { type Checked, calibrateIntervals, halfWidth } from '../intervals/calibrate-intervals.ts';
import { unscale } from '../intervals/make-intervals.ts';
import type { ReplayedForecast } from '../types.ts';
import type { Replay } from '../values-types.ts';

/** Forecasts that a chart can show beside one another. */
const MOST = 8;

/**
 * Forecasts of the past that do not overlap, the newest ones, each with the 80% interval that the other origins'
 * errors give. `dateOf` knows the date of a step of the history.
 */
export function listReplay(replay: Replay, dateOf: (step: number) => IsoDate): readonly ReplayedForecast[] {
  const { y, rows, scale, floor } = replay;
  const { origins, checked } = replay.plan;
  return chooseOrigins(replay).map((k) => {
    const origin = origins[k] ?? 0;
    const calibration = calibrateIntervals(listOthers(replay, origin), checked);
    return {
      madeAt: dateOf(origin - 1),
      points: Array.from({ length: Math.min(checked, y.length - origin) }, (_, h) => {
        const value = rows[k * checked + h] ?? 0;
        const half = halfWidth(calibration, 0.8, h, value);
        const actual = y[origin + h] ?? Number.NaN;
        return {
          t: dateOf(origin + h),
          y: unscale(value, scale),
          low80: unscale(Math.min(value, Math.max(floor, value - half)), scale),
          high80: unscale(value + half, scale),
          actual: Number.isNaN(actual) ? null : unscale(actual, scale),
        };
      }),
    };
  });
}

/** Places in the plan of the newest origins whose forecasts share no step, oldest first. */
function chooseOrigins({ y, plan: { origins, checked } }: Replay): readonly number[] {
  const chosen: number[] = [];
  let next = y.length;
  for (let k = origins.length - 1; k >= 0 && chosen.length < MOST; k -= 1) {
    const origin = origins[k] ?? 0;
    if (origin + checked > next) continue;
    chosen.push(k);
    next = origin;
  }
  return chosen.reverse();
}

/** Errors of the origins that share no step with this one; where they are few, of all. */
function listOthers({ y, rows, plan: { origins, checked } }: Replay, held: number): Checked[] {
  return origins.flatMap((origin, k) => {
    if (Math.abs(origin - held) < checked && origins.length > checked) return [];
    return Array.from({ length: Math.min(checked, y.length - origin) }, (_, step) => ({
      origin,
      step,
      forecast: rows[k * checked + step] ?? 0,
      actual: y[origin + step] ?? Number.NaN,
    })).filter(({ actual }) => !Number.isNaN(actual));
  });
}
