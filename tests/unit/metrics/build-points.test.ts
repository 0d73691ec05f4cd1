import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../../src/calendar/civil-day.ts';
import { buildDailyPoints, findClosedWeekdays, groupPoints } from '../../../src/metrics/build-points.ts';
import { periodBefore, startOfGrain } from '../../../src/metrics/calendar.ts';

/** Ten weeks from Monday 2026-01-05, without Sundays. */
function tenWeeks(): Map<string, number> {
  const values = new Map<string, number>();
  for (let day = 0; day < 70; day++) {
    const t = addDays('2026-01-05', day);
    if (weekdayOf(t) !== 6) values.set(t, 10);
  }
  return values;
}

describe('closed, zero and missing are told apart', () => {
  it('calls a weekday closed that never has a value in eight chances', () => {
    expect(findClosedWeekdays(tenWeeks(), '2026-01-05', '2026-03-15')).toEqual([6]);
  });
  it('does not call it closed after seven', () => {
    expect(findClosedWeekdays(tenWeeks(), '2026-01-05', '2026-02-22')).toEqual([]);
  });
  it('marks each day of a stretch', () => {
    const points = buildDailyPoints({
      values: new Map([['2026-01-05', 3]]),
      range: { start: '2026-01-05', end: '2026-01-11' },
      closed: new Set(['2026-01-06']),
      closedWeekdays: [6],
      traded: new Set(['2026-01-05', '2026-01-07']),
      unsold: 0,
    });
    expect(points.map((point) => `${point.state} ${point.y}`)).toEqual([
      'open 3',
      'closed null',
      'open 0',
      'gap null',
      'gap null',
      'gap null',
      'closed null',
    ]);
  });
});

describe('weeks and months', () => {
  it('leaves out buckets that are covered in part', () => {
    const daily = [...tenWeeks()].map(([t, y]) => ({ t, y, state: 'open' as const }));
    const months = groupPoints(daily, { from: 'day', grain: 'month', weekStart: 'monday' }, (days) =>
      days.reduce((sum, day) => sum + (day.y ?? 0), 0),
    );
    // February 2026 has 24 days that are no Sunday; January and March are not whole.
    expect(months).toEqual([{ t: '2026-02-01', y: 240, state: 'open' }]);
  });
  it('starts weeks where the company does', () => {
    // 2026-06-17 is a Wednesday.
    expect(startOfGrain('2026-06-17', 'week', 'monday')).toBe('2026-06-15');
    expect(startOfGrain('2026-06-17', 'week', 'sunday')).toBe('2026-06-14');
    expect(startOfGrain('2026-06-17', 'week', 'saturday')).toBe('2026-06-13');
  });
  it('compares a month with the month before and a stretch with as many days before', () => {
    expect(periodBefore({ start: '2026-03-01', end: '2026-03-31' })).toEqual({
      start: '2026-02-01',
      end: '2026-02-28',
    });
    expect(periodBefore({ start: '2026-01-01', end: '2026-03-31' })).toEqual({
      start: '2025-10-01',
      end: '2025-12-31',
    });
    expect(periodBefore({ start: '2026-06-08', end: '2026-06-14' })).toEqual({
      start: '2026-06-01',
      end: '2026-06-07',
    });
  });
});
