import { describe, expect, it } from 'vitest';
import { reconcileForecasts } from '../../../../src/engines/forecaster/reconcile/reconcile-forecasts.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';
import { makeForecast, solveNormalEquations } from './make-forecast.ts';

const sumAt = (members: readonly { readonly mean: Float64Array }[], h: number) =>
  members.reduce((sum, { mean }) => sum + (mean[h] ?? Number.NaN), 0);

describe('members and their total', () => {
  it('share the gap by their variances', () => {
    // Gap 12 over variances 1 (total), 2 and 3: the total gives way 2, the members 4 and 6.
    const { total, members } = reconcileForecasts({
      total: makeForecast('all', [42], 1),
      members: [makeForecast('a', [10], 2), makeForecast('b', [20], 3)],
      nonNegative: true,
    });
    expect(total.mean[0]).toBeCloseTo(40, 12);
    expect(members.map(({ mean }) => mean[0])).toEqual([expect.closeTo(14, 12), expect.closeTo(26, 12)]);
  });

  it('solve the normal equations', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const normal = seededNormal(seededRandom(seed));
      const count = 2 + (seed % 9);
      const means = Array.from({ length: count }, () => 50 * normal());
      const variances = Array.from({ length: count + 1 }, () => Math.exp(2 * normal()));
      const wanted = 200 * normal();
      const { members } = reconcileForecasts({
        total: makeForecast('all', [wanted], variances[0] ?? 1),
        members: means.map((mean, i) => makeForecast(`${i}`, [mean], variances[i + 1] ?? 1)),
        nonNegative: false,
      });
      const summing = [means.map(() => 1), ...means.map((_, i) => means.map((__, j) => (i === j ? 1 : 0)))];
      solveNormalEquations(summing, [wanted, ...means], variances).forEach((expected, i) => {
        expect(members[i]?.mean[0]).toBeCloseTo(expected, 8);
      });
    }
  });

  it('stay at or above zero, and are the best that do: no small exchange makes them better', () => {
    let onFloor = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seededRandom(seed);
      const means = Array.from({ length: 6 }, () => 10 * random());
      const variances = Array.from({ length: 6 }, () => 0.1 + 20 * random());
      const wanted = 15 * random();
      const { total, members } = reconcileForecasts({
        total: makeForecast('all', [wanted], 0.5),
        members: means.map((mean, i) => makeForecast(`${i}`, [mean], variances[i] ?? 1)),
        nonNegative: true,
      });
      const found = members.map(({ mean }) => mean[0] ?? Number.NaN);
      const loss = (values: readonly number[]) =>
        values.reduce((sum, value, i) => sum + (value - (means[i] ?? 0)) ** 2 / (variances[i] ?? 1), 0) +
        (values.reduce((a, b) => a + b, 0) - wanted) ** 2 / 0.5;
      expect(found.every((value) => value >= 0)).toBe(true);
      onFloor += found.filter((value) => value === 0).length;
      expect(total.mean[0]).toBeCloseTo(
        found.reduce((a, b) => a + b, 0),
        12,
      );
      const least = loss(found);
      found.forEach((value, i) => {
        for (const move of [1e-3, -1e-3]) {
          const tried = found.with(i, Math.max(0, value + move));
          expect(loss(tried)).toBeGreaterThanOrEqual(least - 1e-12);
          found.forEach((other, j) => {
            if (j !== i && other >= 1e-3 && value + move >= 0) {
              expect(loss(tried.with(j, Math.max(0, other - move)))).toBeGreaterThanOrEqual(least - 1e-12);
            }
          });
        }
      });
    }
    expect(onFloor).toBeGreaterThan(20);
  });

  it('add up at every step and over every window, closed ones at zero', () => {
    const random = seededRandom(7);
    const steps = 28;
    const draw = (level: number) =>
      Array.from({ length: steps }, (_, h) => (h % 7 === 6 ? Number.NaN : level * (0.5 + random())));
    const b = draw(40).map((value, h) => (h === 3 ? Number.NaN : value));
    const { total, members } = reconcileForecasts({
      total: makeForecast(
        'all',
        draw(100),
        Array.from({ length: steps }, (_, h) => 9 + h),
      ),
      members: [makeForecast('a', draw(50), 30), makeForecast('b', b, 12), makeForecast('c', draw(1), 1)],
      nonNegative: true,
    });
    for (let h = 0; h < steps; h += 1) {
      const sum = sumAt(members, h);
      expect(Math.abs((total.mean[h] ?? 0) - sum)).toBeLessThanOrEqual(1e-12 * Math.abs(sum));
      if (h % 7 === 6) expect([sum, total.bands[1]?.high[h], members[0]?.bands[0]?.high[h]]).toEqual([0, 0, 0]);
    }
    expect(members[1]?.mean[3]).toBe(0);
    const windows = members.map(({ windows: [window] }) => window?.mean ?? Number.NaN);
    const all = total.windows[0]?.mean ?? Number.NaN;
    expect(Math.abs(windows.reduce((x, y) => x + y, 0) / all - 1)).toBeLessThan(1e-12);
    expect(all).toBeCloseTo(
      total.mean.reduce((x, y) => x + y, 0),
      9,
    );
  });

  it('take their intervals along: as wide, never inverted, a low end on zero staying there', () => {
    const { members } = reconcileForecasts({
      total: makeForecast('all', [30, 1], 1e-6),
      members: [makeForecast('a', [10, 10], 1, 4), makeForecast('b', [3, 3], 1, 2)],
      nonNegative: true,
    });
    const [a, b] = members;
    const read = (member: typeof a, level: number, h: number) => {
      const band = member?.bands.find((one) => one.level === level);
      return [band?.low[h], member?.mean[h], band?.high[h]].map((value) => Math.round((value ?? 0) * 100) / 100);
    };
    expect(read(a, 80, 0)).toEqual([14.5, 18.5, 22.5]);
    expect(read(a, 95, 0)).toEqual([10.5, 18.5, 26.5]);
    expect(read(b, 80, 0)).toEqual([9.5, 11.5, 13.5]);
    expect(read(b, 95, 0)).toEqual([0, 11.5, 15.5]);
    expect(read(a, 80, 1)).toEqual([0, 1, 5]);
    expect(read(b, 95, 1)).toEqual([0, 0, 4]);
  });

  it('hardly move what was never wrong, and move in proportion where nothing ever was', () => {
    const sure = reconcileForecasts({
      total: makeForecast('all', [100], 0),
      members: [makeForecast('a', [30], 0), makeForecast('b', [50], 4)],
      nonNegative: true,
    });
    expect(sure.total.mean[0]).toBeCloseTo(100, 6);
    expect(sure.members[0]?.mean[0]).toBeCloseTo(30, 6);
    const { members } = reconcileForecasts({
      total: makeForecast('all', [80], 0),
      members: [makeForecast('a', [20], 0), makeForecast('b', [0], 0), makeForecast('c', [40], 0)],
      nonNegative: true,
    });
    expect(members[1]?.mean[0]).toBeCloseTo(0, 6);
    expect(members.reduce((sum, { mean }) => sum + (mean[0] ?? 0), 0)).toBeGreaterThan(60);
  });

  it('stay finite, ordered and exact on hostile input', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seededRandom(seed);
      const odd = [0, 1e-300, 1e300, -1e300, Number.POSITIVE_INFINITY, Number.NaN, 5, -5, 1e9];
      const pick = () => odd[Math.floor(random() * odd.length)] ?? 0;
      const make = (id: string) => makeForecast(id, [pick(), pick(), random()], seed % 2 === 0 ? pick() : random());
      const nonNegative = seed % 3 !== 0;
      const members = Array.from({ length: seed % 6 }, (_, i) => make(`${i}`));
      const out = reconcileForecasts({ total: make('all'), members, nonNegative });
      for (let h = 0; h < 3; h += 1) {
        const size = out.members.reduce((most, { mean }) => Math.max(most, Math.abs(mean[h] ?? 0)), 0);
        expect(Math.abs((out.total.mean[h] ?? Number.NaN) - sumAt(out.members, h))).toBeLessThanOrEqual(1e-9 * size);
        for (const { mean, bands } of [out.total, ...out.members]) {
          const [narrow, wide] = bands;
          const ends = [wide?.low[h], narrow?.low[h], mean[h], narrow?.high[h], wide?.high[h]];
          expect(ends.every(Number.isFinite), `seed ${seed} step ${h}: ${ends}`).toBe(true);
          expect(
            ends.every((value, k) => k === 0 || (value ?? 0) >= (ends[k - 1] ?? 0)),
            `seed ${seed}: ${ends}`,
          ).toBe(true);
          if (nonNegative) expect(ends[0]).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });
});
