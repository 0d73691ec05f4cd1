import type { Unit } from '../../src/contracts/catalogue.ts';
import type { Range } from './make-outlook.ts';

/**
 * Rounds to about a tenth of the range's width, so that "about" does not pretend to more than is known:
 * 12,348 within 10,912–13,784 becomes 12,300 within 10,900–13,800. Counts stay whole.
 */
export function roundRange<Given extends Pick<Range, 'value' | 'low80' | 'high80'>>(range: Given, unit: Unit): Given {
  const step = stepOf(range, unit);
  const rounded = {
    value: roundTo(range.value, step),
    low80: roundTo(range.low80, step),
    high80: roundTo(range.high80, step),
  };
  const wide =
    'low95' in range && 'high95' in range
      ? { low95: roundTo(Number(range.low95), step), high95: roundTo(Number(range.high95), step) }
      : {};
  return { ...range, ...rounded, ...wide };
}

/** The step it is rounded to, a power of ten. */
export function stepOf({ low80, high80 }: Pick<Range, 'low80' | 'high80'>, unit: Unit): number {
  const width = high80 - low80;
  const finest = unit === 'count' ? 1 : Number.MIN_VALUE;
  return Math.max(finest, width > 0 ? 10 ** Math.floor(Math.log10(width / 10)) : finest);
}

export function roundTo(value: number, step: number): number {
  if (step < 1e-12) return value;
  // Dividing by a whole number keeps 0.1-like steps free of binary dust.
  return step < 1 ? Math.round(value / step) / Math.round(1 / step) : Math.round(value / step) * step;
}
