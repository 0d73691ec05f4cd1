import { expect, it } from 'vitest';
import { estimateEffects } from '../../../../src/engines/forecaster/effects/estimate-effects.ts';
import type { EffectRegressor } from '../../../../src/engines/forecaster/effects/types.ts';
import { fitTheta } from '../../../../src/engines/forecaster/models/fit-theta.ts';
import { seededRandom } from '../seeded-random.ts';
import { makeDays, multiplicative, normalDraws } from './simulate.ts';

const DAYS = 400;
const HORIZON = 14;

/** Error of the Theta method on the series without the effects, with them put back; and as it is. */
function errors(
  y: Float64Array,
  regressors: readonly EffectRegressor[],
): { readonly plain: number; readonly with: number } {
  const past = y.slice(0, DAYS);
  const effects = estimateEffects({ y: past, length: DAYS, period: 7, stepsPerYear: 365.25, regressors });
  const factor = effects === null ? new Float64Array(y.length).fill(1) : multiplicative(effects).factor;
  const error = (by: Float64Array) => {
    const series = past.map((value, t) => value / (by[t] ?? 1));
    const out = new Float64Array(HORIZON);
    fitTheta(series, DAYS, 7)?.project(series, [DAYS], HORIZON, out, 0);
    return out.reduce((sum, value, h) => sum + Math.abs(value * (by[DAYS + h] ?? 1) - (y[DAYS + h] ?? 0)), 0);
  };
  return { plain: error(new Float64Array(y.length).fill(1)), with: error(factor) };
}

it('regressors that do nothing make forecasts no worse', () => {
  const random = seededRandom(41);
  const normal = normalDraws(42);
  const sum = { plain: 0, with: 0 };
  for (let run = 0; run < 40; run += 1) {
    const steps = DAYS + HORIZON;
    const regressors = Array.from({ length: 6 }, (_, k): EffectRegressor => {
      const values = Array.from({ length: steps }, () => (k < 4 ? Number(random() < 0.02) : normal()));
      return { name: `r${k}`, kind: k < 4 ? 'flag' : 'number', values };
    });
    const one = errors(makeDays(steps, 300 + run), regressors);
    sum.plain += one.plain;
    sum.with += one.with;
  }
  expect(sum.with).toBeLessThan(1.01 * sum.plain);
});

it('a promotion that is known to run again makes them better', () => {
  const sum = { plain: 0, with: 0 };
  for (let run = 0; run < 20; run += 1) {
    const steps = DAYS + HORIZON;
    const on = Array.from({ length: steps }, (_, t) =>
      Number((t + 9 * run) % 60 < 4 || (t >= DAYS + 3 && t < DAYS + 9)),
    );
    const y = makeDays(steps, 400 + run).map((value, t) => value * (on[t] === 1 ? 1.35 : 1));
    const one = errors(y, [{ name: 'Promo', kind: 'flag', values: on }]);
    sum.plain += one.plain;
    sum.with += one.with;
  }
  expect(sum.with).toBeLessThan(0.8 * sum.plain);
});
