import type { ElasticityEstimate } from './elasticity-types.ts';
import { toRange } from './estimate-elasticity.ts';

/** It takes this many products with an estimate of their own before others may borrow from them. */
const FEWEST_LENDERS = 3;

/**
 * Products of one kind learn from each other: each estimate is drawn towards the common mean by as much as its own
 * uncertainty allows, and products whose history cannot tell borrow the common mean with the spread between products
 * (random effects, DerSimonian & Laird 1986). With fewer than three estimates the list comes back as it is.
 */
export function poolElasticities(estimates: readonly ElasticityEstimate[]): readonly ElasticityEstimate[] {
  const lenders = estimates.filter((estimate) => estimate.kind === 'estimated');
  if (lenders.length < FEWEST_LENDERS) return estimates;
  const between = betweenVariance(lenders);
  const weights = lenders.map(({ sd }) => 1 / (sd ** 2 + between));
  const total = sum(weights);
  const common = sum(lenders.map(({ mean }, i) => (mean * (weights[i] ?? 0)) / total));
  return estimates.map((estimate): ElasticityEstimate => {
    if (estimate.kind === 'cannot-tell') {
      const { productId } = estimate;
      return { kind: 'borrowed', productId, from: lenders.length, ...toRange(common, Math.sqrt(between + 1 / total)) };
    }
    if (estimate.kind !== 'estimated') return estimate;
    const own = between / (between + estimate.sd ** 2);
    const sd = Math.sqrt(own * estimate.sd ** 2 + (1 - own) ** 2 / total);
    return { ...estimate, ...toRange(own * estimate.mean + (1 - own) * common, sd) };
  });
}

/** Variance of the true values between products, at least a little: no two products are the same. */
function betweenVariance(lenders: readonly { readonly mean: number; readonly sd: number }[]): number {
  const weights = lenders.map(({ sd }) => 1 / sd ** 2);
  const total = sum(weights);
  const centre = sum(lenders.map(({ mean }, i) => (mean * (weights[i] ?? 0)) / total));
  const q = sum(lenders.map(({ mean }, i) => (weights[i] ?? 0) * (mean - centre) ** 2));
  const scale = total - sum(weights.map((weight) => weight ** 2)) / total;
  return Math.max((q - (lenders.length - 1)) / scale, 0.04);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
