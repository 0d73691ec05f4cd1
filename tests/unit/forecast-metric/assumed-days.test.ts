import { describe, expect, it } from 'vitest';
import { chooseGrain } from '../../../skills/forecast-metric/choose-grain.ts';
import { joinDays } from '../../../skills/forecast-metric/days-in-words.ts';
import { assume, closedDays, expectedFuture } from '../../../skills/forecast-metric/future.ts';
import { knowDays } from '../../../skills/forecast-metric/know-days.ts';
import { findYearBefore, planWindow } from '../../../skills/forecast-metric/plan-window.ts';
import type { History } from '../../../skills/forecast-metric/read-history.ts';
import { settleAssumptions } from '../../../skills/forecast-metric/settle-assumptions.ts';
import { subtractMembers } from '../../../skills/forecast-metric/subtract-members.ts';
import type { BusinessDay } from '../../../src/contracts/company.ts';
import type { Grain } from '../../../src/contracts/period.ts';
import { makePoints } from '../forecaster/make-points.ts';

const metric = {
  key: 'revenue',
  label: 'Revenue',
  unit: 'currency',
  grain: 'day',
  synonyms: [],
  aggregation: { kind: 'sum' },
  nonNegative: true,
  goodDirection: 'up',
  role: 'measure',
} as const;

/** From Monday, 1 January 2024. */
const historyOf = (
  values: readonly (number | null | undefined)[],
  days: readonly BusinessDay[] = [],
  filter: Record<string, string> = {},
  grain: Grain = 'day',
): History => ({
  series: { metric, filter, grain, points: makePoints(values, grain), closedWeekdays: [], sources: [] },
  knownClosed: [],
  days,
});
const special = (day: string, kind: BusinessDay['kind'], label: string, location = ''): BusinessDay => ({
  day,
  kind,
  label,
  location,
});
const holiday = (day: string, name: string) => ({ day, name, kind: 'public' as const });

describe('the days that are known', () => {
  it('calls a public holiday as the company calls it', () => {
    const known = knowDays(historyOf([1, 2, 3], [special('2024-01-01', 'holiday', 'Neujahr')]), [
      holiday('2024-01-01', 'New Year’s Day'),
      holiday('2025-01-01', 'New Year’s Day'),
    ]);
    expect([...known.named.keys()]).toEqual(['Neujahr']);
    expect([...(known.named.get('Neujahr')?.days ?? [])].sort()).toEqual(['2024-01-01', '2025-01-01']);
  });

  it('presumes a holiday closed where each one before was, and only there', () => {
    const both = [holiday('2024-01-02', 'Always shut'), holiday('2024-01-05', 'Always shut')];
    const shut = knowDays(historyOf([1, null, 3]), both);
    expect(shut.presumed).toEqual([{ day: '2024-01-05', label: 'Always shut' }]);
    expect(knowDays(historyOf([1, 2, 3]), both).presumed).toEqual([]);
    // Nothing is known of a gap.
    expect(knowDays(historyOf([1, undefined, 3]), both).presumed).toEqual([]);
  });

  it('takes days of another place for what they are', () => {
    const days = [
      special('2024-01-03', 'closed', 'Renovation', 'Harbor'),
      special('2024-01-05', 'closed', 'Renovation', 'Harbor'),
    ];
    const whole = knowDays(historyOf([1, 2, 3], days), []);
    expect(whole.closed.size).toBe(0);
    expect(whole.named.get('Renovation (Harbor)')?.days.size).toBe(2);
    const harbor = knowDays(historyOf([1, 2, 3], days, { location: 'Harbor' }), []);
    expect([...harbor.closed]).toEqual([['2024-01-05', 'Renovation']]);
    expect(harbor.named.size).toBe(0);
    const other = knowDays(historyOf([1, 2, 3], days, { location: 'Mill' }), []);
    expect([other.closed.size, other.named.size]).toEqual([0, 0]);
  });
});

describe('what is assumed about days', () => {
  const known = knowDays(
    historyOf(
      [1, 2, 3],
      [special('2024-01-02', 'event', 'Promo week'), special('2024-01-05', 'closed', 'Stocktaking')],
    ),
    [],
  );
  const ahead = {
    known,
    companions: [],
    unusable: [],
    reach: { start: '2024-01-04', end: '2024-01-10' },
    asked: { start: '2024-01-08', end: '2024-01-09' },
    grain: 'day' as const,
    steps: ['2024-01-04', '2024-01-05', '2024-01-06', '2024-01-07', '2024-01-08', '2024-01-09', '2024-01-10'],
  };
  const settle = (...assumed: Parameters<typeof settleAssumptions>[0][number][]) => {
    const settled = settleAssumptions(assumed, ahead);
    if (settled.kind === 'unknown') throw new Error(settled.said);
    return settled.taken;
  };

  it('finds an event by a part of its name; without a time it is the time asked about', () => {
    expect(settle({ what: 'event', label: 'promo' })).toMatchObject([
      { label: 'Promo week', days: ['2024-01-08', '2024-01-09'], isWhole: true },
    ]);
  });

  it('knows no event that nobody has named', () => {
    expect(settleAssumptions([{ what: 'event', label: 'jazz night' }], ahead)).toEqual({
      kind: 'unknown',
      said: 'jazz night',
    });
  });

  it('closes, opens and takes away', () => {
    const plain = expectedFuture(known);
    const closedOf = (future: typeof plain) => closedDays(future, [6], ahead.reach);
    // 2024-01-07 is a Sunday.
    expect(closedOf(plain)).toEqual(['2024-01-05', '2024-01-07']);
    const changed = settle(
      { what: 'open', period: { start: '2024-01-07', end: '2024-01-07' } },
      { what: 'closed', period: { start: '2024-01-08', end: '2024-01-20' } },
      { what: 'without', label: 'stocktaking' },
    ).reduce(assume, plain);
    expect(closedOf(changed)).toEqual(['2024-01-08', '2024-01-09', '2024-01-10']);
    const promo = settle({ what: 'event', label: 'Promo week' }).reduce(assume, plain);
    expect([...(promo.flags.get('Promo week') ?? [])]).toEqual(['2024-01-02', '2024-01-08', '2024-01-09']);
  });

  it('joins days that follow one another', () => {
    expect(joinDays(['2024-01-31', '2024-02-01', '2024-02-03'])).toEqual([
      { start: '2024-01-31', end: '2024-02-01' },
      { start: '2024-02-03', end: '2024-02-03' },
    ]);
  });
});

describe('the grain of a forecast', () => {
  const known = { start: '2022-01-01', end: '2024-11-22' };
  const choose = (start: string, end: string, more: Partial<Parameters<typeof chooseGrain>[0]> = {}) =>
    chooseGrain({ period: { start, end }, assume: [], ...more }, 'day', known);

  it.each([
    ['2024-11-23', '2024-12-20', 'day'],
    ['2024-12-01', '2025-11-30', 'month'],
    ['2024-11-24', '2025-11-22', 'week'],
    ['2025-01-01', '2025-03-31', 'month'],
  ])('from %s to %s goes by the %s', (start, end, grain) => {
    expect(choose(start, end).grain).toBe(grain);
  });

  it('is the one asked for, unless single days are assumed or the data are coarser', () => {
    expect(choose('2024-11-23', '2024-12-20', { grain: 'week' })).toEqual({ grain: 'week', why: null });
    const closed = { what: 'closed', period: { start: '2024-12-24', end: '2024-12-24' } } as const;
    expect(choose('2024-11-23', '2024-12-27', { grain: 'week', assume: [closed] })).toEqual({
      grain: 'day',
      why: 'single-days',
    });
    const monthly = chooseGrain({ period: known, assume: [], grain: 'day' }, 'month', known);
    expect(monthly).toEqual({ grain: 'month', why: 'own-is-coarser' });
  });
});

describe('stretches and members', () => {
  it('holds whole months against the same months a year before', () => {
    const points = makePoints(Array.from({ length: 366 + 20 }, (_, i) => i));
    const window = planWindow(points, 'day', 'monday', { start: '2025-02-01', end: '2025-02-28' });
    if (window === null) throw new Error('no window');
    expect(findYearBefore(points, window, 'day')?.period).toEqual({ start: '2024-02-01', end: '2024-02-29' });
  });

  it('leaves to “All others” what the members do not have, and nothing where that is nothing', () => {
    const whole = historyOf([10, null, 30]);
    expect(subtractMembers(whole, [historyOf([4, null, 10])])?.series.points.map(({ y }) => y)).toEqual([6, null, 20]);
    expect(subtractMembers(whole, [historyOf([4, null, 10]), historyOf([6, null, 20])])).toBeNull();
  });
});
