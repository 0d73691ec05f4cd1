import { describe, expect, it } from 'vitest';
import { alignCycles } from '../../../../src/engines/forecaster/mstl/align-cycles.ts';
import { estimateSeasons, listPeriods } from '../../../../src/engines/forecaster/mstl/estimate-seasons.ts';
import { decomposeMstl } from '../../../../src/engines/forecaster/mstl/mstl.ts';
import { decomposeStl } from '../../../../src/engines/forecaster/mstl/stl.ts';
import { AIR_PASSENGERS } from '../air-passengers.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';
import { ONE_SEASON, TWO_SEASONS } from './noisy-season.ts';

/** Rows of R 4's answer by index from 0: season, trend. Each row is named by the call above it. */
function expectParts(
  parts: { readonly season: Float64Array; readonly trend: Float64Array },
  rows: readonly (readonly [t: number, season: number, trend: number])[],
) {
  for (const [t, season, trend] of rows) {
    expect(parts.season[t]).toBeCloseTo(season, 9);
    expect(parts.trend[t]).toBeCloseTo(trend, 9);
  }
}

describe('STL as R has it', () => {
  it('stl(ts(y, frequency = 12), s.window = 11)', () => {
    expectParts(decomposeStl(ONE_SEASON, { period: 12 }), [
      [0, -2.37935667621, 54.2342255075],
      [12, -2.30432147479, 57.7714897921],
      [40, 17.48755321247, 71.2617558718],
      [49, 4.08624349099, 68.8051463029],
      [76, 15.85518644989, 76.784662373],
      [99, 8.67033160827, 85.5218304458],
    ]);
  });

  it('stl(ts(y, frequency = 12), s.window = 7, robust = TRUE), which is not bent by the one wild value', () => {
    const parts = decomposeStl(ONE_SEASON, { period: 12, seasonalWindow: 7, robust: true });
    expectParts(parts, [
      [0, -1.77666707892, 54.8917153761],
      [12, -1.60315465869, 57.8319699344],
      [40, 6.73265803165, 65.5587548624],
      [49, 6.02852468009, 68.3761624806],
      [76, 7.17461444389, 76.7238214511],
      [99, 9.59035036081, 84.582296426],
    ]);
    const weights = [0.723295396281, 0.862168027723, 0, 0.805020282274, 0.991125066414, 0.817701971561];
    [0, 12, 40, 49, 76, 99].forEach((t, k) => {
      expect(parts.weights[t]).toBeCloseTo(weights[k] ?? Number.NaN, 9);
    });
  });
});

describe('MSTL as forecast 8.20 has it', () => {
  it('mstl(msts(y, seasonal.periods = c(7, 30)))', () => {
    const { trend, seasons } = decomposeMstl(TWO_SEASONS, [7, 30], false);
    const rows = [
      [0, 34.00404821, -1.40031209366, -0.312478395344],
      [7, 34.4189942434, -1.34552967443, 4.529703913625],
      [57, 37.2220299469, -2.44100886316, -3.068137304008],
      [99, 39.0024992951, -2.27849159567, 3.682678788407],
      [154, 41.9526257168, -1.72438266763, 3.012876353844],
      [199, 43.6743230555, -1.14045875336, -2.796287755595],
    ] as const;
    for (const [t, level, week, month] of rows) {
      expect(trend[t]).toBeCloseTo(level, 8);
      expect(seasons[0]?.[t]).toBeCloseTo(week, 8);
      expect(seasons[1]?.[t]).toBeCloseTo(month, 8);
    }
  });

  it('mstl(log(AirPassengers))', () => {
    const { trend, seasons } = decomposeMstl(AIR_PASSENGERS.map(Math.log), [12], false);
    const rows = [
      [0, 4.81545943853, -0.090671173836],
      [49, 5.3759590707, -0.0956238190694],
      [143, 6.19895258264, -0.1127019025045],
    ] as const;
    for (const [t, level, season] of rows) {
      expect(trend[t]).toBeCloseTo(level, 9);
      expect(seasons[0]?.[t]).toBeCloseTo(season, 9);
    }
  });
});

describe('cycles that are not whole', () => {
  it.each([365.25, 365.25 / 7, 12, 7, 2.5])('of %d steps: every step has its phase, one after the other', (length) => {
    const { period, kept, phaseOf } = alignCycles(length, 4000);
    let cycles = 0;
    for (let step = 1; step < 4000; step += 1) {
      const before = phaseOf(step - 1);
      const phase = phaseOf(step);
      if (phase === 0) cycles += 1;
      else expect(phase === before + 1 || (phase === period - 1 && before === phase), `step ${step}`).toBe(true);
    }
    expect(Math.abs(cycles - 4000 / length)).toBeLessThanOrEqual(1);
    expect(kept.length).toBeLessThanOrEqual(4000);
    expect(Math.abs(kept.length - (4000 * period) / length)).toBeLessThan(period / 2 + 1);
  });

  it('keeps the year in step over eight of them, where 365 days each would be two days off', () => {
    const year = (t: number) => Math.sin((2 * Math.PI * t) / 365.25);
    const y = Float64Array.from({ length: 8 * 365 }, (_, t) => 10 + year(t));
    const [pattern] = estimateSeasons(y, [365.25], false).patterns;
    const values = pattern?.values(9 * 365 + 2) ?? new Float64Array(0);
    for (let t = 8 * 365; t < values.length; t += 1) expect(Math.abs((values[t] ?? 0) - year(t))).toBeLessThan(0.03);
  });
});

describe('how much of a pattern is believed', () => {
  it('takes a clear season nearly in full and noise hardly at all', () => {
    const normal = seededNormal(seededRandom(4));
    const noise = Float64Array.from({ length: 84 }, () => normal());
    const clear = noise.map((value, t) => value + 8 * Math.sin((2 * Math.PI * t) / 7));
    const shrinkage = (y: Float64Array) => estimateSeasons(y, [7], false).patterns[0]?.shrinkage ?? Number.NaN;
    expect(shrinkage(clear)).toBeLessThan(0.02);
    expect(shrinkage(noise)).toBeGreaterThan(0.2);
  });

  it('asks for more than two cycles', () => {
    expect(listPeriods([365.25, 7], 731)).toEqual([7, 365.25]);
    expect(listPeriods([365.25, 7], 730)).toEqual([7]);
    expect(listPeriods([1, 7, 7], 14)).toEqual([]);
  });
});
