import type { Range } from './make-outlook.ts';

/** Standard deviations in half of an 80% interval of a normal distribution. */
const Z80 = 1.2816;

/**
 * How likely the total reaches the target, in words: the range is read as a normal distribution with its 80% interval,
 * which is good enough for five words and would be false precision as a percentage.
 */
export function judgeTarget(
  range: Range,
  target: number,
): 'very likely' | 'likely' | 'about even' | 'unlikely' | 'very unlikely' {
  const half = target > range.value ? range.high80 - range.value : range.value - range.low80;
  if (half <= 0) return range.value >= target ? 'very likely' : 'very unlikely';
  const z = (range.value - target) / (half / Z80);
  // z of 90%, 65%, 35% and 10%.
  if (z >= 1.2816) return 'very likely';
  if (z >= 0.3853) return 'likely';
  if (z > -0.3853) return 'about even';
  return z > -1.2816 ? 'unlikely' : 'very unlikely';
}
