import { describe, expect, it } from 'vitest';
import { listEffects } from '../../../src/engines/forecaster/adjust/list-effects.ts';
import type { Effects } from '../../../src/engines/forecaster/effects/types.ts';

const y = Float64Array.of(100, 300, Number.NaN, 200, 200);
const flag = { name: 'Fair', kind: 'flag', values: Float64Array.of(1, 0, 1, 1, 0, 1) } as const;
const rain = { name: 'Rain', kind: 'number', values: Float64Array.of(3, Number.NaN, 2, 1, 0, 4) } as const;
const share = new Float64Array(6).fill(1);
const fair = { name: 'Fair', kind: 'flag', coefficient: Math.log(1.5), sd: 0.1, seen: 2, share } as const;

describe('effects as they are told', () => {
  it('are a share of an ordinary day: factors', () => {
    const effects: Effects = { kind: 'multiplicative', factor: share, byRegressor: [fair] };
    const [told] = listEffects(effects, y, [flag]);
    expect(told).toMatchObject({ name: 'Fair', kind: 'flag', seen: 2 });
    expect(told?.change).toBeCloseTo(0.5, 12);
    // Of e^x the deviation is about e^x times that of x.
    expect(told?.spread).toBeCloseTo(0.15, 12);
  });

  it('are a share of an ordinary day: amounts', () => {
    const effects: Effects = {
      kind: 'additive',
      offset: share,
      byRegressor: [{ ...fair, coefficient: -50, sd: 20 }],
    };
    // The mean of the open days is 200.
    const [told] = listEffects(effects, y, [flag]);
    expect(told?.change).toBeCloseTo(-0.25, 12);
    expect(told?.spread).toBeCloseTo(0.1, 12);
  });

  it('count open days only, each under its own name though others were left out', () => {
    const effects: Effects = {
      kind: 'multiplicative',
      factor: share,
      byRegressor: [{ ...fair, name: 'Rain', kind: 'number' }],
    };
    // Known on four days of the past, one of which was closed.
    expect(listEffects(effects, y, [flag, rain])).toMatchObject([{ name: 'Rain', seen: 3 }]);
  });

  it('are none without effects, and numbers where nothing was ever sold', () => {
    expect(listEffects(null, y, [flag])).toEqual([]);
    const effects: Effects = { kind: 'additive', offset: share, byRegressor: [{ ...fair, coefficient: 5 }] };
    expect(listEffects(effects, new Float64Array(5), [flag])).toMatchObject([{ change: 0, spread: 0 }]);
  });
});
