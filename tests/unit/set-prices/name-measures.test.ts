import { describe, expect, it } from 'vitest';
import { isCostOfGoods, isListPrice, rankAsQuantity, rankAsRevenue } from '../../../skills/set-prices/name-measures.ts';
import type { MetricDefinition } from '../../../src/contracts/catalogue.ts';

const metric = (
  key: string,
  unit: MetricDefinition['unit'],
  more: Partial<MetricDefinition> = {},
): MetricDefinition => ({
  key,
  label: key.replaceAll('_', ' '),
  unit,
  grain: 'day',
  synonyms: [],
  aggregation: { kind: 'sum' },
  nonNegative: true,
  goodDirection: 'up',
  role: 'measure',
  ...more,
});

const best = (of: readonly MetricDefinition[], rank: (one: MetricDefinition) => number | null) =>
  of
    .filter((one) => rank(one) !== null)
    .sort((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0))
    .map(({ key }) => key);

describe('which number is what', () => {
  it('takes units sold before other counts, and never customers, returns or temperatures', () => {
    const counts = [
      metric('customers', 'count'),
      metric('orders', 'count'),
      metric('units_sold', 'count'),
      metric('rides', 'count'),
    ];
    expect(best(counts, rankAsQuantity)).toEqual(['units_sold', 'rides']);
    expect(rankAsQuantity(metric('quantity', 'count', { goodDirection: 'down' }))).toBeNull();
    expect(rankAsQuantity(metric('temperature', 'other', { aggregation: { kind: 'mean' } }))).toBeNull();
  });

  it('takes revenue before sales, and no cost, tax or discount', () => {
    const money = [
      metric('sales_tax', 'currency'),
      metric('sales', 'currency'),
      metric('revenue', 'currency'),
      metric('food_cost', 'currency', { goodDirection: 'down' }),
    ];
    expect(best(money, rankAsRevenue)).toEqual(['revenue', 'sales']);
  });

  it('knows a price list and the cost of what is sold', () => {
    expect(isListPrice(metric('price', 'currency', { aggregation: { kind: 'mean' } }))).toBe(true);
    expect(
      isListPrice(metric('avg_price', 'currency', { aggregation: { kind: 'ratio', numerator: [], denominator: [] } })),
    ).toBe(false);
    expect(isCostOfGoods(metric('food_cost', 'currency'))).toBe(true);
    expect(isCostOfGoods(metric('labor_cost', 'currency'))).toBe(false);
  });
});
