import type { Unit } from '../contracts/catalogue.ts';
import type { WritingStyle } from './chart-style.ts';
import {
  fullOptions,
  type NumberOptions,
  tidySigns,
  unitOptions,
  wholeDecimals,
  writeNumber,
} from './format-number.ts';

/** Writes the numbers beside the marks of one chart, all to the same decimals. */
export interface LabelWriter {
  value(value: number): string;
  /** A change, always with its sign. */
  change(value: number): string;
}

/**
 * Beside $9,820 stands $95, not $95.00; beside 3.1% stands 9.0%. From a million up numbers are short ("$1.23M").
 * A value that these decimals would round away is written in full.
 */
export function createLabelWriter(values: readonly number[], unit: Unit, style: WritingStyle): LabelWriter {
  const factor = unit === 'percent' ? 100 : 1;
  const shown = values.map((v) => Math.abs(v) * factor).filter((v) => v < 1e6);
  const decimals = chooseDecimals(shown, unit, style);
  const optionsFor = (value: number): NumberOptions => {
    const base = unitOptions(unit, style);
    const size = Math.abs(value) * factor;
    if (size >= 1e6) return { ...base, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 2 };
    if (size > 0 && size < 0.5 * 10 ** -decimals) return fullOptions(value, unit, style);
    return { ...base, minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  };
  return {
    value: (value) => tidySigns(writeNumber(value, optionsFor(value), style)),
    change: (value) => tidySigns(writeNumber(value, { ...optionsFor(value), signDisplay: 'exceptZero' }, style)),
  };
}

function chooseDecimals(shown: readonly number[], unit: Unit, style: WritingStyle): number {
  const largest = shown.reduce((a, b) => Math.max(a, b), 0);
  if (unit === 'currency') {
    return largest >= 100 || shown.every(Number.isInteger) ? 0 : Math.min(2, wholeDecimals(style));
  }
  const most = unit === 'percent' || largest >= 10 ? 1 : 2;
  if (unit !== 'percent' && largest >= 100) return 0;
  for (let decimals = 0; decimals < most; decimals++) {
    if (shown.every((v) => Math.abs(v - Number(v.toFixed(decimals))) < 1e-9)) return decimals;
  }
  return most;
}
