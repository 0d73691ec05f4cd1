import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/calendar/civil-day.ts';
import { lastCompleteMonth } from '../../../src/sample/civil-day.ts';
import { generateSampleCompany } from '../../../src/sample/generate-sample-company.ts';
import { CAUSE_IDS, type PlantedEffect, scheduleCauses } from '../../../src/sample/planted-causes.ts';
import type { SampleRow } from '../../../src/sample/write-records.ts';
import { sumRows } from './sum-rows.ts';

const END = '2026-06-17';
const company = generateSampleCompany({ endDate: END });
const companyWithout = new Map(CAUSE_IDS.map((id) => [id, generateSampleCompany({ endDate: END, without: [id] })]));

/** The metric over the cut of an effect, the way the catalogue defines it. */
function measure(rows: readonly SampleRow[], effect: PlantedEffect): number {
  const definition = company.definitions.find(({ key }) => key === effect.metric);
  if (definition?.aggregation.kind !== 'ratio') return sumRows(rows, effect.metric, effect);
  const total = (terms: readonly { readonly metric: string; readonly weight: number }[]) =>
    terms.reduce((sum, { metric, weight }) => sum + weight * sumRows(rows, metric, effect), 0);
  return total(definition.aggregation.numerator) / total(definition.aggregation.denominator);
}

describe('planted causes', () => {
  it('are all there', () => {
    expect(company.plantedCauses.map(({ id }) => id)).toEqual([...CAUSE_IDS]);
  });

  it.each(CAUSE_IDS)('%s has the effect its record says, against the same company without it', (id) => {
    const cause = company.plantedCauses.find((planted) => planted.id === id);
    const without = companyWithout.get(id) ?? company;
    expect(without.plantedCauses.map((planted) => planted.id)).not.toContain(id);
    const effects = cause ? [cause, ...cause.alsoChanges] : [];
    expect(effects.length).toBeGreaterThan(1);
    for (const effect of effects) {
      const found = measure(company.rows, effect) / measure(without.rows, effect) - 1;
      // Whole orders and items leave a little rounding: a point and a half at the most.
      expect(Math.abs(found - effect.effect), `${id} ${effect.metric}: ${found} for ${effect.effect}`).toBeLessThan(
        0.015,
      );
    }
  });

  it.each(CAUSE_IDS)('%s changes nothing before it begins', (id) => {
    const begin = scheduleCauses(END)[id].start;
    const before = (rows: readonly SampleRow[]) =>
      rows.filter(({ day }) => day < begin).map(({ row, ...rest }) => rest);
    const without = companyWithout.get(id) ?? company;
    expect(without.rows).not.toBe(company.rows);
    expect(JSON.stringify(before(without.rows))).toBe(JSON.stringify(before(company.rows)));
  });

  it('let the supplier failure show in the last complete month', () => {
    for (const endDate of ['2026-06-17', '2026-03-31', '2026-11-21', '2027-01-01']) {
      const { rows } = generateSampleCompany({ endDate });
      const { rows: otherwise } = generateSampleCompany({ endDate, without: ['supplier-failure'] });
      const month = lastCompleteMonth(endDate);
      const before = lastCompleteMonth(addDays(month.start, -1));
      const revenue = (from: readonly SampleRow[], period: typeof month) =>
        sumRows(from, 'revenue', { filter: {}, period });
      expect(revenue(rows, month) / revenue(otherwise, month)).toBeLessThan(0.94);
      const days = (period: typeof month) => Number(period.end.slice(8));
      expect(revenue(rows, month) / days(month)).toBeLessThan((revenue(rows, before) / days(before)) * 0.99);
    }
  });

  it('do not meet in time where they touch the same numbers', () => {
    for (let endDate = '2026-01-01'; endDate <= '2026-12-31'; endDate = addDays(endDate, 1)) {
      const { promotion, renovation, ...other } = scheduleCauses(endDate);
      const failure = other['supplier-failure'];
      const rise = other['price-rise'];
      expect(promotion.end < failure.start).toBe(true);
      expect(renovation.end < rise.start).toBe(true);
      expect(addDays(other['marketing-month'].end, 27) < rise.start).toBe(true);
      expect(failure.end <= endDate).toBe(true);
    }
  });
});
