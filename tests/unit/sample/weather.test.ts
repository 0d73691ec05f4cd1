import { describe, expect, it } from 'vitest';
import { generateSampleCompany } from '../../../src/sample/generate-sample-company.ts';

const { rows } = generateSampleCompany({ endDate: '2026-06-17', without: ['marketing-month', 'supplier-failure'] });
const contextOf = (metric: string) =>
  new Map(rows.filter((row) => row.metric === metric).map(({ day, value }) => [day, value]));
const rain = contextOf('rain');
const temperature = contextOf('temperature');

/** Mean per day of a metric at Riverside (open all week) over the days that pass. */
function meanPerDay(metric: string, dims: Record<string, string>, keep: (day: string) => boolean): number {
  const cut = Object.entries({ location: 'Riverside', ...dims });
  const chosen = rows.filter(
    (row) => row.metric === metric && keep(row.day) && cut.every(([key, member]) => row.dims[key] === member),
  );
  return chosen.reduce((sum, { value }) => sum + value, 0) / new Set(chosen.map(({ day }) => day)).size;
}

describe('weather of the sample company', () => {
  it('rains on about a third of the days', () => {
    const wet = [...rain.values()].filter((inches) => inches > 0).length / rain.size;
    // The chain's stationary share: 0.24 / (0.24 + 1 − 0.47) = 31%.
    expect(Math.abs(wet - 0.31)).toBeLessThan(0.06);
  });

  it('is cold in January and hot in July', () => {
    const mean = (month: string) => {
      const values = [...temperature].filter(([day]) => day.slice(5, 7) === month).map(([, value]) => value);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(mean('01')).toBeLessThan(42);
    expect(mean('07')).toBeGreaterThan(70);
  });

  it('keeps guests away and makes them order in when it pours', () => {
    const pouring = (day: string) => (rain.get(day) ?? 0) >= 0.5;
    const dry = (day: string) => rain.get(day) === 0;
    const change = (channel: string) =>
      meanPerDay('orders', { channel }, pouring) / meanPerDay('orders', { channel }, dry) - 1;
    // The generator's own effects are −16% and +20%; weekdays and seasons are not held equal here.
    expect(Math.abs(change('Walk-in') + 0.16)).toBeLessThan(0.06);
    expect(Math.abs(change('Delivery') - 0.2)).toBeLessThan(0.08);
  });

  it('sells iced drinks in the heat and soup in the cold', () => {
    const hot = (day: string) => (temperature.get(day) ?? 60) >= 75;
    const cold = (day: string) => (temperature.get(day) ?? 60) <= 40;
    const ratio = (product: string) =>
      meanPerDay('quantity', { product, channel: 'Walk-in' }, hot) /
      meanPerDay('quantity', { product, channel: 'Walk-in' }, cold);
    // exp(0.022 × 35°) = 2.2 and exp(−0.018 × 35°) = 0.53 between 40° and 75°.
    expect(ratio('Cold Brew')).toBeGreaterThan(2);
    expect(ratio('Soup')).toBeLessThan(0.6);
  });
});
