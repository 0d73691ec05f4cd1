import type { Effects } from '../../../../src/engines/forecaster/effects/types.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

/** Standard normal draws, the same for the same seed. */
export const normalDraws = (seed: number): (() => number) => seededNormal(seededRandom(seed));

const WEEK = [0.8, 0.85, 0.9, 1, 1.3, 1.5, 0.65];

/** A shop's days: a week, a year, a wandering level and 12% noise, about 400 a day. */
export function makeDays(days: number, seed: number): Float64Array {
  const draw = normalDraws(seed);
  let level = 0;
  return Float64Array.from({ length: days }, (_, t) => {
    level += 0.01 * draw();
    const year = 0.15 * Math.sin((2 * Math.PI * t) / 365.25);
    return 400 * (WEEK[t % 7] ?? 1) * Math.exp(level + year + 0.12 * draw());
  });
}

export function multiplicative(effects: Effects): Extract<Effects, { readonly kind: 'multiplicative' }> {
  if (effects.kind !== 'multiplicative') throw new Error('not multiplicative');
  return effects;
}
