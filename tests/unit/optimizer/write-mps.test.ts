import { describe, expect, it } from 'vitest';
import { LinearModel } from '../../../src/engines/optimizer/model/linear-model.ts';
import { writeMps } from '../../bench/optimize-mps.ts';
import { readMps } from '../../eval/optimize/read-mps.ts';

/** Every kind of row and of bound. */
function makeMixedModel(): LinearModel {
  const model = new LinearModel('maximize');
  const bounds = [{}, { upper: 4 }, { lower: -Infinity, upper: 3 }, { lower: 2, upper: 2 }, { lower: -5, upper: 1.5 }];
  for (const [at, bound] of bounds.entries()) model.addVariable({ name: `x ${at}`, cost: at - 1.5, ...bound });
  model.addVariable({ name: 'whole', integer: true, upper: 7, cost: 1 });
  model.addBinary('yes or no', -2);
  const rows = [{ upper: 9 }, { lower: -3 }, { lower: 1, upper: 6 }, { lower: 2.5, upper: 2.5 }];
  for (const [at, row] of rows.entries()) {
    model.addRow({
      name: `row ${at}`,
      ...row,
      terms: [
        [at, 1],
        [at + 1, -2.25],
        [6, 1],
      ],
    });
  }
  return model;
}

describe('writeMps', () => {
  it('is read back as the same model, minimised', () => {
    const model = makeMixedModel();
    const again = readMps(writeMps(model));
    const { cost, ...arrays } = model.toArrays();
    expect(again.toArrays()).toEqual({ ...arrays, cost: cost.map((each) => -each) });
  });
});
