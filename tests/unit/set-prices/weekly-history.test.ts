import { describe, expect, it } from 'vitest';
import { priceRange, unitsLately, weeklyHistory } from '../../../skills/set-prices/weekly-history.ts';
import { addDays, weekdayOf } from '../../../src/calendar/civil-day.ts';
import type { SeriesPoint } from '../../../src/metrics/metric-series.ts';

/** A Monday. */
const START = '2026-01-05';

function makeDays(count: number, y: (day: number) => number | null, from = START): SeriesPoint[] {
  return Array.from({ length: count }, (_, day) => {
    const value = y(day);
    return { t: addDays(from, day), y: value, state: value === null ? 'closed' : 'open' };
  });
}

describe('a product by week', () => {
  it('has the average price paid, the units and the days of trade', () => {
    const units = makeDays(14, (day) => (day === 6 ? null : 10));
    const money = makeDays(14, (day) => (day === 6 ? null : day < 3 ? 30 : 40));
    const weeks = weeklyHistory({ units, money, prices: null, grain: 'day' });
    expect(weeks).toHaveLength(2);
    expect(weeks[0]).toMatchObject({ t: START, units: 60, openDays: 6 });
    expect(weeks[0]?.price).toBeCloseTo((3 * 30 + 3 * 40) / 60);
    expect(weeks[1]).toMatchObject({ price: 4, units: 70, openDays: 7 });
  });

  it('leaves out days on which something that always sells did not, and keeps the zeros of what sells rarely', () => {
    const sold = (often: number) => makeDays(28, (day) => (day >= 14 && day < 17 ? 0 : often));
    const [failed, rare] = [20, 1].map((often) => {
      const units = sold(often);
      const money = units.map((point) => ({ ...point, y: (point.y ?? 0) * 2 }));
      return weeklyHistory({ units, money, prices: null, grain: 'day' })[2];
    });
    expect(failed).toMatchObject({ units: 80, openDays: 4, price: 2 });
    expect(rare).toMatchObject({ units: 4, openDays: 7 });
  });

  it('drops part weeks, and everything older than two years', () => {
    const from = addDays(START, -2);
    const units = makeDays(800, () => 5, from);
    const prices = makeDays(800, () => 3, from);
    const weeks = weeklyHistory({ units, money: null, prices, grain: 'day' });
    expect(weeks).toHaveLength(104);
    expect(weeks.every(({ t, openDays }) => weekdayOf(t) === 0 && openDays === 7)).toBe(true);
    expect(priceRange(weeks)).toEqual({ lowest: 3, highest: 3 });
    expect(unitsLately(weeks, 'week')).toEqual({ perWeek: 35, spread: 0 });
  });
});
