import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/contracts/errors.ts';
import { readDateText } from '../../../src/forecast-api/read-date-text.ts';
import { readForecastRequest } from '../../../src/forecast-api/read-request.ts';

const series = [
  { t: '2026-11-01', value: 3 },
  { t: '2026-11-02', value: null },
];

/** The words of the refusal. */
function refusal(body: unknown): string {
  try {
    readForecastRequest(body);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'taken';
}

describe('a request', () => {
  it('is read with its defaults', () => {
    expect(readForecastRequest({ series, horizon: 7, extra: 'is passed over' })).toEqual({
      source: { kind: 'series', values: series },
      horizon: 7,
      levels: [50, 80, 95],
      regressors: [],
    });
  });

  it('of a metric keeps its filter; levels come in order, none twice', () => {
    const body = { metric: 'revenue', filter: { location: 'Riverside' }, horizon: 4, levels: [95, 80, 95] };
    expect(readForecastRequest(body)).toMatchObject({
      source: { kind: 'metric', metric: 'revenue', filter: { location: 'Riverside' } },
      levels: [80, 95],
    });
  });

  it('takes values that are no numbers for missing', () => {
    const read = readForecastRequest({
      series: [{ t: '2026-11-01', value: Number.NaN }, { t: '2026-11-02' }, { t: '2026-11-03', value: Infinity }],
      horizon: 1,
    });
    expect(read.source).toMatchObject({ values: [{ value: null }, { value: null }, { value: null }] });
  });

  it.each([
    [null, /^The request has to be a JSON object/],
    [{ series }, /^"horizon" is missing/],
    [{ series, horizon: 0 }, /^"horizon" has to be at least 1 step\.$/],
    [{ series, horizon: 2.5 }, /^"horizon" has to be a whole number/],
    [{ horizon: 3 }, /^Send either "metric" .* or "series"/],
    [{ series, metric: 'revenue', horizon: 3 }, /not both or neither\.$/],
    [{ series, filter: { a: 'b' }, horizon: 3 }, /^"filter" goes with "metric"/],
    [{ series: [], horizon: 3 }, /^"series" is empty/],
    [{ series: { t: 1 }, horizon: 3 }, /^"series" has to be a list such as/],
    [
      { series: [...series, { t: '2026-11-03', value: '7' }], horizon: 3 },
      /^Row 3 of "series" \(2026-11-03\) has a "value" that is no number/,
    ],
    [{ series: [{ t: '03.11.2026', value: 1 }], horizon: 3 }, /^Row 1 of "series" has no date that I can read/],
    [{ series: [7], horizon: 3 }, /^Row 1 of "series" has to look like/],
    [{ series, horizon: 3, levels: [0.8] }, /^Row 1 of "levels" is below 1: levels are in percent/],
    [{ series, horizon: 3, levels: [100] }, /is above 99/],
    [{ series, horizon: 3, model: 'oracle' }, /^"model" has to be one of ensemble, ets/],
    [{ series, horizon: 3, grain: 'hour' }, /^"grain" has to be one of day, week, month, quarter\.$/],
    [{ series, horizon: 3, holidays: 'Germany' }, /^"holidays" has to be a country code/],
    [{ series, horizon: 3, regressors: [{ values: series }] }, /^"name" in row 1 of "regressors" has to be a name/],
    [
      { series, horizon: 3, regressors: ['a', 'a'].map((name) => ({ name, values: series })) },
      /^Two regressors are called "a"/,
    ],
  ])('that is wrong is refused with the place and the way out: %j', (body, words) => {
    expect(refusal(body)).toMatch(words);
  });

  it.each([
    ['day', 366],
    ['week', 104],
    ['month', 60],
    ['quarter', 20],
  ])('looks at most so far ahead by %s', (grain, longest) => {
    expect(refusal({ series, grain, horizon: longest })).toBe('taken');
    expect(refusal({ series, grain, horizon: longest + 1 })).toMatch(/further than I can honestly see/);
  });

  it('with ten thousand wrong rows says a few of them, and ends at once', () => {
    const rows = Array.from({ length: 10_000 }, () => ({ t: 'never', value: 1 }));
    const words = refusal({ series: rows, horizon: 3 });
    expect(words).toMatch(/row 3 of "series"/);
    expect(words.length).toBeLessThan(800);
    expect(refusal({ series: [...rows, ...rows], horizon: 3 })).toMatch(/more than 10,000 values/);
  });

  it('quotes at most a little of what was sent', () => {
    const name = 'x'.repeat(199);
    const twice = [name, name].map((one) => ({ name: one, values: series }));
    expect(refusal({ series, horizon: 1, regressors: twice }).length).toBeLessThan(200);
  });
});

describe('a date', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-23T00:00:00.000Z', '2026-11-23'],
    ['2026-11-23 14:30:00+02:00', '2026-11-23'],
    ['2026-11', '2026-11-01'],
    ['2026-Q4', '2026-10-01'],
    ['2026q1', '2026-01-01'],
    ['2026-02-30', null],
    ['2026-13', null],
    ['2026-Q5', null],
    ['23.11.2026', null],
    ['0026-11-23', null],
    ['', null],
  ])('%s is %s', (text, day) => {
    expect(readDateText(text)).toBe(day);
  });
});
