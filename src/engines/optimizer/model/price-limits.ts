import { limitTime } from './deadline.ts';
import { fixIntegers } from './fix-integers.ts';
import { highs } from './highs-instance.ts';
import type { LinearModel } from './linear-model.ts';
import type { FoundPlan, SolveOptions } from './solution.ts';
import { withNativeModel } from './with-native-model.ts';

export interface LimitPrices {
  /** Change of the objective for one unit more of a row's bound, whole numbers held as they are; 0 where not binding. */
  readonly rows: Float64Array;
  /** The same for a variable's bound. */
  readonly variables: Float64Array;
}

/**
 * Shadow prices around a plan. A whole-number model has none, so its whole numbers are held and the rest is priced:
 * good for finding which limits bind, not for telling what a unit is worth (`measureWorth` does that). All 0 when the
 * time was up.
 */
export function priceLimits(
  model: LinearModel,
  { values }: FoundPlan,
  { timeLimitMs = 10_000, deadline }: Pick<SolveOptions, 'timeLimitMs' | 'deadline'> = {},
): LimitPrices {
  const limitMs = limitTime(timeLimitMs, deadline);
  const none = { rows: new Float64Array(model.rowCount), variables: new Float64Array(model.variableCount) };
  if (limitMs <= 0) return none;
  return withNativeModel(fixIntegers(model, values), (native) => {
    native.options.set({ time_limit: limitMs / 1000 });
    native.run();
    if (native.getModelStatus() !== highs.constants.modelStatus.optimal) return none;
    const { rowDual, colDual } = native.getSolution();
    return { rows: rowDual, variables: colDual };
  });
}

/** How close to a bound counts as at the bound, as a fraction of the bound. */
const AT_BOUND = 1e-6;

export interface BindingLimit {
  readonly row: number;
  readonly name: string;
  readonly side: 'lower' | 'upper';
  readonly limit: number;
}

/** Rows (all, or those given) that the plan uses up to their bound. Rows that fix a sum (lower = upper) are left out. */
export function listBindingLimits(
  model: LinearModel,
  { values }: FoundPlan,
  rows: readonly number[] = Array.from({ length: model.rowCount }, (_, row) => row),
): readonly BindingLimit[] {
  return rows.flatMap((row): BindingLimit[] => {
    const { name, lower, upper } = model.row(row);
    if (lower === upper) return [];
    const activity = model.activityOf(row, values);
    const isAt = (bound: number) =>
      Number.isFinite(bound) && Math.abs(activity - bound) <= AT_BOUND * Math.max(1, Math.abs(bound));
    if (isAt(upper)) return [{ row, name, side: 'upper', limit: upper }];
    return isAt(lower) ? [{ row, name, side: 'lower', limit: lower }] : [];
  });
}
