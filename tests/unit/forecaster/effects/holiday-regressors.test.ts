import { describe, expect, it } from 'vitest';
import { listHolidayRegressors } from '../../../../src/engines/forecaster/effects/holiday-regressors.ts';

const EASTER = ['2023-04-09', '2024-03-31', '2025-04-20', '2026-04-05'].map((day) => ({ day, name: 'Easter Sunday' }));
const CHRISTMAS = [2023, 2024, 2025, 2026].map((year) => ({ day: `${year}-12-25`, name: 'Christmas Day' }));

describe('holidays as regressors', () => {
  it('are up on their days', () => {
    const [flag, ...others] = listHolidayRegressors(EASTER, {
      start: '2024-03-30',
      grain: 'day',
      steps: 400,
      past: 380,
    });
    expect(others).toEqual([]);
    expect(flag?.name).toBe('Easter Sunday');
    expect(flag?.values).toHaveLength(400);
    expect(flag?.values.flatMap((value, t) => (value === 1 ? [t] : []))).toEqual([1, 386]);
  });

  it('are left out when the past has never seen them', () => {
    expect(listHolidayRegressors(EASTER, { start: '2025-01-01', grain: 'day', steps: 120, past: 100 })).toEqual([]);
  });

  it('count the days of a week', () => {
    const days = ['2024-12-25', '2024-12-26', '2025-12-25'].map((day) => ({ day, name: 'Christmas' }));
    const [flag] = listHolidayRegressors(days, { start: '2024-12-23', grain: 'week', steps: 60, past: 50 });
    expect(flag?.values.flatMap((value, t) => (value > 0 ? [[t, value]] : []))).toEqual([
      [0, 2],
      [52, 1],
    ]);
  });

  it('of months are those that move between them: the season has the others', () => {
    const days = [...EASTER, ...CHRISTMAS];
    const flags = listHolidayRegressors(days, { start: '2023-01-01', grain: 'month', steps: 48, past: 36 });
    expect(flags.map(({ name }) => name)).toEqual(['Easter Sunday']);
    expect(flags[0]?.values.flatMap((value, t) => (value > 0 ? [t] : []))).toEqual([3, 14, 27, 39]);
  });
});
