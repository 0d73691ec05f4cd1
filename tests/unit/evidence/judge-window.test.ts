import { describe, expect, it } from 'vitest';
import { type ExplainInput, explainChange } from '../../../src/engines/evidence/explain-change.ts';
import { askLast, day, simulateShop, steadyShop } from './simulate.ts';

const SHOPS = 300;
const DAYS = 400;

function verdictsOf(factor: (index: number) => number) {
  return Array.from({ length: SHOPS }, (_, s) => {
    const { reality } = explainChange(askLast(simulateShop(1_000 + s, DAYS, factor), 7));
    return reality.period;
  });
}

describe('is it real?', () => {
  it('cries wolf in at most 8% of weeks in which nothing changed', () => {
    const unusual = verdictsOf(() => 1).filter((found) => found.verdict === 'unusual').length;
    expect(unusual / SHOPS).toBeLessThanOrEqual(0.08);
  });

  it('finds a week that is 30% lower in at least 90%', () => {
    const found = verdictsOf((i) => (i >= DAYS - 7 ? 0.7 : 1));
    const low = found.filter((one) => one.verdict === 'unusual' && one.direction === 'below').length;
    expect(low / SHOPS).toBeGreaterThanOrEqual(0.9);
  });

  it('covers about 80% with the inner band', () => {
    const inside = verdictsOf(() => 1).filter(
      (one) => one.verdict !== 'too-little-history' && one.actual >= one.low80 && one.actual <= one.high80,
    ).length;
    expect(inside / SHOPS).toBeGreaterThan(0.72);
    expect(inside / SHOPS).toBeLessThan(0.88);
  });

  it('expects the same week again from a shop that never varies', () => {
    const { reality } = explainChange(askLast(steadyShop(140), 7));
    // 1,000 × (0.8 + 0.85 + 0.9 + 1 + 1.25 + 1.4 + 0.8)
    expect(reality.period).toMatchObject({ verdict: 'noise', actual: 7_000, direction: 'within' });
    expect(reality.period.verdict === 'noise' && reality.period.expected).toBeCloseTo(7_000, 6);
    expect(reality.story).toBe('within-usual');
  });

  it('ranks a broken week above every earlier one', () => {
    const { reality } = explainChange(
      askLast(
        simulateShop(4, 400, (i) => (i >= 393 ? 0.4 : 1)),
        7,
      ),
    );
    const found = reality.period;
    expect(found.verdict).toBe('unusual');
    if (found.verdict === 'too-little-history') return;
    expect(found.rank.largerThan).toBe(found.rank.of);
    expect(found.rank.of).toBeGreaterThan(45);
    expect(found.course).toHaveLength(7);
  });

  it('says that it was the earlier week that stood out', () => {
    const { reality, totals } = explainChange(
      askLast(
        simulateShop(4, 400, (i) => (i >= 386 && i < 393 ? 1.8 : 1)),
        7,
      ),
    );
    expect(totals.direction).toBe('down');
    expect(reality.compare.verdict).toBe('unusual');
    expect(reality.story).toBe('compare-unusual');
  });

  it('tells a slow slide from a sudden one', () => {
    const history = simulateShop(9, 760, (i) => 1 - i / 1_500);
    const input: ExplainInput = {
      ...askLast(history, 28),
      compare: { start: day(760 - 28 - 364), end: day(759 - 364) },
    };
    expect(explainChange(input).reality.story).toBe('slow-change');
    const level = simulateShop(9, 760);
    expect(explainChange({ ...input, history: level }).reality.story).toBe('within-usual');
  });

  it('learns a yearly season from earlier years', () => {
    // Every year the same two weeks sell double; in the third year that is no news.
    const history = simulateShop(21, 1_100, (i) => (i % 364 >= 350 ? 2 : 1));
    const season = history.slice(0, 1_078 + 7);
    const found = explainChange(askLast(season, 7)).reality.period;
    expect(found.verdict).toBe('noise');
    expect(found.verdict === 'noise' && found.method.annual).toBe(true);
  });

  it('asks for more history than a few weeks', () => {
    const found = explainChange(askLast(simulateShop(2, 42), 7)).reality;
    expect(found.story).toBe('too-little-history');
    expect(found.period).toMatchObject({ verdict: 'too-little-history', needed: 4 });
  });

  it('judges a weekly and a monthly series too', () => {
    const monthly = Array.from({ length: 48 }, (_, i) => ({
      t: new Date(Date.UTC(2020, i, 1)).toISOString().slice(0, 10),
      y: 5_000 + ((i * 37) % 11) * 40,
      state: 'open' as const,
    }));
    const weekly = simulateShop(3, 150).map((point, i) => ({
      ...point,
      t: day(i * 7),
      y: 1_000 + ((i * 31) % 13) * 9,
    }));
    const ask = (history: typeof weekly, grain: 'week' | 'month', end: string, before: string) =>
      explainChange({
        ...askLast(history, 1),
        grain,
        period: { start: history.at(-1)?.t ?? '', end },
        compare: { start: history.at(-2)?.t ?? '', end: before },
      });
    const byMonth = ask(monthly, 'month', '2023-12-31', '2023-11-30');
    expect(byMonth.totals.daysAfter).toEqual({ open: 1, closed: 0, missing: 0 });
    expect(byMonth.reality.period.verdict).toBe('noise');
    const byWeek = ask(weekly, 'week', day(149 * 7 + 6), day(149 * 7 - 1));
    expect(byWeek.reality.period.verdict).toBe('noise');
    const broken = monthly.map((point, i) => (i === 47 ? { ...point, y: 2_500 } : point));
    expect(ask(broken, 'month', '2023-12-31', '2023-11-30').reality.period).toMatchObject({
      verdict: 'unusual',
      direction: 'below',
    });
  });

  it('says so when its season cannot be known', () => {
    const notes = (days: number) => explainChange(askLast(simulateShop(1, days), 7)).notes.map((note) => note.code);
    expect(notes(200)).toContain('season-unknown');
    expect(notes(500)).not.toContain('season-unknown');
  });
});
