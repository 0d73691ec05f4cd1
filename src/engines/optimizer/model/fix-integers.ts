import type { LinearModel } from './linear-model.ts';

/** The model with every whole-number variable held at its (rounded) value: a linear program with the same rows. */
export function fixIntegers(model: LinearModel, values: ArrayLike<number>): LinearModel {
  const fixed = model.clone();
  for (let index = 0; index < model.variableCount; index += 1) {
    if (!model.variable(index).integer) continue;
    const value = Math.round(values[index] ?? 0);
    fixed.setBounds(index, value, value);
    fixed.setInteger(index, false);
  }
  return fixed;
}
