import { describe, expect, it } from 'vitest';
import { chooseAdjustment } from '../../../src/engines/forecaster/adjust/choose-adjustment.ts';
import { planOrigins } from '../../../src/engines/forecaster/backtest/plan-origins.ts';
import type { ChangeSource } from '../../../src/engines/forecaster/models/adjust-model.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

const HORIZON = 28;
const DAYS = 800;
const settings = { period: 7, stepsPerYear: null, regressors: [], dates: null };
const LIMITS = { low: 0, high: 10 };
const wave = (t: number) => Math.exp(0.35 * Math.sin((2 * Math.PI * t) / 365.25));
const fair = (t: number) => (t % 37 < 3 ? 1.6 : 1);

function makeSeries(seed: number, value: (t: number) => number): Float64Array {
  const normal = seededNormal(seededRandom(seed));
  return Float64Array.from({ length: DAYS }, (_, t) => 0.3 * value(t) * Math.exp(0.08 * normal()));
}

const factor =
  (value: (t: number) => number): ChangeSource =>
  () => ({
    factor: Float64Array.from({ length: DAYS + HORIZON }, (_, t) => value(t)),
    offset: new Float64Array(DAYS + HORIZON),
  });

function choose(y: Float64Array, yearly: ChangeSource | null, effects: ChangeSource | null) {
  const chosen = chooseAdjustment(y, planOrigins(y, 7, HORIZON), settings, LIMITS, { yearly, effects });
  return { yearly: chosen.yearly !== null, effects: chosen.effects !== null };
}

describe('an adjustment', () => {
  it('stays where the past is for it', () => {
    const y = makeSeries(1, (t) => wave(t) * fair(t));
    expect(choose(y, factor(wave), factor(fair))).toEqual({ yearly: true, effects: true });
  });

  it('goes where the year is made up', () => {
    const y = makeSeries(2, () => 1);
    expect(choose(y, factor(wave), null)).toEqual({ yearly: false, effects: false });
    // One that is almost none gains nothing either.
    expect(
      choose(
        y,
        factor((t) => wave(t) ** 0.01),
        null,
      ),
    ).toEqual({ yearly: false, effects: false });
  });

  it('goes where effects do harm, with the year or without', () => {
    expect(choose(makeSeries(3, wave), factor(wave), factor(fair))).toEqual({ yearly: true, effects: false });
    expect(
      choose(
        makeSeries(4, () => 1),
        null,
        factor(fair),
      ),
    ).toEqual({ yearly: false, effects: false });
  });

  it('of effects stays where it changes nothing: what is ahead may still need it', () => {
    expect(
      choose(
        makeSeries(5, () => 1),
        null,
        factor(() => 1),
      ),
    ).toEqual({ yearly: false, effects: true });
  });

  it('is none where none is offered', () => {
    expect(choose(makeSeries(6, wave), null, null)).toEqual({ yearly: false, effects: false });
  });
});
