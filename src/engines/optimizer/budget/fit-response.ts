import { fitLevel, whiten } from '../estimation/local-level.ts';
import { quantileOf } from '../estimation/normal.ts';
import { backgroundColumns, dayNumber } from '../estimation/season-columns.ts';
import type { CurveCandidate } from './curve-candidates.ts';
import { listCandidates } from './curve-candidates.ts';
import type { CurveShape } from './response-curve.ts';
import { resultAt } from './response-curve.ts';
import type { ResponseEstimate, ResponseHistory, ResponseRefusal, ResultRange } from './response-types.ts';
import type { SampledChannel } from './sample-responses.ts';
import { sampleResponses } from './sample-responses.ts';

const FEWEST_PERIODS = 26;
/** Standard deviation of spend over its mean; below it the spend as good as never moved. */
const LEAST_VARIATION = 0.1;
/** Share of a channel's ups and downs that the rest may explain before the two cannot be told apart. */
const MOST_SHARED = 0.95;
/** Width of the 80% range of the usual result over its mean, beyond which no plan should rest on it. */
const WIDEST = 1.5;
/** How much the base level may wander: variance of its step over that of the noise. */
const DRIFTS = [0, 0.003, 0.01, 0.03, 0.1, 0.3];

/**
 * What each channel brings, from the company's own past: result = a wandering base + trend + season + Σ curve(felt
 * spend), with how long spend lasts, the shape, the bend and the size of every curve sampled together (as in Jin et
 * al. 2017), so that what the past leaves open stays open in the draws. Effects below zero are ruled out. Channels the
 * past cannot tell about are refused one by one.
 */
export function fitResponse(history: ResponseHistory): readonly ResponseEstimate[] {
  const { dates, result, channels } = history;
  const refuse = (id: string, refusal: ResponseRefusal): ResponseEstimate => ({
    kind: 'cannot-tell',
    channelId: id,
    refusal,
  });
  if (!isUsable(history)) return channels.map(({ id }) => refuse(id, { code: 'history-not-usable' }));
  const target = Float64Array.from(result, (value) => value ?? Number.NaN);
  const have = target.filter((value) => !Number.isNaN(value)).length;
  if (have < FEWEST_PERIODS) {
    return channels.map(({ id }) => refuse(id, { code: 'short-history', have, needed: FEWEST_PERIODS }));
  }
  // Spend that never moves is part of the base: no fit can tell the two apart.
  const fitted = channels.filter(({ spend }) => Math.max(...spend) > 0 && variationOf(spend) >= LEAST_VARIATION);
  const background = backgroundColumns(dates.map(dayNumber), dates.length);
  const candidates = fitted.map(({ spend }) => listCandidates(spend));
  const drift = chooseDrift(target, background, candidates);
  const sampled = sampleResponses({ target, background, candidates, drift, seed: history.seed ?? 1 });
  return channels.map(({ id, spend }): ResponseEstimate => {
    const at = fitted.findIndex((channel) => channel.id === id);
    const own = sampled[at];
    if (!own) return refuse(id, { code: Math.max(...spend) > 0 ? 'spend-never-moved' : 'never-used' });
    const response = describe(id, spend, own, candidates[at] ?? []);
    const others = candidates.filter((_, i) => i !== at);
    if (sharedShare(target, background, candidates[at] ?? [], others, drift) > MOST_SHARED) {
      return { ...response, kind: 'cannot-tell', refusal: { code: 'moves-with-the-rest' } };
    }
    const { mean, low80, high80 } = response.usualResult;
    if (high80 - low80 > WIDEST * mean) return { ...response, kind: 'cannot-tell', refusal: { code: 'too-uncertain' } };
    return { ...response, kind: 'estimated' };
  });
}

function isUsable({ dates, result, channels }: ResponseHistory): boolean {
  if (result.length !== dates.length || channels.length === 0) return false;
  if (!result.every((value) => value === null || Number.isFinite(value))) return false;
  return channels.every(
    ({ spend }) => spend.length === dates.length && spend.every((amount) => amount >= 0 && Number.isFinite(amount)),
  );
}

function variationOf(spend: readonly number[]): number {
  const mean = spend.reduce((sum, amount) => sum + amount, 0) / spend.length;
  const variance = spend.reduce((sum, amount) => sum + (amount - mean) ** 2, 0) / spend.length;
  return Math.sqrt(variance) / mean;
}

/** The likeliest wandering of the base when every channel has its middle candidate. */
function chooseDrift(
  target: Float64Array,
  background: readonly Float64Array[],
  candidates: readonly (readonly CurveCandidate[])[],
): number {
  const columns = [...middleColumns(candidates), ...background];
  const fits = DRIFTS.flatMap((drift) => fitLevel(target, columns, drift) ?? fitLevel(target, background, drift) ?? []);
  return fits.sort((a, b) => b.logLikelihood - a.logLikelihood)[0]?.drift ?? 0.01;
}

function middleColumns(candidates: readonly (readonly CurveCandidate[])[]): Float64Array[] {
  return candidates.flatMap((list) => {
    const middle = list[Math.floor(list.length / 2)];
    return middle ? [middle.column] : [];
  });
}

/** R² of the channel's middle candidate on the background and the other channels, all freed of the wandering base. */
function sharedShare(
  target: Float64Array,
  background: readonly Float64Array[],
  own: readonly CurveCandidate[],
  others: readonly (readonly CurveCandidate[])[],
  drift: number,
): number {
  const column = middleColumns([own])[0];
  if (!column) return 1;
  const known = column.map((value, t) => (Number.isNaN(target[t]) ? Number.NaN : value));
  // Columns that the ones before them explain are left out: they explain nothing more.
  let used: readonly Float64Array[] = [];
  for (const each of [...background, ...middleColumns(others)]) {
    if (fitLevel(known, [...used, each], drift)) used = [...used, each];
  }
  const fit = fitLevel(known, used, drift);
  if (!fit) return 0;
  const white = whiten(known, [], drift).target;
  const total = white.reduce((sum, value) => sum + value ** 2, 0);
  return total > 0 ? 1 - fit.rest / total : 1;
}

function describe(
  channelId: string,
  spend: readonly number[],
  own: SampledChannel,
  candidates: readonly CurveCandidate[],
) {
  const draws = own.draws.flatMap(({ candidate, size }): CurveShape[] => {
    const shape = candidates[candidate]?.shape;
    return shape && 'a' in shape ? [{ ...shape, a: shape.a * size }] : [];
  });
  const used = spend.filter((amount) => amount > 0);
  const usualSpend = used.reduce((sum, amount) => sum + amount, 0) / used.length;
  const carried = own.draws.map(({ candidate }) => candidates[candidate]?.carryOver ?? 0);
  return {
    channelId,
    draws,
    carryOver: carried.reduce((sum, share) => sum + share, 0) / Math.max(1, carried.length),
    usualSpend,
    usualResult: rangeOf(draws.map((draw) => resultAt(draw, usualSpend))),
    highestSpend: Math.max(...spend),
  };
}

export function rangeOf(values: readonly number[]): ResultRange {
  const sorted = Float64Array.from(values).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / Math.max(1, sorted.length);
  return { mean, low80: quantileOf(sorted, 0.1), high80: quantileOf(sorted, 0.9) };
}
