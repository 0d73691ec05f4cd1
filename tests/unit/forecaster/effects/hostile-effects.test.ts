import { describe, expect, it } from 'vitest';
import { estimateEffects } from '../../../../src/engines/forecaster/effects/estimate-effects.ts';
import type { EffectRegressor } from '../../../../src/engines/forecaster/effects/types.ts';
import { seededRandom } from '../seeded-random.ts';
import { normalDraws } from './simulate.ts';

const ODD = [0, 1, -1, 1e300, -1e300, 1e-300, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324];

describe('effects of anything at all', () => {
  it('are finite, factors above zero', () => {
    const random = seededRandom(77);
    const normal = normalDraws(78);
    let estimated = 0;
    for (let run = 0; run < 400; run += 1) {
      const length = Math.floor(random() * 120);
      const period = [1, 4, 7, 12, 52][run % 5] ?? 1;
      const odd = random() * 0.4;
      const scale = 10 ** Math.floor(normal() * (run % 3 === 0 ? 60 : 2));
      const make = (t: number) =>
        random() < odd
          ? (ODD[Math.floor(random() * ODD.length)] ?? 0)
          : scale * (run % 4 === 0 ? 3 : 5 + normal() + (t % 7));
      const y = Float64Array.from({ length }, (_, t) => (run % 7 === 0 ? 0 : make(t)));
      const regressors = Array.from({ length: Math.floor(random() * 6) }, (_, k): EffectRegressor => {
        const kind = random() < 0.5 ? 'flag' : 'number';
        const values = Array.from({ length: length + 10 }, (_, t) => (kind === 'flag' && random() < 0.9 ? 0 : make(t)));
        return { name: `r${k}`, kind, values };
      });
      // Twice the same, and one that is all the time.
      if (run % 6 === 0 && regressors[0] !== undefined) regressors.push({ ...regressors[0], name: 'again' });
      regressors.push({ name: 'always', kind: 'flag', values: new Array<number>(length + 10).fill(1) });
      const effects = estimateEffects({ y, length, period, stepsPerYear: run % 2 === 0 ? 365.25 : null, regressors });
      if (effects === null) continue;
      estimated += 1;
      const steps = effects.kind === 'multiplicative' ? effects.factor : effects.offset;
      expect(steps).toHaveLength(length + 10);
      expect(steps.every(Number.isFinite)).toBe(true);
      if (effects.kind === 'multiplicative') expect(steps.every((value) => value > 0.04 && value < 21)).toBe(true);
      for (const { coefficient, sd, share } of effects.byRegressor) {
        expect(Number.isFinite(coefficient) && Number.isFinite(sd) && sd >= 0).toBe(true);
        expect(share.every(Number.isFinite)).toBe(true);
      }
    }
    expect(estimated).toBeGreaterThan(60);
  });

  it('are none of too little, of a series that does not move, and without regressors', () => {
    const flag: EffectRegressor = {
      name: 'flag',
      kind: 'flag',
      values: Array.from({ length: 60 }, (_, t) => Number(t === 9)),
    };
    const input = { period: 7, stepsPerYear: null, regressors: [flag] };
    expect(estimateEffects({ ...input, y: new Float64Array(15).fill(3), length: 15 })).toBeNull();
    expect(estimateEffects({ ...input, y: new Float64Array(60).fill(3), length: 60 })).toBeNull();
    expect(estimateEffects({ ...input, y: new Float64Array(60), length: 60 })).toBeNull();
    const y = Float64Array.from({ length: 60 }, (_, t) => 5 + Math.sin(t));
    expect(estimateEffects({ ...input, y, length: 60, regressors: [] })).toBeNull();
  });
});
