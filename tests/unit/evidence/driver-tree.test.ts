import { describe, expect, it } from 'vitest';
import { explainDrivers } from '../../../src/engines/evidence/driver-tree.ts';
import type { DriverTreeInput } from '../../../src/engines/evidence/explain-change.ts';
import { shapleyEffects } from '../../../src/engines/evidence/shapley.ts';
import { seededRandom } from './simulate.ts';

const tree = (
  kind: DriverTreeInput['kind'],
  before: number[],
  after: number[],
  weights: number[] = [],
): DriverTreeInput => ({
  kind,
  terms: before.map((value, i) => ({
    key: `t${i}`,
    label: `T${i}`,
    before: value,
    after: after[i] ?? 0,
    ...(weights[i] === undefined ? {} : { weight: weights[i] }),
  })),
});

/** Reference values of the project's design notes (decomposition cases computed independently in Python). */
const REFERENCE = [
  {
    before: [10_000, 0.025, 60],
    after: [9_000, 0.028, 58],
    shapley: [-1_563, 1_682, -503],
    lmdi: [-1560.0910814970437, 1678.0771252053705, -501.9860437083285],
  },
  {
    before: [1_000, 0.05, 40],
    after: [1_250, 0.04, 40],
    shapley: [450, -450, 0],
    lmdi: [446.2871026284195, -446.2871026284197, 0],
  },
  {
    before: [500, 0.02, 100],
    after: [1_500, 0.01, 150],
    shapley: [1833.3333333333333, -1291.6666666666667, 708.3333333333334],
    lmdi: [1693.4445570946593, -1068.444557094659, 625],
  },
];

describe('driver tree', () => {
  it.each(REFERENCE)('agrees with the reference for $before → $after', ({ before, after, shapley, lmdi }) => {
    const found = explainDrivers(tree('product', before, after), 0, 1);
    shapley.forEach((value, i) => {
      expect(found?.terms[i]?.effect).toBeCloseTo(value, 9);
    });
    lmdi.forEach((value, i) => {
      expect(found?.terms[i]?.lmdi).toBeCloseTo(value, 9);
    });
  });

  it('has no logarithmic split when a factor falls to zero, but an exact one', () => {
    const found = explainDrivers(tree('product', [1_000, 0.05, 40], [1_000, 0, 40]), -2_000, 1);
    expect(found?.terms.map((term) => term.lmdi)).toEqual([null, null, null]);
    expect(found?.terms[1]?.effect).toBeCloseTo(-2_000, 9);
    expect(found?.residual).toBeCloseTo(0, 9);
  });

  it('splits a quotient: 1,000 / 100 → 900 / 75 is 10 → 12', () => {
    // By hand: numerator ½[(900−1000)/100 + (900−1000)/75] = −7/6; denominator the rest of 2.
    const found = explainDrivers(tree('quotient', [1_000, 100], [900, 75]), 2, 1);
    expect(found?.terms[0]?.effect).toBeCloseTo(-7 / 6, 12);
    expect(found?.terms[1]?.effect).toBeCloseTo(2 + 7 / 6, 12);
  });

  it('takes differences in a sum, with weights, and scales the earlier period', () => {
    // Four weeks of 400 revenue and 200 cost against one week: before is ¼.
    const found = explainDrivers(tree('sum', [400, 200], [90, 60], [1, -1]), -20, 0.25);
    expect(found?.terms.map((term) => term.effect)).toEqual([-10, -10]);
    expect(found).toMatchObject({ before: 50, after: 30, delta: -20, residual: 0 });
  });

  it('scales only the factors that grow with time', () => {
    const scaled = tree('product', [400, 5], [90, 5]);
    const terms = scaled.terms.map((term, i) => ({ ...term, extensive: i === 0 }));
    const found = explainDrivers({ kind: 'product', terms }, -50, 0.25);
    expect(found).toMatchObject({ before: 500, after: 450, delta: -50, residual: 0 });
  });

  it('says nothing where there is no number', () => {
    expect(explainDrivers(tree('quotient', [1, 0], [1, 2]), 0, 1)).toBeNull();
    expect(explainDrivers(tree('product', [Number.NaN, 1], [1, 2]), 0, 1)).toBeNull();
    expect(explainDrivers(tree('product', [], []), 0, 1)).toBeNull();
  });

  it('adds up exactly on 2,000 random trees', () => {
    const random = seededRandom(11);
    for (let run = 0; run < 2_000; run++) {
      const n = 1 + Math.floor(random() * 4);
      const draw = () => Array.from({ length: n }, () => (random() - 0.2) * 10 ** Math.floor(random() * 5));
      const kind = (['product', 'sum'] as const)[run % 2] ?? 'sum';
      const found = explainDrivers(tree(kind, draw(), draw()), 0, 1);
      const sum = found?.terms.reduce((total, term) => total + term.effect, 0) ?? Number.NaN;
      const size = found?.terms.reduce((total, term) => total + Math.abs(term.effect), 0) ?? 0;
      expect(Math.abs(sum - (found?.delta ?? 0))).toBeLessThanOrEqual(
        1e-12 * (1 + size + Math.abs(found?.before ?? 0)),
      );
    }
  });

  it('gives each factor of a function of two its textbook share', () => {
    // f = x·y + 3x from (1, 2) to (4, 6): Δ = 31; φx = ½[15 + 27] = 21, φy = ½[4 + 16] = 10.
    expect(shapleyEffects([1, 2], [4, 6], ([x = 0, y = 0]) => x * y + 3 * x)).toEqual([21, 10]);
  });
});
