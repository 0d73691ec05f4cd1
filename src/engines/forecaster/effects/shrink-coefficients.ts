import type { SymmetricMatrix } from './normal-matrix.ts';

/** What is known of one column beside the normal matrix. */
export interface Evidence {
  /** Columns of one group learn from each other how often there is an effect, and how large it is. */
  readonly group: 'flag' | 'number';
  /** Times it was seen apart from each other; effects differ from one to the next. Infinity: no matter. */
  readonly occasions: number;
  /** How much further apart its occasions were than noise explains; 1: not at all. */
  readonly disagreement: number;
}

export interface Shrunk {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/** Sizes an effect may have, as standard deviations of the logarithm. The first: none. */
const SIZES = [0, 0.03, 0.06, 0.12, 0.25, 0.5, 1];

/** Effects that were none, counted beside those looked at: doubt comes first. */
const DOUBT = 4;

/** How much an effect varies from one occasion to the next, as a share of its size. */
const VARIES = 0.5;

/** Steps that are off for a reason nobody wrote down, and how far, in deviations of the noise. */
const ODD_SHARE = 0.04;
const ODD_SIZE = 4;

const SWEEPS = 60;

/**
 * Draws coefficients to zero by how sure they are: each is taken to come from a mixture of "no effect" and normal
 * distributions of several widths, whose shares are learned from all columns of a group (adaptive shrinkage, Stephens
 * 2017; one after the other with the others held, as in Kim et al. 2024, "mr.ash"). An occasion seen once may also
 * have been an odd day.
 *
 * @param normal columns and, last, the series, over the noise's variance
 */
export function shrinkCoefficients(normal: SymmetricMatrix, evidence: readonly Evidence[]): Shrunk {
  const { size, values } = normal;
  const count = size - 1;
  const mean = new Float64Array(count);
  const sd = new Float64Array(count);
  const shares: Record<Evidence['group'], Float64Array> = { flag: startShares(), number: startShares() };
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const sums = { flag: firstSums(), number: firstSums() };
    let moved = 0;
    for (let j = 0; j < count; j += 1) {
      const known = evidence[j];
      const own = values[j * size + j] ?? 0;
      if (known === undefined || !(own > 1e-9) || known.occasions === 0) {
        sd[j] = SIZES[4] ?? 0;
        continue;
      }
      let left = values[j * size + count] ?? 0;
      for (let k = 0; k < count; k += 1) if (k !== j) left -= (values[j * size + k] ?? 0) * (mean[k] ?? 0);
      const answer = judge(left / own, 1 / own, known, shares[known.group]);
      const sum = sums[known.group];
      answer.shares.forEach((share, k) => {
        sum[k] = (sum[k] ?? 0) + share;
      });
      moved = Math.max(moved, Math.abs(answer.mean - (mean[j] ?? 0)));
      mean[j] = answer.mean;
      sd[j] = answer.sd;
    }
    shares.flag = toShares(sums.flag);
    shares.number = toShares(sums.number);
    if (moved < 1e-5) break;
  }
  return { mean, sd };
}

/** One coefficient, estimated as `estimate` with variance `variance`, the others held. */
function judge(estimate: number, variance: number, { occasions, disagreement }: Evidence, prior: Float64Array) {
  const noise = variance * disagreement;
  const logs = SIZES.map((width, k) => {
    const own = width ** 2 * (1 + VARIES ** 2 / occasions);
    const plain = logNormal(estimate, noise + own);
    if (k > 0 || !Number.isFinite(occasions)) return Math.log(prior[k] ?? 0) + plain;
    const odd = ODD_SHARE ** occasions;
    return (
      Math.log(prior[0] ?? 0) +
      logSum(Math.log1p(-odd) + plain, Math.log(odd) + logNormal(estimate, noise * ODD_SIZE ** 2))
    );
  });
  const top = Math.max(...logs);
  const raw = logs.map((value) => Math.exp(value - top));
  const total = raw.reduce((a, b) => a + b, 0);
  const shares = raw.map((value) => value / total);
  let mean = 0;
  let square = 0;
  SIZES.forEach((width, k) => {
    const kept = width === 0 ? 0 : width ** 2 / (noise + width ** 2 * (1 + VARIES ** 2 / occasions));
    mean += (shares[k] ?? 0) * kept * estimate;
    square += (shares[k] ?? 0) * ((kept * estimate) ** 2 + width ** 2 * (1 - kept));
  });
  return { mean, sd: Math.sqrt(Math.max(0, square - mean * mean)), shares };
}

const logNormal = (value: number, variance: number): number => -0.5 * (Math.log(variance) + value ** 2 / variance);

function logSum(a: number, b: number): number {
  const top = Math.max(a, b);
  return top + Math.log(Math.exp(a - top) + Math.exp(b - top));
}

/** Doubt, and one effect in all of any size. */
const firstSums = () => SIZES.map((_, k) => (k === 0 ? DOUBT : 1 / (SIZES.length - 1)));

const startShares = () => Float64Array.from(SIZES, () => 1 / SIZES.length);

function toShares(sums: readonly number[]): Float64Array {
  const total = sums.reduce((a, b) => a + b, 0);
  return Float64Array.from(sums, (value) => value / total);
}
