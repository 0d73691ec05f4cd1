import { describe, expect, it } from 'vitest';
import { type ExplainInput, explainChange, type HistoryPoint } from '../../../src/engines/evidence/explain-change.ts';
import { askLast, day, seededRandom, simulateShop } from './simulate.ts';

/** Paths of every number in the output that is not finite. */
function badNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => badNumbers(inner, `${path}.${key}`));
}

const points = (values: readonly (number | null)[], state: HistoryPoint['state'] = 'open'): HistoryPoint[] =>
  values.map((y, i) => ({ t: day(i), y, state }));
const filled = (n: number, value: number) => points(Array.from({ length: n }, () => value));

const CASES: Record<string, ExplainInput> = {
  'two rows': askLast(points([3, 5]), 1),
  'no rows': { ...askLast([], 1), period: { start: day(1), end: day(1) }, compare: { start: day(0), end: day(0) } },
  'all zero': askLast(filled(200, 0), 7),
  constant: askLast(filled(200, 42), 7),
  'all closed': askLast(
    points(
      Array.from({ length: 200 }, () => null),
      'closed',
    ),
    7,
  ),
  'all missing': askLast(points(Array.from({ length: 200 }, () => null)), 7),
  'not a number': askLast(points(Array.from({ length: 200 }, () => Number.NaN)), 7),
  infinite: askLast(points(Array.from({ length: 200 }, (_, i) => (i % 9 === 0 ? Number.POSITIVE_INFINITY : i))), 7),
  'near overflow': askLast(filled(200, 1e308), 7),
  'next to nothing': askLast(filled(200, 5e-324), 7),
  'huge and tiny': askLast(points(Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 1e15 : 1e-15))), 7),
  negative: askLast(points(Array.from({ length: 200 }, (_, i) => -(i % 13))), 7),
  'period in the far future': { ...askLast(filled(200, 5), 7), period: { start: '9998-01-01', end: '9998-12-31' } },
  'period before all data': { ...askLast(filled(200, 5), 7), compare: { start: '0101-01-01', end: '0101-02-01' } },
  'period runs backwards': { ...askLast(filled(200, 5), 7), period: { start: day(9), end: day(3) } },
  'no such date': { ...askLast(filled(200, 5), 7), period: { start: '2024-02-30', end: 'tomorrow' } },
  'broken dates in the history': askLast(
    [...filled(100, 5), { t: '31/12/2024', y: 5, state: 'open' }, ...filled(100, 6)],
    7,
  ),
  'same period twice': { ...askLast(filled(200, 5), 7), compare: { start: day(193), end: day(199) } },
  'rows without anything': {
    ...askLast(simulateShop(1, 200), 7),
    breakdowns: [
      { dimension: 'empty', rows: [] },
      { dimension: 'nulls', rows: [{ member: 'a', before: null, after: null }] },
      { dimension: 'broken', rows: [{ member: 'a', before: Number.NaN, after: Number.POSITIVE_INFINITY }] },
      { dimension: 'twice', rows: [1, 2].map((n) => ({ member: 'a', before: n, after: n + 1 })) },
    ],
    drivers: [
      { kind: 'quotient', terms: [] },
      { kind: 'product', terms: [{ key: 'a', label: 'A', before: Number.NaN, after: 1 }] },
    ],
    context: [{ key: 'x', label: 'X', points: [{ t: 'never', y: 1 }] }],
    beforeScale: Number.NaN,
  },
};

describe('hostile input', () => {
  it.each(Object.entries(CASES))('%s gives words, never NaN', (_, input) => {
    for (const aggregation of ['sum', 'mean', 'ratio'] as const) {
      for (const nonNegative of [true, false]) {
        const found = explainChange({ ...input, metric: { ...input.metric, aggregation, nonNegative } });
        expect(badNumbers(found)).toEqual([]);
      }
    }
  });

  it.each([
    ['no rows', 'no-data-in-period'],
    ['all closed', 'all-closed-in-period'],
    ['all missing', 'no-data-in-period'],
    ['not a number', 'values-ignored'],
    ['near overflow', 'values-ignored'],
    ['no such date', 'bad-period'],
    ['period runs backwards', 'bad-period'],
    ['period before all data', 'no-data-in-compare'],
    ['same period twice', 'periods-overlap'],
    ['broken dates in the history', 'values-ignored'],
  ])('%s is noted as %s', (name, code) => {
    const input = CASES[name];
    expect(input && explainChange(input).notes.map((note) => note.code)).toContain(code);
  });

  it('merges a member that comes twice', () => {
    const input = CASES['rows without anything'];
    const twice = input && explainChange(input).breakdowns.find((cut) => cut.dimension === 'twice');
    expect(twice?.rows.filter((row) => row.member === 'a')).toMatchObject([{ before: 3, after: 5, delta: 2 }]);
  });

  it('stays finite and gives the same answer twice on random rubbish', () => {
    const random = seededRandom(99);
    const odd = [0, -1, 1e-300, 1e14, -1e14, Number.NaN, Number.POSITIVE_INFINITY, null];
    for (let run = 0; run < 200; run++) {
      const n = 2 + Math.floor(random() * 150);
      const history = Array.from({ length: n }, (_, i) => ({
        t: day(i + (random() < 0.1 ? 3 : 0)),
        y: random() < 0.3 ? (odd[Math.floor(random() * odd.length)] ?? null) : random() * 1_000,
        state: (['open', 'open', 'closed', 'gap'] as const)[Math.floor(random() * 4)] ?? 'open',
      }));
      const length = 1 + Math.floor(random() * Math.min(40, n / 2));
      const metric = {
        key: 'm',
        label: 'M',
        nonNegative: random() < 0.5,
        aggregation: (['sum', 'mean', 'ratio'] as const)[run % 3] ?? 'sum',
      };
      const context = [{ key: 'c', label: 'C', points: history.map(({ t, y }) => ({ t, y })) }];
      const input = askLast(history, length, { metric, context });
      const found = explainChange(input);
      expect(badNumbers(found)).toEqual([]);
      expect(explainChange(structuredClone(input))).toEqual(found);
    }
  });
});
