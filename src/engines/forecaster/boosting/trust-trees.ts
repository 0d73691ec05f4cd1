import type { HeldBack } from './boost.ts';

/** What is believed before the tail is looked at: half of what the trees add, give or take a quarter. */
const PRIOR_MEAN = 0.5;
const PRIOR_VARIANCE = 0.25 ** 2;

/**
 * The share of the trees' answers beyond `start` that is used, 0–1: trees grown on a few dozen rows say too much, and
 * a recursive forecast repeats it at every step. The slope of the targets on the answers over the rows held back,
 * drawn to one half by a normal prior: clear answers (a promotion that doubles sales) are believed as they are.
 */
export function findTrust(start: number, { target, predicted }: HeldBack): number {
  let cross = 0;
  let squares = 0;
  let noise = 0;
  target.forEach((value, i) => {
    const said = (predicted[i] ?? 0) - start;
    cross += said * (value - start);
    squares += said * said;
    noise += (value - (predicted[i] ?? 0)) ** 2;
  });
  const variance = noise / Math.max(1, target.length);
  if (squares <= 0) return PRIOR_MEAN;
  const weight = variance / PRIOR_VARIANCE;
  return Math.max(0, Math.min(1, (cross + weight * PRIOR_MEAN) / (squares + weight)));
}
