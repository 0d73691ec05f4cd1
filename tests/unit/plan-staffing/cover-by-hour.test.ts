import { describe, expect, it } from 'vitest';
import { readShares } from '../../../skills/plan-staffing/busy-shares.ts';
import { coverByHour, findBusyHours } from '../../../skills/plan-staffing/cover-by-hour.ts';
import { findBusinessMetric, findPlaceDimension, findWageMetric } from '../../../skills/plan-staffing/find-metrics.ts';
import { proposeShifts } from '../../../skills/plan-staffing/propose-shifts.ts';
import { makeShift } from '../../../skills/plan-staffing/read-cover.ts';
import type { BusyHoursRecord } from '../../../src/contracts/record.ts';
import { planStaffing } from '../../../src/engines/optimizer/staffing/staffing-model.ts';
import { metricOf } from '../../db/metrics-support.ts';

const MONDAY = '2026-11-30';
const busy = (hour: number, share: number, change: Partial<BusyHoursRecord> = {}): BusyHoursRecord => ({
  hour,
  share,
  ...change,
});

describe('the rhythm of a day', () => {
  const records = [busy(8, 0.5), busy(9, 0.5), busy(9, 1, { weekday: 5 }), busy(12, 0.2, { location: 'Pier' })];
  it('takes the lines of the weekday before those of every day', () => {
    expect(readShares(records, MONDAY, undefined)).toEqual([
      { hour: 8, share: 0.5 },
      { hour: 9, share: 0.5 },
    ]);
    expect(readShares(records, '2026-12-05', undefined)).toEqual([{ hour: 9, share: 1 }]);
  });
  it('takes the lines of a place before those of all, and makes them add up to one', () => {
    expect(readShares(records, MONDAY, 'pier')).toEqual([{ hour: 12, share: 1 }]);
    expect(readShares(records, MONDAY, 'Hill')).toHaveLength(2);
  });
});

const demand = {
  metric: metricOf('orders'),
  of: new Map([['Pier', new Map([[MONDAY, 100]])]]),
  sources: [],
};
const records = [busy(8, 0.2), busy(9, 0.5), busy(10, 0.3)];

describe('people by the hour', () => {
  const needs = coverByHour(demand, records, [MONDAY], { perPersonHour: 10, factor: () => 1 });
  it('is the forecast, spread over the day, over what one serves', () => {
    expect(needs.map(({ from, people, place }) => [from, people, place])).toEqual([
      [480, 2, 'Pier'],
      [540, 5, 'Pier'],
      [600, 3, 'Pier'],
    ]);
  });
  it('raises the list only where it has fewer there and a shift lasts through', () => {
    const shift = makeShift('Early', 480, 600, 'Pier');
    const listed = { shifts: [shift], needs: [{ day: MONDAY, shift: shift.id, people: 3 }] };
    expect(findBusyHours(needs, listed)).toEqual([
      { day: MONDAY, place: 'Pier', from: 540, to: 600, listed: 3, wanted: 5 },
    ]);
  });
  it('proposes one shift for a short day, three for a long one', () => {
    expect(proposeShifts(needs).map(({ id }) => id)).toEqual(['Day 8–11 at Pier']);
    const long = coverByHour(demand, [busy(7, 0.5), busy(19, 0.5)], [MONDAY], { perPersonHour: 10, factor: () => 1 });
    expect(proposeShifts(long).map(({ id }) => id)).toEqual([
      'Early 7–15 at Pier',
      'Middle 9:30–17:30 at Pier',
      'Late 12–20 at Pier',
    ]);
  });
});

describe('numbers that a roster looks at', () => {
  const orders = metricOf('orders');
  const guests = metricOf('visits', { label: 'Guests' });
  const wages = metricOf('labor_cost', { label: 'Labor cost', unit: 'currency' });
  const revenue = metricOf('revenue', { unit: 'currency', synonyms: ['sales'] });
  it('are found by what they are called, in any company', () => {
    expect(findBusinessMetric([revenue, guests, orders])?.key).toBe('orders');
    expect(findBusinessMetric([revenue, guests])?.key).toBe('visits');
    expect(findBusinessMetric([revenue, wages])).toBeNull();
    expect(findWageMetric([revenue, wages])?.key).toBe('labor_cost');
    expect(findWageMetric([revenue])).toBeNull();
  });
  it('are cut by the dimension that knows all places', () => {
    const dimensions = [
      { key: 'product', members: ['Pier'] },
      { key: 'shop', members: ['Hill', 'PIER', 'Old'] },
    ];
    expect(findPlaceDimension(dimensions, ['Pier', 'Hill'])?.key).toBe('shop');
    expect(findPlaceDimension(dimensions, ['Nowhere'])).toBeNull();
  });
});

describe('places in the model', () => {
  const input = {
    firstDay: MONDAY,
    days: 1,
    shifts: [makeShift('Day', 480, 960, 'Pier'), makeShift('Day', 480, 960, 'Hill')],
    employees: [
      { id: 'ana', name: 'Ana', places: ['Hill'], wagePerHour: 10 },
      { id: 'ben', name: 'Ben', wagePerHour: 20 },
    ],
    cover: [{ day: MONDAY, from: 540, to: 600, people: 2, place: 'Pier' }],
  };
  it('count who is at that place only, and nobody works where they do not', () => {
    const outcome = planStaffing(input);
    if (outcome.status !== 'optimal') throw new Error(outcome.status);
    expect(outcome.plan.lines.map(({ employee, shift }) => [employee, shift])).toEqual([['ben', 'Day 8–16 at Pier']]);
    expect(outcome.plan.short).toMatchObject([{ wanted: 2, there: 1 }]);
    const [way] = outcome.explanation.shortages[0]?.ways ?? [];
    expect(way?.inTheWay.map(({ code }) => code)).toEqual(['wrong-place']);
  });
  it('may want people at the same time at two places', () => {
    const [need] = input.cover;
    const both = planStaffing({
      ...input,
      cover: [
        { ...need, people: 1 },
        { ...need, people: 1, place: 'Hill' },
      ].map((one) => ({ day: MONDAY, from: 540, to: 600, ...one })),
    });
    if (both.status !== 'optimal') throw new Error(both.status);
    expect(both.plan.short).toEqual([]);
    expect(both.plan.lines.map(({ employee, shift }) => `${employee} ${shift}`).sort()).toEqual([
      'ana Day 8–16 at Hill',
      'ben Day 8–16 at Pier',
    ]);
  });
});
