import type { ForecastScore } from '../../src/contracts/forecast.ts';

/** Fewer scores than this say little. */
export const FEW = 10;

/** How often the range of eight in ten held. `unclear`: too few to tell. */
export type RangeVerdict = 'as-meant' | 'too-narrow' | 'too-wide' | 'unclear';

export interface ScoreSummary<Score extends ForecastScore = ForecastScore> {
  readonly count: number;
  readonly miss: Miss;
  /** Own miss and that of the simple guess, where both are known; null where the simple guess never is. */
  readonly against: { readonly count: number; readonly own: Miss; readonly naive: Miss } | null;
  /** Actuals inside the 80% range. */
  readonly held: number;
  readonly range: RangeVerdict;
  readonly bias: { readonly verdict: 'high' | 'low' | 'even' | 'unclear'; readonly size: Miss };
  /** The one that was furthest off. */
  readonly worst: Score;
}

/** A mean distance from what came: in the metric's unit, and as a share of the mean of what came (WAPE). */
export interface Miss {
  readonly mean: number;
  /** null where that mean is nought. */
  readonly share: number | null;
}

/** Chances below this are no accident. Misses of days side by side are alike, so it is stricter than the usual one. */
const UNLIKELY = 0.01;
/** Standard errors from nought that the mean miss must be to be called a leaning. */
const CLEAR = 2.5;

/** Sums up what came of a series of forecasts; null where there is none. */
export function summariseScores<Score extends ForecastScore>(scores: readonly Score[]): ScoreSummary<Score> | null {
  const [first] = scores;
  if (first === undefined) return null;
  const compared = scores.flatMap((score) => (score.naive === null ? [] : [{ ...score, naive: score.naive }]));
  const held = scores.filter(({ actual, low80, high80 }) => actual >= low80 && actual <= high80).length;
  return {
    count: scores.length,
    miss: missOf(scores, ownMiss),
    against:
      compared.length === 0
        ? null
        : {
            count: compared.length,
            own: missOf(compared, ownMiss),
            naive: missOf(compared, ({ naive, actual }) => Math.abs(naive - actual)),
          },
    held,
    range: judgeRange(held, scores.length),
    bias: judgeBias(scores),
    worst: scores.reduce((worst, score) => (ownMiss(score) > ownMiss(worst) ? score : worst), first),
  };
}

const ownMiss = ({ expected, actual }: ForecastScore): number => Math.abs(expected - actual);

function missOf<Score extends ForecastScore>(scores: readonly Score[], distance: (score: Score) => number): Miss {
  const total = scores.reduce((sum, score) => sum + distance(score), 0);
  const came = scores.reduce((sum, { actual }) => sum + Math.abs(actual), 0);
  return { mean: total / scores.length, share: came > 0 ? total / came : null };
}

function judgeRange(held: number, of: number): RangeVerdict {
  if (of < FEW) return 'unclear';
  if (chanceOfAtMost(held, of) < UNLIKELY) return 'too-narrow';
  return chanceOfAtMost(held - 1, of) > 1 - UNLIKELY ? 'too-wide' : 'as-meant';
}

/** How likely at most `held` of so many fall into ranges that hold eight times in ten: the binomial distribution. */
export function chanceOfAtMost(held: number, of: number): number {
  let sum = 0;
  // In logarithms: 0.2 to the power of some hundreds is nought for a double.
  let term = of * Math.log(0.2);
  for (let count = 0; count <= held; count += 1) {
    if (count > 0) term += Math.log((of - count + 1) / count) + Math.log(4);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

function judgeBias(scores: readonly ForecastScore[]): ScoreSummary['bias'] {
  const errors = scores.map(({ expected, actual }) => expected - actual);
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const size = missOf(scores, () => Math.abs(mean));
  if (errors.length < FEW) return { verdict: 'unclear', size };
  const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (errors.length - 1));
  if (Math.abs(mean) <= (CLEAR * spread) / Math.sqrt(errors.length)) return { verdict: 'even', size };
  return { verdict: mean > 0 ? 'high' : 'low', size };
}
