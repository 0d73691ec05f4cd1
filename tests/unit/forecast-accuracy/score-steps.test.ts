import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/calendar/civil-day.ts';
import { knowSeries, scoreSteps } from '../../../src/forecasts/score-steps.ts';
import { nextBucket } from '../../../src/metrics/calendar.ts';
import type { SeriesPoint } from '../../../src/metrics/metric-series.ts';

const step = (t: string, more: object = {}) => ({ t, y: 50, low80: 40, high80: 60, low95: 30, high95: 70, ...more });

/** Days from 2026-11-02 on: a number is a value, null is closed, undefined a gap. */
const days = (...values: (number | null | undefined)[]) =>
  knowSeries(
    values.map((y, at): SeriesPoint => {
      const t = addDays('2026-11-02', at);
      if (typeof y === 'number') return { t, y, state: 'open' };
      return { t, y: null, state: y === null ? 'closed' : 'gap' };
    }),
    'day',
  );

const from = (at: number) => addDays('2026-11-02', at);
const since = '2025-01-01';

describe('the naive guess', () => {
  test('is the same weekday of the newest week that was over', () => {
    const known = days(...Array.from({ length: 21 }, (_, at) => at));
    const kept = Array.from({ length: 14 }, (_, at) => step(from(7 + at)));
    const { scores } = scoreSteps(kept, known, { since });
    expect(scores.map(({ naive }) => naive)).toEqual([0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6]);
  });

  test('goes a week further back where it was closed, and is nothing before the data begin', () => {
    const known = days(7, ...new Array<number>(6).fill(1), null, ...new Array<number>(6).fill(2), 9, 9);
    expect(scoreSteps([step(from(14))], known, { since }).scores[0]?.naive).toBe(7);
    expect(scoreSteps([step(from(6))], known, { since }).scores[0]?.naive).toBeNull();
  });

  test('of a month is the same month of the year before, of a week the week before', () => {
    const points: SeriesPoint[] = [];
    for (let t = '2025-01-01', y = 1; y <= 15; y += 1, t = nextBucket(t, 'month')) points.push({ t, y, state: 'open' });
    const months = scoreSteps([step('2026-02-01'), step('2026-03-01')], knowSeries(points, 'month'), { since });
    expect(months.scores.map(({ t, actual, naive }) => [t, actual, naive])).toEqual([
      ['2026-02-01', 14, 2],
      ['2026-03-01', 15, 3],
    ]);
    const weeks = [0, 7, 14, 21].map((at, y): SeriesPoint => ({ t: from(at), y, state: 'open' }));
    const { scores } = scoreSteps([step(from(14)), step(from(21))], knowSeries(weeks, 'week'), { since });
    expect(scores.map(({ naive }) => naive)).toEqual([1, 1]);
  });
});

describe('what is settled', () => {
  test('ends before the first step that is not known; closed steps count as settled and have no score', () => {
    const known = days(1, null, 3, undefined, 5);
    const kept = [0, 1, 2, 3, 4, 5].map((at) => step(from(at), at === 2 ? { closed: true } : {}));
    const { scores, until } = scoreSteps(kept, known, { since });
    expect(scores.map(({ t, step: ahead, actual }) => [t, ahead, actual])).toEqual([
      [from(0), 1, 1],
      [from(4), 5, 5],
    ]);
    expect(until).toBe(from(2));
  });

  test('goes on from where it was, and leaves out what is too old', () => {
    const known = days(1, 2, 3, 4);
    const kept = [0, 1, 2, 3].map((at) => step(from(at)));
    expect(scoreSteps(kept, known, { from: from(1), since }).scores.map(({ step: ahead }) => ahead)).toEqual([3, 4]);
    const old = scoreSteps(kept, known, { since: from(2) });
    expect([old.scores.length, old.until]).toEqual([2, from(3)]);
  });

  test('of a forecast in another form is nothing', () => {
    expect(scoreSteps([1, 2], days(1), { since })).toEqual({ scores: [], until: null });
    expect(scoreSteps([], days(1), { since })).toEqual({ scores: [], until: null });
    expect(scoreSteps([step(from(0)), { t: from(1) }], days(1, 2), { since }).scores).toHaveLength(1);
  });
});
