import type { Grain, IsoDate } from '../../../contracts/period.ts';
import { addSteps } from '../series/step-dates.ts';

export interface NamedDay {
  readonly day: IsoDate;
  readonly name: string;
}

export interface FlagRegressor {
  readonly name: string;
  readonly kind: 'flag';
  /** 1 on the holiday; of weeks, months and quarters: how many of its days are in the step, up to 4. */
  readonly values: readonly number[];
}

/**
 * Holidays and other named days as flags, one a name, for `steps` steps from `start` on. Left out are names that no
 * step of the past has (nothing can be learned) and, in
 * months and quarters, names that always are in the same one: the season has those.
 *
 * @param past steps that are history; a name that only they have stays, for it explains their odd days
 */
export function listHolidayRegressors(
  days: readonly NamedDay[],
  {
    start,
    grain,
    steps,
    past,
  }: { readonly start: IsoDate; readonly grain: Grain; readonly steps: number; readonly past: number },
): FlagRegressor[] {
  const begins = Array.from({ length: steps + 1 }, (_, t) => addSteps(start, grain, t));
  const byName = new Map<string, number[]>();
  for (const { day, name } of days) {
    const step = findStep(begins, day);
    if (step === null) continue;
    const values = byName.get(name) ?? new Array<number>(steps).fill(0);
    values[step] = Math.min(MOST, (values[step] ?? 0) + 1);
    byName.set(name, values);
  }
  const season = grain === 'month' ? 12 : grain === 'quarter' ? 4 : 0;
  return [...byName].flatMap(([name, values]): FlagRegressor[] => {
    const seen = values.slice(0, past).some((value) => value > 0);
    return seen && !(season > 0 && isSeasonal(values, season)) ? [{ name, kind: 'flag', values }] : [];
  });
}

const MOST = 4;

/** The last step that begins on or before the day; null outside of all. */
function findStep(begins: readonly IsoDate[], day: IsoDate): number | null {
  if (day < (begins[0] ?? '') || day >= (begins.at(-1) ?? '')) return null;
  let low = 0;
  let high = begins.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((begins[middle] ?? '') <= day) low = middle;
    else high = middle;
  }
  return low;
}

/** The same value in every year. */
function isSeasonal(values: readonly number[], season: number): boolean {
  return values.every((value, t) => t < season || value === values[t - season]);
}
