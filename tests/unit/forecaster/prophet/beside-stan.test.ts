import { optimizer } from '@bsull/augurs-prophet-wasmstan';
import { describe, expect, it } from 'vitest';
import { maximisePosterior } from '../../../../src/engines/forecaster/prophet/maximise-posterior.ts';
import type { PosteriorData, PosteriorFit } from '../../../../src/engines/forecaster/prophet/posterior.ts';
import { searchPosterior } from '../../../../src/engines/forecaster/prophet/search-posterior.ts';
import { solvePenalised } from '../../../../src/engines/forecaster/prophet/solve-penalised.ts';
import { evaluateTrend, placeChangePoints } from '../../../../src/engines/forecaster/prophet/trend.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

function drawCurve({ t, changeTimes, columns, multiplicative }: PosteriorData, fit: PosteriorFit): Float64Array {
  return evaluateTrend({ ...fit, changeTimes }, t).map((level, i) => {
    const season = columns.reduce((sum, column, j) => sum + (column[i] ?? 0) * (fit.beta[j] ?? 0), 0);
    return multiplicative ? level * (1 + season) : level + season;
  });
}

const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value ** 2, 0);

/** The logarithm of Prophet's posterior as its Stan model writes it, up to a constant. */
function logPosterior(data: PosteriorData, fit: PosteriorFit): number {
  const { y, priorScales } = data;
  const curve = drawCurve(data, fit);
  const residuals = y.map((value, i) => value - (curve[i] ?? 0));
  const changes = fit.delta.reduce((sum, change) => sum + Math.abs(change), 0);
  return (
    -(fit.k ** 2 + fit.m ** 2) / (2 * 5 ** 2) -
    changes / 0.05 -
    fit.noise ** 2 / (2 * 0.5 ** 2) -
    squares(fit.beta.map((value, j) => value / (priorScales[j] ?? 1))) / 2 -
    y.length * Math.log(fit.noise) -
    squares(residuals) / (2 * fit.noise ** 2)
  );
}

/** Prophet's own model, compiled from Stan, from the start that R's Prophet takes. */
function runStan({ y, t, changeTimes, columns, priorScales, multiplicative }: PosteriorData): PosteriorFit {
  const first = y[0] ?? 0;
  const start = {
    k: (y.at(-1) ?? 0) - first,
    m: first,
    delta: new Float64Array(changeTimes.length),
    beta: new Float64Array(columns.length),
    sigmaObs: 1,
  };
  const data = JSON.stringify({
    T: t.length,
    K: columns.length,
    S: changeTimes.length,
    y: [...y],
    t: [...t],
    cap: [...t],
    t_change: [...changeTimes],
    trend_indicator: 0,
    s_a: columns.map(() => (multiplicative ? 0 : 1)),
    s_m: columns.map(() => (multiplicative ? 1 : 0)),
    X: Array.from(t, (_, i) => columns.map((column) => column[i])),
    sigmas: priorScales,
    tau: 0.05,
  });
  const { params } = optimizer.optimize(start, data, { algorithm: 'lbfgs' });
  return { ...params, noise: params.sigmaObs };
}

function makeData(length: number, multiplicative: boolean, seed: number): PosteriorData {
  const normal = seededNormal(seededRandom(seed));
  const t = Float64Array.from({ length }, (_, i) => i / (length - 1));
  const columns = [1, 2].flatMap((k) => [
    t.map((_, i) => Math.sin((2 * Math.PI * k * i) / 12)),
    t.map((_, i) => Math.cos((2 * Math.PI * k * i) / 12)),
  ]);
  const y = t.map((time, i) => {
    const trend = 0.4 + 0.5 * time - 0.6 * Math.max(0, time - 0.5);
    const season = 0.1 * (columns[0]?.[i] ?? 0) + 0.05 * normal();
    return multiplicative ? trend * (1 + season) : trend + season;
  });
  return { y, t, changeTimes: placeChangePoints(t), columns, priorScales: [10, 10, 10, 10], multiplicative };
}

const cases = [1, 2, 3].flatMap((seed) => [
  makeData(60, false, seed),
  makeData(60, true, seed),
  makeData(200, false, seed),
  makeData(200, true, seed),
]);
const describeCase = (data: PosteriorData) =>
  [`${data.y.length} values, ${data.multiplicative ? 'multiplicative' : 'additive'}`, data] as const;

describe('beside Stan itself', () => {
  it.each(cases.map(describeCase))('%s: as probable as what Stan finds, or more', (_name, data) => {
    const stan = runStan(data);
    const best = maximisePosterior(data);
    const searched = searchPosterior(data);
    if (best === null || searched === null) throw new Error('nothing found');
    expect(logPosterior(data, best)).toBeGreaterThanOrEqual(logPosterior(data, stan));
    // The same search over the same kinks, but not the same rounding: apart by a small part of the noise.
    const beside = drawCurve(data, stan);
    const apart = drawCurve(data, searched).map((value, i) => value - (beside[i] ?? 0));
    expect(Math.sqrt(squares(apart) / apart.length)).toBeLessThan(0.25 * stan.noise);
  });
});

describe('maximisePosterior', () => {
  it.each(cases.map(describeCase))('%s: nothing near is more probable', (_name, data) => {
    const best = maximisePosterior(data);
    if (best === null) throw new Error('no maximum');
    const highest = logPosterior(data, best);
    const random = seededRandom(9);
    const move = (value: number) => value + (random() < 0.2 ? 0.002 * (random() - 0.5) : 0);
    for (let trial = 0; trial < 200; trial += 1) {
      const near = { k: move(best.k), m: move(best.m), delta: best.delta.map(move), beta: best.beta.map(move) };
      expect(logPosterior(data, { ...near, noise: best.noise * (1 + 0.1 * (random() - 0.5)) })).toBeLessThan(highest);
    }
  });
});

describe('solvePenalised', () => {
  const rows = (...lines: number[][]) => lines.map((line) => Float64Array.from(line));

  it('is a soft threshold where the coefficients do not touch each other', () => {
    const H = rows([1, 0, 0], [0, 2, 0], [0, 0, 1]);
    const problem = { H, g: Float64Array.of(3, -4, 0.5), l1: Float64Array.of(1, 1, 1) };
    const solution = solvePenalised(problem, Float64Array.of(-9, 0, 9));
    [2, -1.5, 0].forEach((value, j) => {
      expect(solution?.[j]).toBeCloseTo(value, 12);
    });
  });

  it('leaves a coefficient without a penalty free, and says so where there is no solution', () => {
    const g = Float64Array.of(1, 1);
    const l1 = Float64Array.of(0, 10);
    expect(solvePenalised({ H: rows([4, 1], [1, 4]), g, l1 }, new Float64Array(2))).toEqual(Float64Array.of(0.25, 0));
    expect(solvePenalised({ H: rows([-1, 0], [0, 1]), g, l1 }, new Float64Array(2))).toBeNull();
  });
});
