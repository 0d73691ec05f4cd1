import { factorCholesky, solveLower, solveUpper } from '../estimation/cholesky.ts';
import { dot, whiten } from '../estimation/local-level.ts';
import { logNormalCdf } from '../estimation/normal.ts';
import type { RandomSource } from '../estimation/seeded-random.ts';
import { drawAbove, drawGamma, drawIndex, seedRandom } from '../estimation/seeded-random.ts';
import type { CurveCandidate } from './curve-candidates.ts';

export interface SamplerInput {
  /** One value a period, NaN where unknown. */
  readonly target: Float64Array;
  readonly background: readonly Float64Array[];
  /** Candidates of each channel. */
  readonly candidates: readonly (readonly CurveCandidate[])[];
  /** How much the base wanders (see `whiten`). */
  readonly drift: number;
  readonly seed: number;
}

export interface SampledChannel {
  /** Which candidate, and its result at the highest felt spend. */
  readonly draws: readonly { readonly candidate: number; readonly size: number }[];
}

const WARM_UP = 500;
const DRAWS = 200;
/** Sweeps between two draws that are kept. */
const APART = 10;
/** The size of an effect at the highest spend is believed to be within about this share of the mean result. */
const USUAL_SIZE = 0.5;

/**
 * Gibbs sampling: for each channel in turn its candidate (its size integrated out: a normal cut off at zero) and then
 * its size, then the background, then the noise. Everything runs on products of columns made once, so that a sweep
 * costs next to nothing.
 */
export function sampleResponses({
  target,
  background,
  candidates,
  drift,
  seed,
}: SamplerInput): readonly SampledChannel[] {
  const known = target.filter((value) => !Number.isNaN(value));
  const scale = known.reduce((sum, value) => sum + Math.abs(value), 0) / known.length || 1;
  const columns = [...background, ...candidates.flatMap((list) => list.map(({ column }) => column))];
  const white = whiten(
    target.map((value) => value / scale),
    columns,
    drift,
  );
  const random = seedRandom(seed);
  const chain = createChain(white.target, white.columns, background.length, candidates, random);
  const kept = candidates.map((): { candidate: number; size: number }[] => []);
  for (let sweep = 0; sweep < WARM_UP + DRAWS * APART; sweep += 1) {
    chain.sweep();
    if (sweep < WARM_UP || (sweep - WARM_UP) % APART !== 0) continue;
    for (const [i, { candidate, size }] of chain.read().entries()) kept[i]?.push({ candidate, size: size * scale });
  }
  return kept.map((draws) => ({ draws }));
}

function createChain(
  y: Float64Array,
  columns: readonly Float64Array[],
  base: number,
  candidates: readonly (readonly CurveCandidate[])[],
  random: RandomSource,
) {
  const count = columns.length;
  const products = new Float64Array(count * count);
  columns.forEach((a, i) => {
    columns.forEach((b, j) => {
      if (j <= i) products[i * count + j] = products[j * count + i] = dot(a, b);
    });
  });
  const withY = Float64Array.from(columns, (column) => dot(column, y));
  const yy = dot(y, y);
  /** Weight of each column now: the background's coefficients, and the size of each channel at its candidate. */
  const weights = new Float64Array(count);
  const active: number[] = Array.from({ length: base }, (_, i) => i);
  const starts = candidates.map((_, c) => base + candidates.slice(0, c).reduce((sum, list) => sum + list.length, 0));
  const chosen = starts.map((start, c) => start + Math.floor((candidates[c]?.length ?? 1) / 2));
  let variance = Math.max(yy / Math.max(1, y.length), 1e-12);
  const used = () => [...active, ...chosen];
  const left = (column: number, skip: number) =>
    used().reduce(
      (sum, other) => (other === skip ? sum : sum - (weights[other] ?? 0) * (products[column * count + other] ?? 0)),
      withY[column] ?? 0,
    );

  const drawChannel = (c: number) => {
    const list = candidates[c] ?? [];
    const start = starts[c] ?? 0;
    const skip = chosen[c] ?? start;
    const means = new Float64Array(list.length);
    const spreads = new Float64Array(list.length);
    const logs = list.map((_, g) => {
      const column = start + g;
      const precision = (products[column * count + column] ?? 0) / variance + 1 / USUAL_SIZE ** 2;
      const mean = left(column, skip) / variance / precision;
      means[g] = mean;
      spreads[g] = 1 / Math.sqrt(precision);
      return 0.5 * mean ** 2 * precision - 0.5 * Math.log(precision) + logNormalCdf(mean * Math.sqrt(precision));
    });
    weights[skip] = 0;
    const g = drawIndex(random, Float64Array.from(logs));
    chosen[c] = start + g;
    weights[start + g] = drawAbove(random, means[g] ?? 0, spreads[g] ?? 1, 0);
  };

  const drawBackground = () => {
    const precision = new Float64Array(base * base);
    const right = new Float64Array(base);
    for (let i = 0; i < base; i += 1) {
      for (let j = 0; j <= i; j += 1) precision[i * base + j] = (products[i * count + j] ?? 0) / variance;
      // A background coefficient beyond ten times the mean result is not believed.
      precision[i * base + i] = (precision[i * base + i] ?? 0) + 0.01;
      const rest = chosen.reduce(
        (sum, other) => sum - (weights[other] ?? 0) * (products[i * count + other] ?? 0),
        withY[i] ?? 0,
      );
      right[i] = rest / variance;
    }
    const factor = factorCholesky(precision, base);
    if (!factor) return;
    const noise = Float64Array.from({ length: base }, () => random.normal());
    const half = solveLower(factor, right);
    weights.set(
      solveUpper(
        factor,
        half.map((value, i) => value + (noise[i] ?? 0)),
      ),
    );
  };

  const drawVariance = () => {
    const rest = used().reduce((sum, i) => sum - (weights[i] ?? 0) * ((withY[i] ?? 0) + left(i, -1)), yy);
    variance = Math.max(rest / 2, 1e-10) / drawGamma(random, Math.max(y.length / 2, 1));
  };

  return {
    sweep: () => {
      for (let c = 0; c < candidates.length; c += 1) drawChannel(c);
      if (base > 0) drawBackground();
      drawVariance();
    },
    read: () => chosen.map((column, c) => ({ candidate: column - (starts[c] ?? 0), size: weights[column] ?? 0 })),
  };
}
