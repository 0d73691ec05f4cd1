/**
 * Robust weekday profile: each day against the mean of the week around it, the median of these per weekday.
 * A classical seasonal decomposition (Hyndman & Athanasopoulos 2021, ch. 3.4) with medians for means.
 */
import { mean, median } from './robust.ts';

export type SeasonKind = 'multiplicative' | 'additive' | 'none';

export interface Season {
  readonly kind: SeasonKind;
  /** Slot i has phase (i + offset) mod profile length. */
  readonly offset: number;
  readonly length: number;
}

/** Mean of the 7 slots around each; NaN where fewer than 3 are known or the week does not fit. */
export function centredLevels(y: Float64Array, length: number): Float64Array {
  const half = length >> 1;
  const levels = new Float64Array(y.length).fill(Number.NaN);
  for (let i = half; i < y.length - half; i++) {
    let sum = 0;
    let count = 0;
    for (let j = i - half; j <= i + half; j++) {
      const value = y[j] ?? Number.NaN;
      if (!Number.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    if (count >= Math.min(3, length)) levels[i] = sum / count;
  }
  return levels;
}

/**
 * Profile from slots [from, to): factors with mean 1, or amounts with mean 0. Only weeks that lie wholly before
 * `to` are used, so nothing after it is seen. Phases with fewer than two values are neutral.
 */
export function readProfile(
  y: Float64Array,
  levels: Float64Array,
  season: Season,
  from: number,
  to: number,
): Float64Array {
  const profile = new Float64Array(season.length).fill(neutralOf(season.kind));
  if (season.kind === 'none') return profile;
  const byPhase: number[][] = Array.from({ length: season.length }, () => []);
  const half = season.length >> 1;
  for (let i = Math.max(0, from); i < to - half; i++) {
    const level = levels[i] ?? Number.NaN;
    const value = y[i] ?? Number.NaN;
    if (Number.isNaN(level) || Number.isNaN(value)) continue;
    if (season.kind === 'additive') byPhase[phaseOf(season, i)]?.push(value - level);
    else if (level > 0) byPhase[phaseOf(season, i)]?.push(value / level);
  }
  const known: number[] = [];
  byPhase.forEach((values, phase) => {
    if (values.length < 2) return;
    profile[phase] = median(values);
    known.push(phase);
  });
  return centre(profile, known, season.kind);
}

/** What a slot of level `level` is expected to show. */
export function seasonalValue(profile: Float64Array, season: Season, slot: number, level: number): number {
  const part = profile[phaseOf(season, slot)] ?? neutralOf(season.kind);
  return season.kind === 'additive' ? level + part : level * part;
}

/** The level that a value speaks for; NaN for phases that trade next to nothing. */
export function adjustedValue(profile: Float64Array, season: Season, slot: number, value: number): number {
  const part = profile[phaseOf(season, slot)] ?? neutralOf(season.kind);
  if (season.kind === 'additive') return value - part;
  return part > 0.02 ? value / part : Number.NaN;
}

/** Multiplicative where a weekly course scales with the level: values that cannot be negative and are seldom zero. */
export function chooseSeason(y: Float64Array, nonNegativeSum: boolean, length: number, offset: number): Season {
  if (length === 1) return { kind: nonNegativeSum && isPositive(y) ? 'multiplicative' : 'none', offset, length };
  return { kind: nonNegativeSum && isPositive(y) ? 'multiplicative' : 'additive', offset, length };
}

function isPositive(y: Float64Array): boolean {
  let count = 0;
  let positive = 0;
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    count++;
    if (value < 0) return false;
    if (value > 0) positive++;
  }
  return count > 0 && positive >= 0.9 * count;
}

function phaseOf(season: Season, slot: number): number {
  return (((slot + season.offset) % season.length) + season.length) % season.length;
}

function neutralOf(kind: SeasonKind): number {
  return kind === 'additive' ? 0 : 1;
}

function centre(profile: Float64Array, known: readonly number[], kind: SeasonKind): Float64Array {
  if (known.length === 0) return profile;
  const middle = mean(known.map((phase) => profile[phase] ?? 0));
  if (kind === 'multiplicative' && !(middle > 0)) return profile.fill(1);
  for (const phase of known) {
    const value = profile[phase] ?? 0;
    profile[phase] = kind === 'additive' ? value - middle : value / middle;
  }
  return profile;
}
