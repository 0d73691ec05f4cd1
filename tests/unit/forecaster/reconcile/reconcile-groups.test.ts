import { describe, expect, it } from 'vitest';
import { reconcileForecasts } from '../../../../src/engines/forecaster/reconcile/reconcile-forecasts.ts';
import { reconcileGroups } from '../../../../src/engines/forecaster/reconcile/reconcile-groups.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';
import { makeForecast, solveNormalEquations } from './make-forecast.ts';

const PRODUCTS = 4;
const SHOPS = 3;
const cellIndices = Array.from({ length: PRODUCTS * SHOPS }, (_, i) => i);
/** Total, products, shops: the cells that each is the sum of. */
const SUMS = [
  cellIndices,
  ...Array.from({ length: PRODUCTS }, (_, p) => cellIndices.filter((i) => Math.floor(i / SHOPS) === p)),
  ...Array.from({ length: SHOPS }, (_, s) => cellIndices.filter((i) => i % SHOPS === s)),
];

function makeCase(seed: number, level: number) {
  const normal = seededNormal(seededRandom(seed));
  const groups = SUMS.map((cells, g) => ({
    cells,
    forecast: makeForecast(`g${g}`, [level * cells.length + 6 * normal()], Math.exp(normal())),
  }));
  const cells = cellIndices.map((i) => makeForecast(`c${i}`, [level + 5 * normal()], Math.exp(normal())));
  return { groups, cells };
}

describe('products by shop', () => {
  it('solve the normal equations', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const { groups, cells } = makeCase(seed, 5);
      const all = [...groups.map(({ forecast }) => forecast), ...cells];
      const summing = [...SUMS, ...cellIndices.map((i) => [i])].map((own) =>
        cellIndices.map((i) => (own.includes(i) ? 1 : 0)),
      );
      const expected = solveNormalEquations(
        summing,
        all.map(({ mean }) => mean[0] ?? 0),
        all.map(({ errorVariance }) => Number(errorVariance)),
      );
      const out = reconcileGroups({ cells, groups, nonNegative: false });
      expected.forEach((value, i) => {
        expect(out.cells[i]?.mean[0]).toBeCloseTo(value, 7);
      });
    }
  });

  it('stay at or above zero, add up in every way, and are the best that do', () => {
    let onFloor = 0;
    for (let seed = 1; seed <= 20; seed += 1) {
      const { groups, cells } = makeCase(seed, 1);
      const out = reconcileGroups({ cells, groups, nonNegative: true });
      const found = out.cells.map(({ mean }) => mean[0] ?? Number.NaN);
      const sumOf = (own: readonly number[], values: readonly number[]) =>
        own.reduce((sum, i) => sum + (values[i] ?? Number.NaN), 0);
      SUMS.forEach((own, g) => {
        expect(Math.abs((out.groups[g]?.mean[0] ?? 0) - sumOf(own, found))).toBeLessThan(
          1e-12 * sumOf(own, found) + 1e-15,
        );
      });
      // Karush, Kuhn and Tucker: no slope where a cell is free, uphill only where it lies on zero.
      found.forEach((value, i) => {
        const slopeOf = ({ mean, errorVariance }: (typeof cells)[number], at: number) =>
          (at - (mean[0] ?? 0)) / Number(errorVariance);
        const slope = groups
          .filter((group) => group.cells.includes(i))
          .reduce(
            (sum, group) => sum + slopeOf(group.forecast, sumOf(group.cells, found)),
            slopeOf(cells[i] ?? makeForecast('', [0], 1), value),
          );
        if (value > 0) expect(Math.abs(slope)).toBeLessThan(1e-8);
        else expect(slope).toBeGreaterThan(-1e-8);
        if (value === 0) onFloor += 1;
      });
    }
    expect(onFloor).toBeGreaterThan(20);
  });

  it('with one group are the same as members and their total', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seededRandom(seed);
      const cells = Array.from({ length: 5 }, (_, i) =>
        makeForecast(`${i}`, [10 * random(), 9], [random(), 2 * i + 1]),
      );
      const total = makeForecast('all', [20 * random(), 3], 0.7);
      const grouped = reconcileGroups({
        cells,
        groups: [{ forecast: total, cells: [0, 1, 2, 3, 4] }],
        nonNegative: true,
      });
      const plain = reconcileForecasts({ total, members: cells, nonNegative: true });
      plain.members.forEach(({ mean }, i) => {
        mean.forEach((value, h) => {
          expect(grouped.cells[i]?.mean[h]).toBeCloseTo(value, 9);
        });
      });
      expect(grouped.groups[0]?.bands).toEqual(plain.total.bands.map(() => expect.anything()));
    }
  });

  it('are closed where their shop is', () => {
    const cells = [makeForecast('a', [5], 1), makeForecast('b', [7], 1)];
    const groups = [
      { forecast: makeForecast('shop', [Number.NaN], 1), cells: [0] },
      { forecast: makeForecast('all', [20], 1), cells: [0, 1] },
    ];
    const out = reconcileGroups({ cells, groups, nonNegative: true });
    expect(out.cells[0]).toMatchObject({ mean: Float64Array.of(0) });
    expect(out.cells[0]?.bands[0]?.high[0]).toBe(0);
    expect(out.cells[1]?.mean[0]).toBeCloseTo(13.5, 12);
    expect(out.groups[1]?.mean[0]).toBeCloseTo(13.5, 12);
  });

  it('stay finite, exact and not below zero on hostile input', () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = seededRandom(seed);
      const odd = [0, 1e-300, 1e300, -1e300, Number.POSITIVE_INFINITY, Number.NaN, 5, -5, 1e9, 3, 4];
      const pick = () => odd[Math.floor(random() * odd.length)] ?? 0;
      const cells = cellIndices.map((i) => makeForecast(`c${i}`, [pick()], pick()));
      const groups = SUMS.map((own, g) => ({ cells: own, forecast: makeForecast(`g${g}`, [pick()], pick()) }));
      const out = reconcileGroups({ cells, groups, nonNegative: true });
      const found = out.cells.map(({ mean }) => mean[0] ?? Number.NaN);
      expect(
        found.every((value) => Number.isFinite(value) && value >= 0),
        `seed ${seed}`,
      ).toBe(true);
      SUMS.forEach((own, g) => {
        const sum = own.reduce((total, i) => total + (found[i] ?? 0), 0);
        expect(Math.abs((out.groups[g]?.mean[0] ?? Number.NaN) - sum)).toBeLessThanOrEqual(1e-12 * sum);
      });
    }
  });
});
