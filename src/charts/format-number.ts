import type { Unit } from '../contracts/catalogue.ts';
import type { WritingStyle } from './chart-style.ts';
import { numberFormat } from './intl-cache.ts';

/** Intl.NumberFormat's own options. */
export type NumberOptions = Intl.NumberFormatOptions;

/**
 * A value in full, as a table holds it. Currency: no decimals from 100 up or when whole, else two (contracts/fact.ts).
 * Percent values are fractions: 0.05 is written 5%.
 */
export function formatValue(value: number, unit: Unit, style: WritingStyle): string {
  return writeNumber(value, fullOptions(value, unit, style), style);
}

/** A change in full, always with its sign. */
export function formatFullChange(value: number, unit: Unit, style: WritingStyle): string {
  return writeNumber(value, { ...fullOptions(value, unit, style), signDisplay: 'exceptZero' }, style);
}

/** Axis labels: short, with just as many decimals as the ticks differ by. */
export function formatTicks(values: readonly number[], unit: Unit, style: WritingStyle): string[] {
  const size = Math.max(...values.map(Math.abs));
  const base: NumberOptions = { ...unitOptions(unit, style), ...(size >= 1000 && { notation: 'compact' }) };
  const write = (least: number, most: number): string[] =>
    values.map((v) => {
      const options = { ...base, minimumFractionDigits: least, maximumFractionDigits: most };
      return tidySigns(writeNumber(v, options, style));
    });
  const exact = write(0, MOST_DECIMALS).join();
  let decimals = 0;
  while (decimals < MOST_DECIMALS && write(0, decimals).join() !== exact) decimals += 1;
  // Money below a thousand has either no cents or all of them: $0.50, not $0.5.
  const cents = unit === 'currency' && size < 1000 && decimals > 0 ? wholeDecimals(style) : 0;
  return write(cents, Math.max(decimals, cents));
}

const MOST_DECIMALS = 12;

/** Decimals of a value that stands alone. */
export function fullOptions(value: number, unit: Unit, style: WritingStyle): NumberOptions {
  const size = Math.abs(value);
  const base = unitOptions(unit, style);
  if (unit === 'currency') {
    const decimals = size >= 100 || Number.isInteger(value) ? 0 : Math.min(2, wholeDecimals(style));
    // A price far below a cent would be written as nothing; it keeps two figures.
    if (size > 0 && size < 0.005) return { ...base, maximumSignificantDigits: 2, minimumFractionDigits: 0 };
    return { ...base, minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  }
  const shown = unit === 'percent' ? size * 100 : size;
  if (shown > 0 && shown < 0.1) return { ...base, maximumSignificantDigits: 2 };
  return { ...base, maximumFractionDigits: shown >= 100 ? 0 : unit === 'percent' || shown >= 10 ? 1 : 2 };
}

/** How Intl writes a unit. */
export function unitOptions(unit: Unit, style: WritingStyle): NumberOptions {
  if (unit === 'currency') return { style: 'currency', currency: style.currency, currencyDisplay: 'narrowSymbol' };
  if (unit === 'percent') return { style: 'percent' };
  if (unit === 'hours') return { style: 'unit', unit: 'hour', unitDisplay: 'narrow' };
  return {};
}

/** Decimals of the currency itself: 2 for USD, 0 for JPY. */
export function wholeDecimals({ locale, currency }: WritingStyle): number {
  return numberFormat(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Sums of cents leave dust such as 0.30000000000000004 and −0; twelve figures are more than any chart shows. */
export function writeNumber(value: number, options: NumberOptions, style: WritingStyle): string {
  const clean = Number(value.toPrecision(12)) || 0;
  return numberFormat(style.locale, options).format(clean);
}

/** A typographic minus, and the plain no-break space: the narrow one is missing in many fonts. */
export function tidySigns(text: string): string {
  return text.replace(/-(?=[^\s])/gu, '−').replace(/\u202f/gu, '\u00a0');
}
