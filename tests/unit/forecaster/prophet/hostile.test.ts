import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../../src/calendar/civil-day.ts';
import { fitProphet } from '../../../../src/engines/forecaster/prophet/fit-prophet.ts';
import type { ProphetInput } from '../../../../src/engines/forecaster/prophet/types.ts';
import { seededRandom } from '../seeded-random.ts';

const START = dayNumber('2022-01-03');
const random = seededRandom(7);
const noise = Float64Array.from({ length: 2000 }, () => random() - 0.5);
const usual = (i: number) => 100 + 10 * Math.sin((2 * Math.PI * i) / 7) + 8 * (noise[i] ?? 0);

const daily = (length: number, value: (i: number) => number, horizon = 14): ProphetInput => ({
  y: Float64Array.from({ length }, (_, i) => value(i)),
  days: Array.from({ length: length + horizon }, (_, i) => START + i),
  grain: 'day',
});

/** The forecast and every part of it; throws the reason of a refusal. */
function readAll(input: ProphetInput): { forecast: Float64Array; everything: number[] } {
  const model = fitProphet(input);
  if (!model.ok) throw new Error(model.reason);
  const count = input.days.length;
  const { trend, weekly = [], yearly = [], regressors } = model.components(0, count);
  const numbers = Object.values(model.parameters).filter((value) => typeof value === 'number');
  const parts = Object.values(regressors).flatMap((part) => [...part]);
  const forecast = model.predict(input.y.length, count - input.y.length);
  return { forecast, everything: [...model.predict(0, count), ...trend, ...weekly, ...yearly, ...parts, ...numbers] };
}

describe('fitProphet on what nobody would send', () => {
  const series: readonly (readonly [string, ProphetInput])[] = [
    ['ten points', daily(10, usual)],
    ['1,461 points', daily(1461, usual, 90)],
    ['tiny values', daily(60, (i) => usual(i) * 1e-302)],
    ['huge values', daily(60, (i) => usual(i) * 1e305)],
    ['both signs at the edge', daily(60, (i) => (i % 2 === 0 ? 1 : -1) * Number.MAX_VALUE)],
    ['one spike among zeros', daily(60, (i) => (i === 30 ? 1e300 : 0))],
    ['all but equal', daily(60, (i) => 1 + i * 1e-16)],
    ['a straight line', daily(60, (i) => i)],
    ['a perfect week', daily(60, (i) => i % 7)],
    ['mostly gaps', daily(300, (i) => (i % 17 === 0 ? usual(i) : Number.NaN))],
    ['infinities', daily(60, (i) => (i % 9 === 0 ? Number.POSITIVE_INFINITY : usual(i)))],
    ['a hole of a year', daily(800, (i) => (i > 200 && i < 565 ? Number.NaN : usual(i)))],
    ['days twice', { ...daily(60, usual), days: Array.from({ length: 74 }, (_, i) => START + (i >> 1)) }],
    ['days backwards', { ...daily(60, usual), days: Array.from({ length: 74 }, (_, i) => START - i) }],
    ['multiplicative through zero', { ...daily(60, (i) => usual(i) - 100), mode: 'multiplicative' }],
  ];
  it.each(series)('%s: every number is finite', (_name, input) => {
    expect(readAll(input).everything.filter((value) => !Number.isFinite(value))).toEqual([]);
  });

  it.each([
    ['zeros', 0],
    ['a constant', 42.5],
    ['a huge constant', 1e300],
    ['a tiny negative constant', -1e-300],
  ])('%s: goes on as it is', (_name, value) => {
    expect([...readAll(daily(60, () => value)).forecast]).toEqual(new Array(14).fill(value));
  });

  it.each([
    ['seven points', daily(7, usual), 7],
    ['nothing known', daily(60, () => Number.NaN), 0],
    ['no points', daily(0, usual), 0],
    ['all on one day', { ...daily(60, usual), days: new Array(74).fill(START) }, 60],
  ])('%s: refused as too short', (_name, input, have) => {
    expect(fitProphet(input)).toEqual({ ok: false, reason: 'too-short', needed: 8, have });
  });

  it.each([
    ['NaN', () => Number.NaN],
    ['a constant', () => 1e300],
    ['huge and tiny by turns', (i: number) => (i % 2 === 0 ? 1e300 : 1e-300)],
    ['known only in the past', (i: number) => (i < 60 ? i : Number.NaN)],
    ['far from the past in the future', (i: number) => (i < 60 ? i % 5 : 1e300)],
  ])('a regressor of %s: every number is finite', (_name, value) => {
    const values = Array.from({ length: 74 }, (_, i) => value(i));
    const { everything } = readAll({ ...daily(60, usual), regressors: [{ name: '__proto__', values }] });
    expect(everything.filter((number) => !Number.isFinite(number))).toEqual([]);
  });

  it('asks outside of the days: a RangeError', () => {
    const model = fitProphet(daily(60, usual));
    expect(() => model.ok && model.predict(60, 15)).toThrow(RangeError);
  });

  it('any of 150 random series: finite, or refused', () => {
    for (let n = 0; n < 150; n += 1) {
      const scale = 10 ** Math.round(600 * random() - 300);
      const kind = Math.floor(random() * 4);
      let level = 0;
      const value = (i: number) => {
        level += random() - 0.5;
        const shapes = [level, random() < 0.8 ? 0 : random(), Math.exp(20 * random()), i < 40 ? 0 : 1 + random()];
        return random() < 0.05 ? Number.NaN : (shapes[kind] ?? 0) * scale;
      };
      const input = {
        ...daily(10 + Math.floor(random() * 100), value),
        mode: random() < 0.5 ? 'additive' : 'multiplicative',
      } as const;
      const model = fitProphet(input);
      if (model.ok) expect([...model.predict(0, input.days.length)].every(Number.isFinite)).toBe(true);
      else expect(model.reason).toBe('too-short');
    }
  });
});
