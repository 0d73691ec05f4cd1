/** A seeded shop for the tests: weekday profile, autocorrelated noise; nothing here looks at the engine. */
import type { ExplainInput, HistoryPoint } from '../../../src/engines/evidence/explain-change.ts';

/** Uniform numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Box & Muller 1958. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** 2024-01-01, a Monday. */
const FIRST = Date.UTC(2024, 0, 1) / 86_400_000;

export function day(index: number): string {
  return new Date((FIRST + index) * 86_400_000).toISOString().slice(0, 10);
}

const WEEK = [0.8, 0.85, 0.9, 1, 1.25, 1.4, 0.8];

/** Level 1,000, weekday profile, AR(1) noise of 12% with coefficient 0.5. */
export function simulateShop(seed: number, days: number, factor: (index: number) => number = () => 1): HistoryPoint[] {
  const random = seededRandom(seed);
  let noise = 0;
  return Array.from({ length: days }, (_, i) => {
    noise = 0.5 * noise + Math.sqrt(0.75) * 0.12 * normal(random);
    const y = 1_000 * (WEEK[i % 7] ?? 1) * Math.max(0.05, 1 + noise) * factor(i);
    return { t: day(i), y: Math.round(y * 100) / 100, state: 'open' };
  });
}

/** The same course each week, without noise. */
export function steadyShop(days: number): HistoryPoint[] {
  return Array.from({ length: days }, (_, i) => ({ t: day(i), y: 1_000 * (WEEK[i % 7] ?? 1), state: 'open' }));
}

/** Asks about the last `length` days against the ones just before. */
export function askLast(
  history: readonly HistoryPoint[],
  length: number,
  more: Partial<ExplainInput> = {},
): ExplainInput {
  const n = history.length;
  const at = (i: number) => history[i]?.t ?? '';
  return {
    metric: { key: 'revenue', label: 'Revenue', nonNegative: true, aggregation: 'sum' },
    grain: 'day',
    history,
    period: { start: at(n - length), end: at(n - 1) },
    compare: { start: at(n - 2 * length), end: at(n - length - 1) },
    breakdowns: [],
    context: [],
    events: [],
    ...more,
  };
}
