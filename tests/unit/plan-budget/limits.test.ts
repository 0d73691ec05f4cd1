import { describe, expect, it } from 'vitest';
import { limitChannel } from '../../../skills/plan-budget/limit-channel.ts';
import { choosePlanSpan } from '../../../skills/plan-budget/plan-span.ts';
import { changeAmount, readWishes } from '../../../skills/plan-budget/wishes.ts';
import type { PlanRequest } from '../../../src/contracts/plan.ts';

const NAMES = ['Instagram', 'Google Search', 'Local Paper', 'Flyers'];
const request = (more: Partial<PlanRequest>): PlanRequest => ({ kind: 'budget', changes: [], ...more });

describe('limits of a channel', () => {
  const used = { known: true, now: 100, highestSpend: 200 };

  it('go half again beyond what was tried, or as far as the list says', () => {
    expect(limitChannel(used, undefined)).toEqual({ min: 0, max: 300, minIfUsed: 0, from: 'tried' });
    expect(limitChannel(used, { name: 'x', least: 20, most: 150 })).toMatchObject({ min: 20, max: 150, from: 'list' });
    expect(limitChannel(used, { name: 'x', most: 900 })).toMatchObject({ max: 300, from: 'tried' });
    expect(limitChannel(used, { name: 'x', leastIfUsed: 400 })).toMatchObject({ max: 400, minIfUsed: 400 });
  });

  it('hold a channel that nothing is known of where it is', () => {
    const unknown = { ...used, known: false };
    expect(limitChannel(unknown, { name: 'x', least: 0, most: 500 })).toMatchObject({
      min: 100,
      max: 100,
      from: 'kept',
    });
    expect(limitChannel(unknown, undefined, [{ what: 'spend', atMost: 60 }])).toMatchObject({ min: 60, max: 60 });
    expect(limitChannel(unknown, undefined, [{ what: 'spend', off: true }])).toMatchObject({ min: 0, max: 0 });
  });

  it('give way to what was said', () => {
    const said = (change: object) => limitChannel(used, { name: 'x', most: 150 }, [{ what: 'spend', ...change }]);
    expect(said({ by: 0 })).toMatchObject({ min: 100, max: 100, from: 'said' });
    expect(said({ percent: -20 })).toMatchObject({ min: 80, max: 80 });
    expect(said({ to: 700 })).toMatchObject({ min: 700, max: 700 });
    expect(said({ atMost: 90 })).toMatchObject({ min: 0, max: 90 });
    expect(said({ atLeast: 220 })).toMatchObject({ min: 220, max: 220 });
  });
});

describe('wishes', () => {
  it('change the total in order, from what was named or from today', () => {
    const total = (more: Partial<PlanRequest>) => readWishes(request(more), NAMES).total(1000);
    expect(total({})).toBe(1000);
    expect(total({ amount: 500 })).toBe(500);
    expect(total({ amount: 500, changes: [{ what: 'total', percent: 20 }] })).toBe(600);
    expect(total({ changes: [{ what: 'spend', by: -300 }] })).toBe(700);
    expect(total({ changes: [{ what: 'total', by: -5000 }] })).toBe(0);
  });

  it('find channels by how people write them', () => {
    const { spendOf } = readWishes(
      request({
        changes: ['google', 'flyer', 'LOCAL PAPER', 'instagramm'].map((of) => ({ what: 'spend', of, by: 0 })),
      }),
      NAMES,
    );
    expect([...spendOf.keys()]).toEqual(['Google Search', 'Flyers', 'Local Paper', 'Instagram']);
    expect(() => readWishes(request({ changes: [{ what: 'spend', of: 'Radio', off: true }] }), NAMES)).toThrow(
      'I know no marketing channel called “Radio”.',
    );
  });

  it('read the largest change, whichever way it is put', () => {
    const most = (more: Partial<PlanRequest>) => readWishes(request(more), NAMES).maxChange;
    expect(most({})).toBeNull();
    expect(most({ maxChangePercent: 20 })).toBeCloseTo(0.2);
    expect(most({ maxChangePercent: 20, changes: [{ what: 'max-change', atMost: 10 }] })).toBeCloseTo(0.1);
    expect(most({ changes: [{ what: 'max-change', percent: -15 }] })).toBeCloseTo(0.15);
  });

  it('keep an amount between its limits', () => {
    expect(changeAmount(100, { what: 'total', atMost: 80 })).toBe(80);
    expect(changeAmount(100, { what: 'total', atLeast: 120, atMost: 150 })).toBe(120);
    expect(changeAmount(100, { what: 'total', off: true })).toBe(0);
  });
});

describe('the days of a plan', () => {
  it('are the next four whole weeks of the company', () => {
    const span = choosePlanSpan(undefined, '2026-11-23', 'monday');
    expect(span).toEqual({ period: { start: '2026-11-30', end: '2026-12-27' }, weeks: 4, modelWeeks: 4 });
    expect(choosePlanSpan(undefined, '2026-11-23', 'sunday').period.start).toBe('2026-11-29');
  });

  it('are those asked about, as far as they are still to come', () => {
    const month = choosePlanSpan({ start: '2026-12-01', end: '2026-12-31' }, '2026-11-23', 'monday');
    expect(month.weeks).toBeCloseTo(31 / 7);
    expect(month.modelWeeks).toBe(4);
    const running = choosePlanSpan({ start: '2026-11-01', end: '2026-11-30' }, '2026-11-23', 'monday');
    expect(running.period).toEqual({ start: '2026-11-23', end: '2026-11-30' });
    const over = choosePlanSpan({ start: '2026-10-01', end: '2026-10-31' }, '2026-11-23', 'monday');
    expect(over.period.start).toBe('2026-11-30');
  });

  it('of a year are planned as weeks that repeat', () => {
    const year = choosePlanSpan({ start: '2027-01-01', end: '2027-12-31' }, '2026-11-23', 'monday');
    expect(year.modelWeeks).toBe(4);
    expect(year.weeks).toBeCloseTo(365 / 7);
  });
});
