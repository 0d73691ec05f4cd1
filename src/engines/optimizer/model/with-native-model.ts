import type { Model } from 'highs';
import { highs } from './highs-instance.ts';
import type { LinearModel } from './linear-model.ts';

/**
 * HiGHS 1.15.3's probing can cut off the best whole-number plan and then "prove" a worse one: 2 of 10,000 small budgets,
 * none without it. Bit 15 of its presolve rules.
 */
const WITHOUT_PROBING = 1 << 15;

const { integer, continuous } = highs.constants.variableType;

/** Hands the model to the solver for the time of `work` and frees its memory afterwards, whatever happens. */
export function withNativeModel<Result>(model: LinearModel, work: (native: Model) => Result): Result {
  const arrays = model.toArrays();
  const native = highs.createModel();
  try {
    // The log itself goes nowhere, but without it the solver reports no progress either.
    native.options.set({
      output_flag: true,
      log_to_console: false,
      mip_feasibility_tolerance: 1e-7,
      presolve_rule_off: WITHOUT_PROBING,
    });
    const { minimize, maximize } = highs.constants.objectiveSense;
    native.passModel({
      numCols: model.variableCount,
      numRows: model.rowCount,
      sense: model.sense === 'minimize' ? minimize : maximize,
      offset: model.offset,
      colCost: arrays.cost,
      colLower: arrays.lower,
      colUpper: arrays.upper,
      rowLower: arrays.rowLower,
      rowUpper: arrays.rowUpper,
      matrix: {
        format: 'csr',
        numRows: model.rowCount,
        numCols: model.variableCount,
        starts: arrays.starts,
        indices: arrays.indices,
        values: arrays.values,
      },
      ...(model.hasIntegers && {
        integrality: Int32Array.from(arrays.integer, (whole) => (whole === 1 ? integer : continuous)),
      }),
    });
    return work(native);
  } finally {
    native.dispose();
  }
}
