import type { Unit } from '../../src/contracts/catalogue.ts';
import type { Range } from './make-outlook.ts';

/**
 * Rounds to about a tenth of the range's width, so that "about" does not pretend to more than is known:
 * 12,348 within 10,912–13,784 becomes 12,300 within 10,900–13,800. Counts stay whole.
 */
export function roundRange(range: Range, unit: Unit): Range {
  const width = range.high80 - range.low80;
  const finest = unit === 'count' ? 1 : Number.MIN_VALUE;
  const step = Math.max(finest, width > 0 ? 10 ** Math.floor(Math.log10(width / 10)) : finest);
  if (step < 1e-12) return range;
  // Dividing by a whole number keeps 0.1-like steps free of binary dust.
  const round = (value: number) =>
    step < 1 ? Math.round(value / step) / Math.round(1 / step) : Math.round(value / step) * step;
  return {
    value: round(range.value),
    low80: round(range.low80),
    high80: round(range.high80),
    low95: round(range.low95),
    high95: round(range.high95),
  };
}
