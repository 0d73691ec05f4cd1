import { describe, expect, it } from 'vitest';
import { classifyDemand } from '../../../../src/engines/forecaster/sparse/classify-demand.ts';
import { fitSparse } from '../../../../src/engines/forecaster/sparse/fit-sparse.ts';
import { smoothSparse } from '../../../../src/engines/forecaster/sparse/smooth-sparse.ts';
import type { SparseMethod, SparseModel } from '../../../../src/engines/forecaster/sparse/types.ts';
import { seededRandom } from '../seeded-random.ts';

const methods: readonly SparseMethod[] = ['croston', 'sba', 'tsb'];
const half = { size: 0.5, rate: 0.5 };

function fit(y: readonly (number | null)[], method: SparseMethod): SparseModel {
  const model = fitSparse({ y, method });
  if (!model.ok) throw new Error(model.reason);
  return model;
}

describe('by hand: 0 0 4 0 8, smoothing ½, from size 4 and interval 3', () => {
  const y = Float64Array.of(0, 0, 4, 0, 8);
  const start = { size: 4, interval: 3 };

  it('Croston: size 4 → 4 → 6, interval 3 → 3 → 2½, so 2.4', () => {
    const run = smoothSparse(y, 'croston', half, start);
    expect(run.next).toBeCloseTo(2.4, 12);
    for (const value of run.fitted) expect(value).toBeCloseTo(4 / 3, 12);
  });

  it('SBA: three quarters of that', () => {
    expect(smoothSparse(y, 'sba', half, start).next).toBeCloseTo(1.8, 12);
  });

  it('TSB: probability ⅓ → ⅙ → 1/12 → 13/24 → 13/48 → 61/96, times 6', () => {
    const run = smoothSparse(y, 'tsb', half, start);
    expect(run.next).toBeCloseTo((61 / 96) * 6, 12);
    [4 / 3, 4 / 6, 4 / 12, (4 * 13) / 24, (4 * 13) / 48].forEach((expected, t) => {
      expect(run.fitted[t]).toBeCloseTo(expected, 12);
    });
  });
});

describe('items that sell now and then', () => {
  it('come close to their mean demand; SBA is below Croston', () => {
    const random = seededRandom(31);
    const y = Array.from({ length: 2000 }, () => (random() < 0.2 ? 1 + Math.floor(random() * 5) : 0));
    // A chance of 0.2 of 1–5, each as likely: 0.6 a step.
    for (const method of methods) {
      const [next] = fit(y, method).predict(1);
      expect(Math.abs((next ?? 0) - 0.6)).toBeLessThan(0.2);
    }
    expect(fit(y, 'sba').predict(1)[0]).toBeLessThan(fit(y, 'croston').predict(1)[0] ?? 0);
  });

  it('fade away with TSB when nobody wants them any more, and stay with Croston', () => {
    const y = Array.from({ length: 200 }, (_, t) => (t < 100 && t % 4 === 0 ? 5 : 0));
    expect(fit(y, 'tsb').predict(1)[0]).toBeLessThan(0.02);
    expect(fit(y, 'croston').predict(1)[0]).toBeGreaterThan(1);
  });

  it('do not count closed steps as steps without a sale', () => {
    const open = [0, 3, 0, 0, 2, 0, 4, 0];
    const closed = open.flatMap((value) => [value, null]);
    for (const method of methods) {
      expect(fit(closed, method).predict(1)[0]).toBeCloseTo(fit(open, method).predict(1)[0] ?? 0, 12);
    }
  });

  it('stay finite and never below zero, whatever comes', () => {
    const odd: readonly (readonly (number | null)[])[] = [
      [Number.NaN, 1.7e308, Number.POSITIVE_INFINITY, 1.7e308, 0, null, -5],
      [5e-324, 0, 0, 5e-324],
      [1, 1, 1, 1, 1],
      Array.from({ length: 10_000 }, (_, t) => (t % 97 === 0 ? 1e12 : 0)),
    ];
    for (const y of odd) {
      for (const method of methods) {
        const model = fit(y, method);
        expect(model.predict(5).every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        expect(model.fitted.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }
    }
  });

  it('are refused with fewer than two sales', () => {
    expect(fitSparse({ y: [0, 0, 3, null, 0], method: 'tsb' })).toEqual({
      ok: false,
      reason: 'too-few-demands',
      needed: 2,
      have: 1,
    });
    expect(fitSparse({ y: [], method: 'croston' })).toMatchObject({ ok: false, have: 0 });
  });
});

describe('the kind of demand (cut-offs 1.32 and 0.49)', () => {
  it.each([
    ['smooth', [5, 6, 5, 4, 5, 6]],
    ['erratic', [1, 20, 1, 1, 1, 1]],
    ['intermittent', [5, 0, 5, 0, 0, 6]],
    ['lumpy', [1, 0, 0, 30, 0, 1]],
  ])('%s', (pattern, y) => {
    expect(classifyDemand(Float64Array.from(y))).toBe(pattern);
  });

  it('has none without a sale', () => {
    expect(classifyDemand(Float64Array.of(0, 0, Number.NaN))).toBeNull();
  });
});
