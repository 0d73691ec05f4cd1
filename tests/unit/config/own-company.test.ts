import { describe, expect, it } from 'vitest';
import { currencyOf } from '../../../src/access/companies.ts';

describe('the first guess of a company’s currency', () => {
  it.each([
    ['de-DE', 'EUR'],
    ['en-US', 'USD'],
    ['en-GB', 'GBP'],
    ['fr-CH', 'CHF'],
    // Without a region the most likely one of the language counts (CLDR likely subtags).
    ['de', 'EUR'],
    ['en', 'USD'],
    ['ja', 'JPY'],
  ])('%s → %s', (locale, currency) => {
    expect(currencyOf(locale)).toBe(currency);
  });
});
