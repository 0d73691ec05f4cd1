import { describe, expect, it } from 'vitest';
import { type ExplainInput, explainChange } from '../../../src/engines/evidence/explain-change.ts';
import { askLast, day, seededRandom, simulateShop, steadyShop } from './simulate.ts';

const shut = (history: ExplainInput['history'], ...days: number[]): ExplainInput['history'] =>
  history.map((point, i) => (days.includes(i) ? { ...point, y: null, state: 'closed' } : point));

describe('closed days', () => {
  it('accounts for the whole fall of a week with two closed days, and sees no fall in trade', () => {
    // Days 133–139 are a week, Monday to Sunday; Friday (1,250) and Saturday (1,400) shut.
    const found = explainChange(askLast(shut(steadyShop(140), 137, 138), 7));
    expect(found.totals).toMatchObject({ before: 7_000, after: 4_350, delta: -2_650, direction: 'down' });
    expect(found.calendar?.unusualClosedAfter).toBe(2);
    expect(found.calendar?.steps.map((step) => step.kind)).toEqual(['closed', 'trade']);
    expect(found.calendar?.steps[0]?.delta).toBeCloseTo(-2_650, 6);
    expect(found.calendar?.tradeRelative).toBeCloseTo(0, 9);
    expect(found.reality.period.verdict).toBe('noise');
  });

  it('splits a week with a closed Monday and 10% less trade on the other days', () => {
    // Before 7,000 at level 1,000; after 0.9 × 6,200 at level 900. Closed: −950 × 0.8 = −760; trade: the rest of −1,420.
    const weaker = steadyShop(140).map((point, i) => (i >= 133 ? { ...point, y: 0.9 * (point.y ?? 0) } : point));
    const steps = explainChange(askLast(shut(weaker, 133), 7)).calendar?.steps;
    expect(steps?.[0]?.delta).toBeCloseTo(-760, 6);
    expect(steps?.[1]?.delta).toBeCloseTo(-660, 6);
  });

  it('calls a longer month calendar, not trade', () => {
    // May 2024 (31 days) against April (30): day 91 is 1 April.
    const history = steadyShop(152);
    const input = {
      ...askLast(history, 7),
      period: { start: day(121), end: day(151) },
      compare: { start: day(91), end: day(120) },
    };
    const found = explainChange(input);
    expect(found.calendar?.steps.map((step) => step.kind)).toEqual(['calendar', 'trade']);
    expect(found.calendar?.steps[1]?.delta).toBeCloseTo(0, 6);
    expect(found.calendar?.steps[0]?.delta).toBeCloseTo(found.totals.delta ?? 0, 6);
  });

  it('does not take the weekly day off for a closed day', () => {
    const mondays = Array.from({ length: 20 }, (_, week) => week * 7);
    const found = explainChange(askLast(shut(steadyShop(140), ...mondays), 7));
    expect(found.calendar).toMatchObject({ unusualClosedBefore: 0, unusualClosedAfter: 0 });
    expect(found.totals.delta).toBe(0);
  });

  it('keeps missing days apart from closed ones', () => {
    const history = steadyShop(140).filter((_, i) => i !== 138);
    const input = {
      ...askLast(history, 7),
      period: { start: day(133), end: day(139) },
      compare: { start: day(126), end: day(132) },
    };
    const found = explainChange(input);
    expect(found.calendar?.steps.map((step) => step.kind)).toEqual(['missing', 'trade']);
    expect(found.calendar?.steps[0]?.delta).toBeCloseTo(-1_400, 6);
    expect(found.notes).toContainEqual({ code: 'period-incomplete', missing: 1, of: 7 });
  });

  it('gives a shop that shut for the whole week zero, all of it by closed days', () => {
    const found = explainChange(askLast(shut(steadyShop(140), 133, 134, 135, 136, 137, 138, 139), 7));
    expect(found.totals).toMatchObject({ after: 0, delta: -7_000 });
    expect(found.calendar?.steps[0]).toMatchObject({ kind: 'closed' });
    expect(found.calendar?.steps[0]?.delta).toBeCloseTo(-7_000, 6);
    expect(found.notes).toContainEqual({ code: 'all-closed-in-period' });
  });

  it('holds a week against the average of the four before', () => {
    const input: ExplainInput = {
      ...askLast(shut(steadyShop(140), 138), 7),
      compare: { start: day(105), end: day(132) },
      beforeScale: 0.25,
    };
    const found = explainChange(input);
    expect(found.totals).toMatchObject({ before: 7_000, after: 5_600 });
    expect(found.calendar?.steps[0]?.delta).toBeCloseTo(-1_400, 6);
  });

  it('adds up exactly on random shops, those with losses among them', () => {
    const random = seededRandom(77);
    for (let run = 0; run < 60; run++) {
      const days = 120 + Math.floor(random() * 200);
      const loss = run % 2 === 0 ? 0 : 900;
      const history = simulateShop(run, days).map((point) => ({ ...point, y: (point.y ?? 0) - loss }));
      const closed = Array.from({ length: 20 }, () => days - 1 - Math.floor(random() * 60));
      const input = askLast(shut(history, ...closed), 7 + Math.floor(random() * 23));
      const found = explainChange({ ...input, metric: { ...input.metric, nonNegative: loss === 0 } });
      const sum = found.calendar?.steps.reduce((all, step) => all + step.delta, 0);
      expect(sum).toBeCloseTo(found.totals.delta ?? Number.NaN, 6);
    }
  });
});
