import { describe, expect, it } from 'vitest';
import type { ChosenGrain } from '../../../skills/forecast-metric/choose-grain.ts';
import {
  groupPast,
  listBuckets,
  planGrouping,
  toBuckets,
  wholeBuckets,
} from '../../../skills/forecast-metric/group-days.ts';
import { isOfSeason } from '../../../skills/forecast-metric/is-of-season.ts';
import { joinClosed } from '../../../skills/forecast-metric/join-closed.ts';
import { addDays } from '../../../src/calendar/civil-day.ts';
import type { MetricDefinition } from '../../../src/contracts/catalogue.ts';
import type { Period } from '../../../src/contracts/period.ts';
import { makePoints } from '../forecaster/make-points.ts';

const metric: MetricDefinition = {
  key: 'revenue',
  label: 'Revenue',
  unit: 'currency',
  grain: 'day',
  synonyms: [],
  aggregation: { kind: 'sum' },
  nonNegative: true,
  goodDirection: 'up',
  role: 'measure',
};
const span = (start: string, end: string): Period => ({ start, end });

describe('weeks, months and quarters of what is asked about', () => {
  const last = '2026-11-22';
  it('are twelve months for the next year, from the one that is under way', () => {
    expect(wholeBuckets(span('2026-11-24', '2027-11-23'), 'month', 'monday', last)).toEqual(
      span('2026-11-01', '2027-10-31'),
    );
    expect(wholeBuckets(span('2026-11-24', '2027-11-23'), 'quarter', 'monday', last)).toEqual(
      span('2026-10-01', '2027-09-30'),
    );
  });

  it('are the weeks of which a month or a year holds half', () => {
    expect(wholeBuckets(span('2026-12-01', '2026-12-31'), 'week', 'monday', last)).toEqual(
      span('2026-11-30', '2027-01-03'),
    );
    expect(wholeBuckets(span('2027-01-01', '2027-12-31'), 'week', 'monday', last)).toEqual(
      span('2027-01-04', '2028-01-02'),
    );
  });

  it('are the one that a single day lies in, and never none', () => {
    expect(wholeBuckets(span('2026-12-02', '2026-12-02'), 'week', 'monday', last)).toEqual(
      span('2026-11-30', '2026-12-06'),
    );
    expect(wholeBuckets(span('2027-02-06', '2027-02-08'), 'week', 'monday', last)).toEqual(
      span('2027-02-01', '2027-02-14'),
    );
  });
});

describe('days shown together', () => {
  const month: ChosenGrain = { grain: 'month', why: 'far' };
  const known = span('2024-11-22', '2026-11-22');
  const quarter = { period: span('2027-01-01', '2027-03-31') };
  it('are forecast where they know the time of year and months do not', () => {
    expect(planGrouping(month, quarter, metric, known, 'monday')).toEqual({ shown: 'month', ...quarter });
    const young = span('2026-01-01', '2026-11-22');
    const old = span('2022-01-01', '2026-11-22');
    expect(planGrouping(month, quarter, metric, young, 'monday')).toBeNull();
    expect(planGrouping(month, quarter, metric, old, 'monday')).toBeNull();
    expect(planGrouping(month, { period: span('2027-01-01', '2027-12-31') }, metric, known, 'monday')).toBeNull();
    expect(planGrouping(month, quarter, { ...metric, aggregation: { kind: 'mean' } }, known, 'monday')).toBeNull();
  });

  it('keep the width that was asked for where single days are assumed', () => {
    const days: ChosenGrain = { grain: 'day', why: 'single-days' };
    const december = span('2026-12-01', '2026-12-31');
    expect(planGrouping(days, { grain: 'week', period: december }, metric, known, 'monday')?.shown).toBe('week');
    expect(planGrouping(days, { period: december }, metric, known, 'monday')).toBeNull();
  });

  it('count what is in already of the one that is under way', () => {
    // From Monday, 1 January 2024, to Wednesday, 10 January.
    const points = makePoints(Array.from({ length: 10 }, () => 5));
    const windows = listBuckets(points, span('2024-01-01', '2024-01-21'), 'week');
    expect(windows).toEqual([
      { t: '2024-01-08', from: 1, to: 4, known: 15 },
      { t: '2024-01-15', from: 5, to: 11, known: 0 },
    ]);
    const range = { low50: 19, high50: 21, low80: 18, high80: 22, low95: 16, high95: 24, spread: 1 };
    const day = { t: '2024-01-11', y: 5, ...range, closed: false };
    const totals = [
      { from: 1, to: 4, mean: 20, ...range },
      { from: 5, to: 11, mean: 20, ...range },
    ];
    const asked = span('2024-01-08', '2024-01-14');
    const { steps } = toBuckets('week', windows, totals.slice(0, 1), [day], asked);
    const later = toBuckets('week', windows, totals, [day], span('2024-01-15', '2024-01-21'));
    expect(later.ahead.map(({ t }) => t)).toEqual(['2024-01-08', '2024-01-15']);
    expect(later.steps.map(({ t }) => t)).toEqual(['2024-01-15']);
    expect(steps).toMatchObject([{ t: '2024-01-08', y: 35, low80: 33, high80: 37, closed: false }]);
  });

  it('have a past without weeks that the data do not hold whole', () => {
    const points = makePoints([...Array.from({ length: 7 }, () => 2), 1, null, 1, 1, 1, 1, 1, 9]);
    expect(groupPast(points, 'week', 'monday')).toEqual([
      { t: '2024-01-01', y: 14 },
      { t: '2024-01-08', y: 6 },
    ]);
  });
});

describe('a change of level', () => {
  const year = (fall: number) => Array.from({ length: 364 }, (_, day) => (day < 280 ? 10 : fall));
  const series = (...values: readonly number[]) => ({
    metric,
    filter: {},
    grain: 'day' as const,
    points: makePoints(values),
    closedWeekdays: [],
    sources: [],
  });
  const changed = addDays('2024-01-01', 364 + 280);
  it('is the season where the year before had it too', () => {
    expect(isOfSeason(series(...year(6), ...year(6)), changed, -0.4)).toBe(true);
    expect(isOfSeason(series(...year(10), ...year(6)), changed, -0.4)).toBe(false);
    expect(isOfSeason(series(...year(14), ...year(6)), changed, -0.4)).toBe(false);
    expect(isOfSeason(series(...year(6)), addDays('2024-01-01', 280), -0.4)).toBe(false);
  });
});

describe('several closed days', () => {
  const closed = (day: string) => ({
    assumption: { what: 'closed' as const, period: span(day, day) },
    label: '',
    days: [day],
    isWhole: false,
  });
  it('are one assumption; what else is assumed stays beside it', () => {
    const promo = { assumption: { what: 'event' as const, label: 'Promo' }, label: 'Promo', days: [], isWhole: true };
    const joined = joinClosed([closed('2024-01-08'), promo, closed('2024-01-01')]);
    expect(joined).toHaveLength(2);
    expect(joined[0]).toMatchObject({ days: ['2024-01-01', '2024-01-08'] });
    expect(joined[1]).toBe(promo);
    expect(joinClosed([promo, closed('2024-01-01')])).toHaveLength(2);
  });
});
