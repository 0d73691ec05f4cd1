import { describe, expect, it } from 'vitest';
import { multiplyBlocks, rootsBeyond, toBlocks } from '../../../../src/engines/forecaster/arima/arma-polynomials.ts';
import { filledLikelihood, knownLikelihood } from '../../../../src/engines/forecaster/arima/estimate-arima.ts';
import { fillCovariance, startingCovariances } from '../../../../src/engines/forecaster/arima/stationary-start.ts';
import { makeDifferencing, takeDifferences } from '../../../../src/engines/forecaster/arima/take-differences.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';
import { estimateOrder, makeOrder, makeSample } from './estimate-order.ts';

/** ln L of a Gaussian vector from its covariance matrix, by Cholesky: the definition. */
function denseLogLikelihood(y: readonly number[], covariance: (i: number, j: number) => number): number {
  const n = y.length;
  const lower: number[][] = y.map(() => new Array<number>(n).fill(0));
  let logDeterminant = 0;
  let squares = 0;
  const solved: number[] = [];
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = covariance(i, j);
      for (let k = 0; k < j; k += 1) sum -= (lower[i]?.[k] ?? 0) * (lower[j]?.[k] ?? 0);
      const row = lower[i];
      if (row !== undefined) row[j] = i === j ? Math.sqrt(sum) : sum / (lower[j]?.[j] ?? 1);
    }
    let left = y[i] ?? 0;
    for (let k = 0; k < i; k += 1) left -= (lower[i]?.[k] ?? 0) * (solved[k] ?? 0);
    solved.push(left / (lower[i]?.[i] ?? 1));
    logDeterminant += 2 * Math.log(lower[i]?.[i] ?? 1);
    squares += (solved[i] ?? 0) ** 2;
  }
  return -0.5 * (n * (Math.log((2 * Math.PI * squares) / n) + 1) + logDeterminant);
}

/** Autocovariance of an ARMA process by summing its impulse response far out. */
function summedCovariances(phi: Float64Array, theta: Float64Array, lags: number): number[] {
  const psi: number[] = [];
  for (let j = 0; j < 4000; j += 1) {
    let value = j === 0 ? 1 : (theta[j - 1] ?? 0);
    phi.forEach((weight, i) => {
      value += weight * (psi[j - 1 - i] ?? 0);
    });
    psi.push(value);
  }
  return Array.from({ length: lags + 1 }, (_, lag) =>
    psi.reduce((sum, value, j) => sum + value * (psi[j + lag] ?? 0), 0),
  );
}

const order = makeOrder([2, 0, 1], { P: 1, Q: 1, m: 4 });
const free = Float64Array.of(0.6, -0.4, 0.5, 0.3, -0.7);
const arma = multiplyBlocks(toBlocks(order, free), 4);
const normal = seededNormal(seededRandom(11));
const noise = Array.from({ length: 40 }, normal);

describe('the exact likelihood', () => {
  const gamma = summedCovariances(arma.phi, arma.theta, 50);

  it('is the density of the vector with the process’s own covariance matrix', () => {
    const dense = denseLogLikelihood(noise, (i, j) => gamma[Math.abs(i - j)] ?? 0);
    const sample = makeSample(noise);
    expect(filledLikelihood(sample, order).profile(arma)?.logLikelihood).toBeCloseTo(dense, 7);
    expect(knownLikelihood(sample, order).profile(arma)?.logLikelihood).toBeCloseTo(dense, 7);
  });

  it('leaves missing values out of that density', () => {
    const gone = new Set([3, 4, 17, 39]);
    const kept = noise.map((_, t) => t).filter((t) => !gone.has(t));
    const dense = denseLogLikelihood(
      kept.map((t) => noise[t] ?? 0),
      (i, j) => gamma[Math.abs((kept[i] ?? 0) - (kept[j] ?? 0))] ?? 0,
    );
    const sample = makeSample(noise.map((value, t) => (gone.has(t) ? Number.NaN : value)));
    expect(knownLikelihood(sample, order).profile(arma)?.logLikelihood).toBeCloseTo(dense, 7);
  });

  it('starts from a covariance that one step of the process leaves as it is (P = TPT′ + RR′)', () => {
    const row = startingCovariances(arma) ?? new Float64Array(0);
    const r = row.length;
    const full = fillCovariance(arma, row);
    const entry = (i: number, j: number) => (i < r && j < r ? (full[i * r + j] ?? 0) : 0);
    const phi = (i: number) => arma.phi[i] ?? 0;
    const load = (i: number) => (i === 0 ? 1 : (arma.theta[i - 1] ?? 0));
    for (let i = 0; i < r; i += 1) {
      for (let j = 0; j < r; j += 1) {
        const moved =
          phi(i) * phi(j) * entry(0, 0) + phi(i) * entry(0, j + 1) + phi(j) * entry(i + 1, 0) + entry(i + 1, j + 1);
        expect(entry(i, j)).toBeCloseTo(moved + load(i) * load(j), 9);
      }
    }
    expect(row[0]).toBeCloseTo(gamma[0] ?? 0, 9);
  });

  it('reads missing values in differenced series through the levels on both sides', () => {
    // A random walk with one value missing: two steps of variance one become one of variance two.
    const walk = [0, 1, 3, 2, 4, 5];
    const holed = makeSample(walk.map((value, t) => (t === 3 ? Number.NaN : value)));
    const profile = knownLikelihood(holed, makeOrder([0, 1, 0])).profile({
      phi: new Float64Array(0),
      theta: new Float64Array(0),
    });
    // Squared innovations: 1, 4, (4 − 3)²/2, 1.
    expect(profile?.variance).toBeCloseTo(6.5 / 4, 9);
    expect(profile?.logLikelihood).toBeCloseTo(-0.5 * (4 * (Math.log((2 * Math.PI * 6.5) / 4) + 1) + Math.log(2)), 9);
  });
});

describe('polynomials', () => {
  it('differences as (1 − B)(1 − B⁴)', () => {
    const differencing = makeDifferencing({ d: 1, D: 1, m: 4 });
    expect([...differencing.weights]).toEqual([1, 0, 0, 1, -1]);
    expect([...takeDifferences(Float64Array.of(1, 4, 9, 16, 25, 36, 50), differencing)]).toEqual([8, 9]);
  });

  it('knows where the roots lie: 1 − 1.25B + 0.375B² has them at 4/3 and 2', () => {
    const coefficients = Float64Array.of(1.25, -0.375);
    expect(rootsBeyond(coefficients, 1.33)).toBe(true);
    expect(rootsBeyond(coefficients, 1.34)).toBe(false);
  });

  it('keeps every free number stationary and invertible', () => {
    const random = seededRandom(3);
    for (let k = 0; k < 200; k += 1) {
      const blocks = toBlocks(
        makeOrder([3, 0, 2]),
        Float64Array.from({ length: 5 }, () => 6 * random() - 3),
      );
      expect(rootsBeyond(blocks.ar, 1)).toBe(true);
      expect(
        rootsBeyond(
          blocks.ma.map((value) => -value),
          1,
        ),
      ).toBe(true);
    }
  });
});

describe('simulated processes', () => {
  it('gets an ARMA(1,1) back within three standard errors', () => {
    const shock = seededNormal(seededRandom(21));
    const y: number[] = [];
    let before = shock();
    for (let t = 0; t < 1200; t += 1) {
      const now = shock();
      y.push(0.7 * (y[t - 1] ?? 0) + now + 0.4 * before);
      before = now;
    }
    const { blocks, profile } = estimateOrder(makeSample(y), makeOrder([1, 0, 1]), 'fast');
    // Box & Jenkins 1976, §7.2: Var φ̂ = (1−φ²)(1+φθ)²/(n(φ+θ)²), Var θ̂ = (1−θ²)(1+φθ)²/(n(φ+θ)²).
    expect(Math.abs((blocks.ar[0] ?? 0) - 0.7)).toBeLessThan(0.072);
    expect(Math.abs((blocks.ma[0] ?? 0) - 0.4)).toBeLessThan(0.093);
    expect(Math.abs(profile.variance - 1)).toBeLessThan(0.123);
  });

  it('gets a regressor’s effect back from under correlated errors', () => {
    const random = seededRandom(22);
    const shock = seededNormal(random);
    const promotion = Float64Array.from({ length: 300 }, () => (random() < 0.2 ? 1 : 0));
    let error = 0;
    const y = promotion.map((x) => {
      error = 0.8 * error + shock();
      return 50 + 6 * x + error;
    });
    const estimate = estimateOrder(makeSample(y, [promotion]), makeOrder([1, 0, 0], { constant: true }), 'fast');
    expect(Math.abs((estimate.profile.coefficients[1] ?? 0) - 6)).toBeLessThan(0.4);
    expect(Math.abs((estimate.blocks.ar[0] ?? 0) - 0.8)).toBeLessThan(0.11);
  });
});
