import type { Backtest, TriedModel } from '../../../src/engines/forecaster/backtest/run-backtest.ts';
import type { ModelName } from '../../../src/engines/forecaster/types.ts';

/** A backtest of `count` origins `checked` steps apart, in which each model missed every value of `y` by its own error. */
export function makeBacktest(
  y: Float64Array,
  count: number,
  checked: number,
  errors: Readonly<Partial<Record<ModelName, number>>>,
): Backtest {
  const origins = Array.from({ length: count }, (_, k) => y.length - (count - k) * checked);
  const tried = new Map<ModelName, TriedModel>();
  for (const [name, error] of Object.entries(errors)) {
    const rows = new Float64Array(count * checked);
    origins.forEach((origin, k) => {
      for (let h = 0; h < checked; h += 1) rows[k * checked + h] = (y[origin + h] ?? 0) + error;
    });
    // Object.entries forgets the type of the keys.
    tried.set(name as ModelName, { rows, ahead: new Float64Array(checked).fill(error), parameters: {} });
  }
  return { plan: { origins, refits: [0], horizon: checked, checked }, tried, leftOut: [] };
}
