import { dayNumber } from '../../../src/calendar/civil-day.ts';
import type { SampleDates } from '../../../src/engines/forecaster/models/forecast-model.ts';
import type { Frequency } from './detect-frequency.ts';

/**
 * Dates for a model that thinks in dates, where a file has only step numbers: the grid that the frequency stands for,
 * from a Monday, the first of a year. Null for frequencies that are no grain of the product.
 */
export function makeDates({ season, stepsPerYear }: Frequency, steps: number): SampleDates | null {
  const months = season === 12 ? 1 : season === 4 ? 3 : null;
  const grain =
    season === 12 ? 'month' : season === 4 ? 'quarter' : stepsPerYear !== null && season === 7 ? 'day' : 'week';
  if (months === null && stepsPerYear === null) return null;
  const days = Float64Array.from({ length: steps }, (_, t) => {
    if (months === null) return dayNumber('2001-01-01') + t * (grain === 'day' ? 1 : 7);
    const month = months * t;
    const year = 2001 + Math.floor(month / 12);
    return dayNumber(`${year}-${String((month % 12) + 1).padStart(2, '0')}-01`);
  });
  return { grain, days };
}
