import { describe, expect, it } from 'vitest';
import { type ContextInput, explainChange } from '../../../src/engines/evidence/explain-change.ts';
import { askLast, day, normal, seededRandom, simulateShop } from './simulate.ts';

const DAYS = 400;
const series = (key: string, value: (index: number) => number | null): ContextInput => ({
  key,
  label: key,
  points: Array.from({ length: DAYS }, (_, i) => ({ t: day(i), y: value(i) })),
});
const noise = (key: string, seed: number, lift: (index: number) => number = () => 0) => {
  const random = seededRandom(seed);
  return series(key, (i) => 10 + normal(random) + lift(i));
};
const last = (i: number) => i >= DAYS - 7;
const history = simulateShop(12, DAYS);

describe('what else was different', () => {
  it('names the series that moved and leaves out the ones that did not', () => {
    const context = [noise('wind', 1), noise('rain', 2, (i) => (last(i) ? 5 : 0)), noise('sun', 3)];
    const found = explainChange(askLast(history, 7, { context }));
    expect(found.coincidences).toEqual(['rain']);
    const rain = found.context[1];
    expect(rain?.delta).toBeGreaterThan(3.5);
    expect(rain?.rank.largerThan).toBe(rain?.rank.of);
    expect(found.notes).toContainEqual({ code: 'context-checked', count: 3, threshold: expect.closeTo(2.394, 3) });
  });

  it('notices a price that never moved before', () => {
    const context = [series('price', (i) => (last(i) ? 3.3 : 3))];
    const found = explainChange(askLast(history, 7, { context })).context[0];
    expect(found).toMatchObject({ firstMove: true, unusual: true, z: null });
    expect(found?.relative).toBeCloseTo(0.1, 9);
  });

  it('looks at more series with a sharper eye, so chance seldom gets named', () => {
    let named = 0;
    for (let run = 0; run < 100; run++) {
      const context = Array.from({ length: 10 }, (_, i) => noise(`c${i}`, run * 31 + i + 7));
      if (explainChange(askLast(history, 7, { context })).coincidences.length > 0) named++;
    }
    // 5% of runs in theory; the spread is estimated from about 55 weeks, so somewhat more.
    expect(named).toBeLessThanOrEqual(15);
  });

  it('names at most three, the most unusual first', () => {
    const context = [3, 9, 5, 7].map((lift, i) => noise(`c${lift}`, i + 40, (at) => (last(at) ? lift : 0)));
    expect(explainChange(askLast(history, 7, { context })).coincidences).toEqual(['c9', 'c7', 'c5']);
  });

  it('counts how often both moved the same way', () => {
    const twin = series('twin', (i) => history[i]?.y ?? null);
    const found = explainChange(askLast(history, 7, { context: [twin, noise('other', 9)] })).context;
    expect(found[0]?.sameWay).toMatchObject({ count: found[0]?.sameWay?.of });
    expect(found[0]?.sameWay?.p).toBeLessThan(1e-9);
    expect(found[1]?.sameWay?.p).toBeGreaterThan(0.05);
  });

  it('does not judge a series that has no past', () => {
    const context = [series('new', (i) => (i >= DAYS - 14 ? i : null)), series('empty', () => null)];
    const found = explainChange(askLast(history, 7, { context })).context;
    expect(found[0]).toMatchObject({ z: null, unusual: false, delta: 7 });
    expect(found[1]).toMatchObject({ before: null, after: null, delta: null, unusual: false });
  });

  it('lists the events of both periods by date', () => {
    const events = [
      { t: day(DAYS - 1), label: 'Fair' },
      { t: day(DAYS - 10), label: 'Holiday' },
      { t: day(DAYS - 60), label: 'Long ago' },
      { t: 'someday', label: 'Never' },
    ];
    expect(explainChange(askLast(history, 7, { events })).events).toEqual([
      { t: day(DAYS - 10), label: 'Holiday', where: 'compare' },
      { t: day(DAYS - 1), label: 'Fair', where: 'period' },
    ]);
  });
});
