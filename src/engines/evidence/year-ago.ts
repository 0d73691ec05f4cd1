/**
 * The same weeks of earlier years as a correction: what was above the level a year ago tends to be above it again
 * (Christmas, summer). Used only where it foretold earlier windows better.
 */
import type { Grain } from '../../contracts/period.ts';
import { madScale, mean } from './robust.ts';
import type { Season } from './weekday-profile.ts';

/** Fewest windows with a year-ago counterpart to judge by, as non-overlapping ones. */
const MIN_PAIRS = 6;
/** It has to lower the mean absolute miss by this share. */
const MIN_GAIN = 0.05;

/** Steps in a year that keep the weekday (364 days). */
export function yearLag(grain: Grain, season: Season): number {
  if (grain === 'day') return season.length === 7 ? 364 : 365;
  return grain === 'week' ? 52 : 12;
}

/**
 * @param misses of the asked window (first) and of earlier ones, newest first, centred.
 * @param starts first slot of each of these windows.
 * @returns correction for each window (null: no year-ago counterpart), or null when it does not help.
 */
export function annualCorrections(
  misses: readonly number[],
  starts: readonly number[],
  lag: number,
  independent: number,
): (number | null)[] | null {
  const byStart = new Map(starts.map((start, i) => [start, i]));
  const noise = madScale(misses, 0);
  const corrections = starts.map((start) => correctionAt(start, byStart, misses, lag, noise));
  if (corrections[0] === null) return null;
  const pairs = corrections.flatMap((correction, i) =>
    i > 0 && typeof correction === 'number' ? [{ miss: misses[i] ?? 0, correction }] : [],
  );
  const apart = (independent * pairs.length) / Math.max(1, misses.length - 1);
  if (apart < MIN_PAIRS) return null;
  const plain = mean(pairs.map(({ miss }) => Math.abs(miss)));
  const corrected = mean(pairs.map(({ miss, correction }) => Math.abs(miss - correction)));
  return corrected < (1 - MIN_GAIN) * plain ? corrections : null;
}

/**
 * Mean miss of one and two years before, drawn towards zero as far as it may be noise: positive-part shrinkage
 * (James & Stein 1961), so that Christmas is taken nearly whole and an ordinary week not at all.
 */
function correctionAt(
  start: number,
  byStart: ReadonlyMap<number, number>,
  misses: readonly number[],
  lag: number,
  noise: number,
): number | null {
  const found: number[] = [];
  for (const years of [1, 2]) {
    const i = byStart.get(start - years * lag);
    if (i !== undefined) found.push(misses[i] ?? 0);
  }
  if (found.length === 0) return null;
  const seen = mean(found);
  return seen === 0 ? 0 : seen * Math.max(0, 1 - noise ** 2 / (found.length * seen ** 2));
}
