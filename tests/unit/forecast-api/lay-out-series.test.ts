import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/calendar/civil-day.ts';
import { addSteps } from '../../../src/engines/forecaster/series/step-dates.ts';
import { detectGrain } from '../../../src/forecast-api/detect-grain.ts';
import { layOutSeries } from '../../../src/forecast-api/lay-out-series.ts';
import { placeRegressors } from '../../../src/forecast-api/place-regressors.ts';

const dated = (dates: readonly string[]) => dates.map((t, value) => ({ t, value }));

describe('the grain of dates', () => {
  it.each([
    ['day', ['2026-11-02', '2026-11-03', '2026-11-05']],
    ['week', ['2026-11-02', '2026-11-09', '2026-11-30']],
    ['month', ['2026-01-01', '2026-02-01', '2026-04-01']],
    ['month', ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['month', ['2026-01-15', '2026-02-15', '2026-03-15']],
    ['quarter', ['2025-10-01', '2026-01-01', '2026-07-01']],
    ['quarter', ['2025-12-31', '2026-03-31', '2026-06-30']],
  ])('is %s for %j', (grain, dates) => {
    expect(detectGrain(dates)).toBe(grain);
  });

  it.each([
    [['2026-11-02'], /one date alone/],
    [['2024-01-01', '2025-01-01', '2026-01-01'], /a year apart/],
    [['2026-11-02', '2026-11-09', '2026-11-17', '2026-11-24'], /about 7 days apart, but not evenly/],
  ])('of %j is asked for', (dates, words) => {
    expect(() => detectGrain(dates)).toThrow(words);
  });
});

describe('a series', () => {
  it('in any order is put in order, with gaps where there is nothing', () => {
    const laid = layOutSeries([
      { t: '2026-11-05', value: 5 },
      { t: '2026-11-02', value: 2 },
      { t: '2026-11-03', value: null },
      { t: '2026-11-06', value: 6 },
    ]);
    expect(laid.points).toEqual([
      { t: '2026-11-02', y: 2, state: 'open' },
      { t: '2026-11-03', y: null, state: 'gap' },
      { t: '2026-11-04', y: null, state: 'gap' },
      { t: '2026-11-05', y: 5, state: 'open' },
      { t: '2026-11-06', y: 6, state: 'open' },
    ]);
  });

  it('with a date twice is refused by its rows, those of a file by theirs', () => {
    const twice = [...dated(['2026-11-02', '2026-11-03', '2026-11-04']), { t: '2026-11-02', value: 9 }];
    expect(() => layOutSeries(twice)).toThrow(/^Rows 1 and 4 of "series" have the date 2026-11-02\.$/);
    const inFile = twice.map((one, i) => ({ ...one, row: i + 10 }));
    expect(() => layOutSeries(inFile)).toThrow(/^Rows 10 and 13 of the file have/);
  });

  it('with two dates in one step of the grain that was said is refused too', () => {
    expect(() => layOutSeries(dated(['2026-01-01', '2026-01-20', '2026-02-01']), 'month')).toThrow(
      /Rows 1 and 2 .* the same month \(2026-01-01 and 2026-01-20\)/,
    );
  });

  it('of month ends is named by month ends ahead as well', () => {
    const { axis, points } = layOutSeries(dated(['2025-12-31', '2026-01-31', '2026-02-28']));
    expect(points.map(({ t }) => t)).toEqual(['2025-12-01', '2026-01-01', '2026-02-01']);
    const ahead = [3, 4, 5].map((step) => axis.nameOf(addSteps(axis.start, 'month', step)));
    expect(ahead).toEqual(['2026-03-31', '2026-04-30', '2026-05-31']);
  });

  it('keeps a day of the month that every month has', () => {
    expect(layOutSeries(dated(['2026-01-15', '2026-02-15', '2026-03-15'])).points[2]?.t).toBe('2026-03-15');
  });

  it('without a value on any Sunday has Sundays off; too short a one has none', () => {
    const open = (days: number) =>
      Array.from({ length: days }, (_, i) => addDays('2026-01-05', i)).filter((_, i) => i % 7 !== 6);
    expect(layOutSeries(dated(open(70))).closedWeekdays).toEqual([6]);
    expect(layOutSeries(dated(open(20))).closedWeekdays).toEqual([]);
  });

  it('is cut to what the engine reads, and a slip of the pen in a year is told', () => {
    const long = Array.from({ length: 5_000 }, (_, i) => addDays('2012-01-01', i));
    const { points, firstStep } = layOutSeries(dated(long));
    expect(points).toHaveLength(1_500);
    expect(points[0]?.t).toBe(addDays('2012-01-01', firstStep));
    expect(() => layOutSeries(dated(['1926-11-23', '2026-11-23', '2026-11-24', '2026-11-25']))).toThrow(
      /check these dates/,
    );
  });
});

describe('regressors', () => {
  const steps = { past: 3, horizon: 2, positionOf: (day: string) => Number(day.slice(8)) - 1 };

  it('are flags when all they say is yes and no, and 0 where nothing was said', () => {
    const values = [
      { t: '2026-11-02', value: 1 },
      { t: '2026-11-05', value: 1 },
      { t: '2026-11-30', value: 1 },
    ];
    expect(placeRegressors([{ name: 'Promotion', values }], steps)).toEqual([
      { name: 'Promotion', kind: 'flag', values: [0, 1, 0, 0, 1] },
    ]);
  });

  it('are numbers otherwise: averaged within a step, unknown where nothing was said', () => {
    const values = [
      { t: '2026-11-01', value: 4 },
      { t: '2026-11-01', value: 6 },
      { t: '2026-11-04', value: 7 },
    ];
    expect(placeRegressors([{ name: 'Price', values }], steps)).toEqual([
      { name: 'Price', kind: 'number', values: [5, null, null, 7, null] },
    ]);
  });
});
