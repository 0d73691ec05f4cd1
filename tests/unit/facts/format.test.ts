import { describe, expect, it } from 'vitest';
import type { FactFormat } from '../../../src/contracts/fact.ts';
import { type FormatStyle, formatDate, formatFact, formatPeriod } from '../../../src/facts/format.ts';

const us: FormatStyle = { locale: 'en-US', currency: 'USD', today: '2026-06-17' };
const de: FormatStyle = { locale: 'de-DE', currency: 'EUR', today: '2026-06-17' };

describe('numbers in the company’s format', () => {
  const cases: [number, FactFormat, FormatStyle, string][] = [
    [1234.5, { style: 'currency' }, us, '$1,235'],
    [4.5, { style: 'currency' }, us, '$4.50'],
    [4, { style: 'currency' }, us, '$4'],
    [-12.25, { style: 'currency' }, us, '−$12.25'],
    [-12.25, { style: 'currency', sign: 'never' }, us, '$12.25'],
    [12, { style: 'number', sign: 'always' }, us, '+12'],
    [1234.5, { style: 'currency' }, de, '1.235 €'],
    [0.052, { style: 'percent' }, us, '5.2%'],
    [0.52, { style: 'percent' }, us, '52%'],
    [0, { style: 'percent' }, us, '0%'],
    [0.021, { style: 'points' }, us, '2 points'],
    [0.01, { style: 'points' }, us, '1 point'],
    [1_250_000, { style: 'currency', compact: true }, us, '$1.3M'],
    [9_999, { style: 'currency', compact: true }, us, '$9,999'],
    [12.34, { style: 'number' }, us, '12.3'],
    [1234.5, { style: 'number' }, us, '1,235'],
  ];
  it.each(cases)('%d as %o', (value, format, style, expected) => {
    // Intl writes no-break spaces; they are what a person should get, and the same text for this test.
    expect(formatFact({ value, format }, style).replace(/[\u00a0\u202f]/g, ' ')).toBe(expected);
  });
});

describe('dates and periods', () => {
  it('says the year only when it is not this one', () => {
    expect(formatDate('2026-06-08', us)).toBe('Jun 8');
    expect(formatDate('2025-06-08', us)).toBe('Jun 8, 2025');
    expect(formatDate('2026-06-08', us, true)).toBe('Mon, Jun 8');
  });
  it('names whole months and years', () => {
    expect(formatPeriod({ start: '2026-05-01', end: '2026-05-31' }, us)).toBe('May 2026');
    expect(formatPeriod({ start: '2024-02-01', end: '2024-02-29' }, us)).toBe('February 2024');
    expect(formatPeriod({ start: '2025-01-01', end: '2025-12-31' }, us)).toBe('2025');
  });
  it('writes a range once where it can', () => {
    expect(formatPeriod({ start: '2026-06-08', end: '2026-06-14' }, us).replace(/\u2009/g, ' ')).toBe('Jun 8 – 14');
    expect(formatPeriod({ start: '2026-06-08', end: '2026-06-08' }, us)).toBe('Mon, Jun 8');
  });
});
