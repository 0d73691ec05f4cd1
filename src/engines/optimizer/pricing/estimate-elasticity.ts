import type { LevelFit } from '../estimation/local-level.ts';
import { fitLevel } from '../estimation/local-level.ts';
import { Z80 } from '../estimation/normal.ts';
import { backgroundColumns, dayNumber } from '../estimation/season-columns.ts';
import type {
  CrossElasticity,
  ElasticityEstimate,
  ElasticityRange,
  ElasticityRefusal,
  PriceHistory,
  PricePoint,
} from './elasticity-types.ts';

const FEWEST_PERIODS = 20;
/** Highest price over lowest, less one: below this the price as good as never moved. */
const SMALLEST_SPREAD = 0.03;
/** Units a period; below it, counting noise hides what a price does. */
const FEWEST_UNITS = 4;
/** Widest deviation that a price can be planned with. */
const WIDEST = 0.7;
/** How much the level of demand may wander, as variance of its weekly step over the variance of the noise. */
const DRIFTS = [0, 0.003, 0.01, 0.03, 0.1, 0.3];
/** Standardised residuals beyond this belong to something else than price. */
const FAR_OUT = 4.5;
/** Cross effects are many, so that only the very likely ones are kept (about 99%). */
const SURE = 2.6;

/**
 * How sales answer to price, from the company's own past: log units on log price, with a trend, the season and a
 * level that may wander (so that a price that moved twice while demand drifted does not look like proof), mixed over
 * how much it wanders by restricted likelihood. Refuses where the past cannot tell.
 */
export function estimateElasticity(history: PriceHistory): ElasticityEstimate {
  const { productId } = history;
  const refused = checkHistory(history.points);
  if (refused) return { kind: 'cannot-tell', productId, refusal: refused };
  const { points } = history;
  const others = (history.others ?? []).filter(({ prices }) => canTell(prices, points.length));
  const first = fitDrifts(points, others, logUnits(points));
  const best = first[0];
  if (!best) return { kind: 'cannot-tell', productId, refusal: { code: 'moves-with-the-rest' } };
  const fits = fitDrifts(points, others, withoutOutliers(logUnits(points), best));
  const own = mixFits(fits.length > 0 ? fits : first, 0);
  if (own.sd > WIDEST || own.mean + Z80 * own.sd > 0) {
    return { kind: 'cannot-tell', productId, refusal: { code: 'too-uncertain', seen: own } };
  }
  const used = points.filter(isUsed);
  const prices = used.map(({ price }) => price);
  return {
    kind: 'estimated',
    productId,
    ...own,
    periods: used.length,
    moves: countMoves(prices),
    lowestPrice: Math.min(...prices),
    highestPrice: Math.max(...prices),
    cross: others.flatMap(({ productId: onPriceOf }, at): CrossElasticity[] => {
      const cross = mixFits(fits, at + 1);
      return Math.abs(cross.mean) > SURE * cross.sd ? [{ onPriceOf, ...cross }] : [];
    }),
  };
}

/** A stated range (80% sure) instead of an estimate. */
export function assumeElasticity(productId: string, low: number, high: number): ElasticityEstimate {
  const mean = (low + high) / 2;
  return { kind: 'assumed', productId, ...toRange(mean, Math.abs(high - low) / (2 * Z80)) };
}

export function toRange(mean: number, sd: number): ElasticityRange {
  return { mean, sd, low80: mean - Z80 * sd, high80: mean + Z80 * sd };
}

function checkHistory(points: readonly PricePoint[]): ElasticityRefusal | null {
  const used = points.filter(isUsed);
  if (used.length < FEWEST_PERIODS) return { code: 'short-history', have: used.length, needed: FEWEST_PERIODS };
  const prices = used.map(({ price }) => price);
  const spread = Math.max(...prices) / Math.min(...prices) - 1;
  if (spread < SMALLEST_SPREAD) return { code: 'price-never-moved', spread };
  const perPeriod = used.reduce((sum, { units }) => sum + (units ?? 0), 0) / used.length;
  if (perPeriod < FEWEST_UNITS) return { code: 'too-few-sales', perPeriod };
  return null;
}

function isUsed({ price, units, openDays, unusual }: PricePoint): boolean {
  return price > 0 && Number.isFinite(price) && units !== null && units >= 0 && openDays !== 0 && !unusual;
}

function canTell(prices: readonly number[], length: number): boolean {
  if (prices.length !== length || !prices.every((price) => price > 0 && Number.isFinite(price))) return false;
  return Math.max(...prices) / Math.min(...prices) - 1 >= SMALLEST_SPREAD;
}

/** Log of units a day of trade; NaN where not used. Half a unit stands for none. */
function logUnits(points: readonly PricePoint[]): Float64Array {
  return Float64Array.from(points, (point) =>
    isUsed(point) ? Math.log(Math.max(point.units ?? 0, 0.5) / (point.openDays ?? 1)) : Number.NaN,
  );
}

/** Fits for each drift, the likeliest first. */
function fitDrifts(
  points: readonly PricePoint[],
  others: NonNullable<PriceHistory['others']>,
  target: Float64Array,
): readonly LevelFit[] {
  let last = Math.log(points.find(isUsed)?.price ?? 1);
  const own = Float64Array.from(points, (point) => {
    if (isUsed(point)) last = Math.log(point.price);
    return last;
  });
  const columns = [
    own,
    ...others.map(({ prices }) => Float64Array.from(prices, Math.log)),
    ...backgroundColumns(
      points.map(({ t }) => dayNumber(t)),
      points.length,
    ),
  ];
  return DRIFTS.flatMap((drift) => fitLevel(target, columns, drift) ?? []).sort(
    (a, b) => b.logLikelihood - a.logLikelihood,
  );
}

function withoutOutliers(target: Float64Array, fit: LevelFit): Float64Array {
  let row = -1;
  return target.map((value) => {
    if (Number.isNaN(value)) return value;
    row += 1;
    // The first known value has no residual: it starts the level.
    return row > 0 && Math.abs(fit.residuals[row - 1] ?? 0) > FAR_OUT ? Number.NaN : value;
  });
}

/** Mean and deviation of one coefficient over all drifts, each weighed by its likelihood. */
function mixFits(fits: readonly LevelFit[], at: number): ElasticityRange {
  const top = fits[0]?.logLikelihood ?? 0;
  const weights = fits.map(({ logLikelihood }) => Math.exp(logLikelihood - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const average = (value: (fit: LevelFit) => number) =>
    fits.reduce((sum, fit, i) => sum + ((weights[i] ?? 0) / total) * value(fit), 0);
  const mean = average(({ coefficients }) => coefficients[at] ?? 0);
  const variance = average(({ coefficients, errors, freedom }) => {
    const student = freedom > 2 ? freedom / (freedom - 2) : 3;
    return (errors[at] ?? 0) ** 2 * student + ((coefficients[at] ?? 0) - mean) ** 2;
  });
  return toRange(mean, Math.sqrt(variance));
}

function countMoves(prices: readonly number[]): number {
  return prices.filter((price, i) => i > 0 && Math.abs(price / (prices[i - 1] ?? price) - 1) > 0.01).length;
}
