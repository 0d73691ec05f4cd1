import { LinearModel } from './linear-model.ts';
import type { SolveOptions } from './solution.ts';
import { hasPlan } from './solution.ts';
import { solveModel } from './solve-model.ts';

/** A limit that may give way, and what one unit of it costs when choosing which one does. */
export interface SoftLimit {
  readonly row: number;
  /** Above 0; default 1. Set it by how hard a unit is to get, so that the change suggested is the easiest one. */
  readonly penalty?: number;
  /** Which bound may give way. Default both. */
  readonly side?: 'lower' | 'upper';
}

export interface Shortage {
  readonly row: number;
  readonly name: string;
  /** lower: the row needs this much less asked of it; upper: this much more allowed. */
  readonly side: 'lower' | 'upper';
  readonly amount: number;
}

export type ShortageResult =
  /** `proven`: no change with a smaller sum of penalties makes the model possible. Empty: it is possible as it is. */
  | {
      readonly found: true;
      readonly shortages: readonly Shortage[];
      readonly values: Float64Array;
      readonly proven: boolean;
    }
  /** Even without the soft limits nothing works (`impossible`), or the time was up. */
  | { readonly found: false; readonly reason: 'impossible' | 'no-plan' };

/** Amounts below this are rounding. */
const NOTHING = 1e-6;

/**
 * The smallest change of the soft limits that makes the model possible: least sum of penalty × amount.
 * The objective of the model plays no part. All other rows, bounds and whole numbers stay hard.
 */
export function findShortage(
  model: LinearModel,
  soft: readonly SoftLimit[],
  options: SolveOptions = {},
): ShortageResult {
  const relaxed = new LinearModel('minimize');
  for (let index = 0; index < model.variableCount; index += 1) {
    relaxed.addVariable({ ...model.variable(index), cost: 0 });
  }
  const softened = new Map(soft.map((limit) => [limit.row, limit]));
  const slacks: { row: number; side: Shortage['side']; variable: number }[] = [];
  for (let row = 0; row < model.rowCount; row += 1) {
    const spec = model.row(row);
    const { penalty = 1, side } = softened.get(row) ?? {};
    const isSoft = softened.has(row);
    const terms = [...spec.terms];
    if (isSoft && side !== 'upper' && spec.lower > -Infinity) {
      const variable = relaxed.addVariable({ name: `short of ${spec.name}`, cost: penalty });
      slacks.push({ row, side: 'lower', variable });
      terms.push([variable, 1]);
    }
    if (isSoft && side !== 'lower' && spec.upper < Infinity) {
      const variable = relaxed.addVariable({ name: `over ${spec.name}`, cost: penalty });
      slacks.push({ row, side: 'upper', variable });
      terms.push([variable, -1]);
    }
    relaxed.addRow({ ...spec, terms });
  }
  const solution = solveModel(relaxed, options);
  if (!hasPlan(solution)) {
    return { found: false, reason: solution.status === 'infeasible' ? 'impossible' : 'no-plan' };
  }
  const shortages = slacks.flatMap(({ row, side, variable }): Shortage[] => {
    const amount = solution.values[variable] ?? 0;
    return amount > NOTHING ? [{ row, name: model.row(row).name, side, amount }] : [];
  });
  return {
    found: true,
    shortages,
    values: solution.values.slice(0, model.variableCount),
    proven: solution.status === 'optimal',
  };
}
