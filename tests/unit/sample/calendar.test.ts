import { describe, expect, it } from 'vitest';
import { addDays, isCivilDate, weekdayOf } from '../../../src/calendar/civil-day.ts';
import { makeBusinessCalendar } from '../../../src/sample/business-calendar.ts';
import { lastCompleteMonth } from '../../../src/sample/civil-day.ts';
import { listUsHolidays } from '../../../src/sample/us-holidays.ts';

describe('civil days', () => {
  it('knows weekdays', () => {
    // 2000-01-01 was a Saturday, 2024-02-29 a Thursday, 2026-06-15 a Monday (printed calendars).
    expect(['2000-01-01', '2024-02-29', '2026-06-15'].map(weekdayOf)).toEqual([5, 3, 0]);
  });

  it('crosses leap days and years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('takes a month as complete on its last day', () => {
    expect(lastCompleteMonth('2026-06-30')).toEqual({ start: '2026-06-01', end: '2026-06-30' });
    expect(lastCompleteMonth('2026-03-05')).toEqual({ start: '2026-02-01', end: '2026-02-28' });
  });

  it('knows what is no date', () => {
    for (const wrong of ['2026-02-30', '2026-2-3', '20260203', '0012-01-01', ''])
      expect(isCivilDate(wrong)).toBe(false);
    expect(isCivilDate('2024-02-29')).toBe(true);
  });
});

describe('holidays', () => {
  it('match the published dates', () => {
    // U.S. Office of Personnel Management, federal holidays of 2025, 2026 and 2027 (actual days, not days off in lieu).
    expect(listUsHolidays(2025).map(({ day }) => day.slice(5))).toEqual([
      '01-01',
      '05-26',
      '07-04',
      '09-01',
      '11-27',
      '12-25',
    ]);
    expect(listUsHolidays(2026).map(({ day }) => day.slice(5))).toEqual([
      '01-01',
      '05-25',
      '07-04',
      '09-07',
      '11-26',
      '12-25',
    ]);
    expect(listUsHolidays(2027).map(({ day }) => day.slice(5))).toEqual([
      '01-01',
      '05-31',
      '07-04',
      '09-06',
      '11-25',
      '12-25',
    ]);
  });
});

describe('the business calendar', () => {
  // 2028-12-25 is a Monday, the weekday Old Mill is closed anyway.
  const days = Array.from({ length: 9 }, (_, index) => addDays('2028-12-18', index));

  it('names a closed day once, by its strongest reason', () => {
    const { entries } = makeBusinessCalendar(days, { renovation: { start: '2028-12-18', end: '2028-12-19' } });
    expect(entries).toEqual([
      { day: '2028-12-18', location: 'Old Mill', kind: 'closed', label: 'Renovation' },
      { day: '2028-12-19', location: 'Old Mill', kind: 'closed', label: 'Renovation' },
      { day: '2028-12-25', kind: 'closed', label: 'Christmas Day' },
    ]);
  });

  it('opens and closes each café', () => {
    const calendar = makeBusinessCalendar(days, {});
    expect(calendar.isOpen('2028-12-18', 'Riverside')).toBe(true);
    expect(calendar.isOpen('2028-12-18', 'Old Mill')).toBe(false);
    expect(calendar.isOpen('2028-12-19', 'Old Mill')).toBe(true);
    expect(calendar.isOpen('2028-12-25', 'Riverside')).toBe(false);
  });

  it('expects more the day before a closed holiday', () => {
    const calendar = makeBusinessCalendar(days, {});
    expect(calendar.demand('2028-12-24')).toBeGreaterThan(calendar.demand('2028-12-23'));
  });
});
