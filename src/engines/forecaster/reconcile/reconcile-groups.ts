import { balanceGroups } from './balance-groups.ts';
import { moveForecast } from './move-intervals.ts';
import { prepareStep } from './prepare-step.ts';
import type { BaseForecast, ReconciledForecast } from './types.ts';

/** A sum of cells with a forecast of its own: a product over all locations, a location, the total. */
export interface ForecastGroup {
  readonly forecast: BaseForecast;
  /** Places of its cells in `cells`. */
  readonly cells: readonly number[];
}

export interface GroupInput {
  /** The finest forecasts, product by location; all over the same steps. */
  readonly cells: readonly BaseForecast[];
  readonly groups: readonly ForecastGroup[];
  /** True when a value below zero is impossible. */
  readonly nonNegative: boolean;
}

export interface GroupOutput {
  readonly cells: readonly ReconciledForecast[];
  /** In the order of the input. */
  readonly groups: readonly ReconciledForecast[];
}

/**
 * Forecasts that add up in more than one way, at every step and so over every window: products by location add up to
 * the products, to the locations and to the total (see `balanceGroups`). Closed cells stay at zero, and so do the cells
 * of a closed group. Pure; each group is the sum of its cells as returned, and every number is finite.
 * Time grows with the cube of the number of groups.
 */
export function reconcileGroups({ cells, groups, nonNegative }: GroupInput): GroupOutput {
  const floor = nonNegative ? 0 : Number.NEGATIVE_INFINITY;
  const steps = cells[0]?.mean.length ?? 0;
  const groupsOf = cells.map((_, i) => groups.flatMap((group, g) => (group.cells.includes(i) ? [g] : [])));
  const closed = new Float64Array(steps).fill(Number.NaN);
  const cellMeans = cells.map(() => closed.slice());
  const groupMeans = groups.map(() => closed.slice());
  const all = [...groups.map(({ forecast }) => forecast), ...cells];
  for (let h = 0; h < steps; h += 1) {
    const { values, isOpen, variances, unit } = prepareStep(all, h);
    const open = cells.flatMap((_, i) => {
      const groupsOpen = (groupsOf[i] ?? []).every((g) => isOpen[g] === true);
      return isOpen[groups.length + i] === true && groupsOpen ? [i] : [];
    });
    const pick = (from: Float64Array) => Float64Array.from(open, (i) => from[groups.length + i] ?? 0);
    const balanced = balanceGroups({
      cells: pick(values),
      cellVariances: pick(variances),
      groups: values.subarray(0, groups.length),
      groupVariances: variances.subarray(0, groups.length),
      groupsOf: open.map((i) => groupsOf[i] ?? []),
      floor,
    });
    open.forEach((i, k) => {
      const value = (balanced[k] ?? 0) * unit;
      cellMeans[i]?.fill(value, h, h + 1);
      for (const g of groupsOf[i] ?? []) {
        const mean = groupMeans[g];
        if (mean !== undefined) mean[h] = (mean[h] || 0) + value;
      }
    });
  }
  const moveAll = (forecasts: readonly BaseForecast[], means: readonly Float64Array[]) =>
    forecasts.map((forecast, i) => moveForecast(forecast, means[i] ?? closed, floor));
  return {
    cells: moveAll(cells, cellMeans),
    groups: moveAll(
      groups.map(({ forecast }) => forecast),
      groupMeans,
    ),
  };
}
