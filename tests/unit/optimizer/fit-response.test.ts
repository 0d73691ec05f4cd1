import { describe, expect, it } from 'vitest';
import { assumeResponse } from '../../../src/engines/optimizer/budget/assume-response.ts';
import { fitResponse } from '../../../src/engines/optimizer/budget/fit-response.ts';
import type { CurveShape } from '../../../src/engines/optimizer/budget/response-curve.ts';
import { resultAt } from '../../../src/engines/optimizer/budget/response-curve.ts';
import type { ResponseHistory } from '../../../src/engines/optimizer/budget/response-types.ts';
import { seedRandom } from '../../../src/engines/optimizer/estimation/seeded-random.ts';

const TRUTH: readonly { readonly curve: CurveShape; readonly carryOver: number }[] = [
  { curve: { kind: 'hill', a: 4000, k: 600 }, carryOver: 0.5 },
  { curve: { kind: 'exponential', a: 1500, k: 400 }, carryOver: 0 },
  { curve: { kind: 'log', a: 800, k: 500 }, carryOver: 0.3 },
];

/** Two years of weeks: a wandering base, a season, and what the three channels bring. */
function makeHistory(seed: number): ResponseHistory {
  const random = seedRandom(seed);
  const weeks = Array.from({ length: 104 }, (_, i) => i);
  const channels = TRUTH.map((_, c) => {
    let level = 600 * random.uniform() + 200;
    const spend = weeks.map(() => {
      if (random.uniform() < 0.15) level = 100 + 900 * random.uniform();
      return random.uniform() < 0.1 ? 0 : Math.round(level * (0.9 + 0.2 * random.uniform()));
    });
    return { id: `c${c}`, spend };
  });
  let base = 10_000;
  const felt = channels.map(({ spend }) => spend[0] ?? 0);
  const result = weeks.map((week) => {
    base += 30 * random.normal();
    const brought = TRUTH.map(({ curve, carryOver }, c) => {
      felt[c] = (1 - carryOver) * (channels[c]?.spend[week] ?? 0) + carryOver * (felt[c] ?? 0);
      return resultAt(curve, felt[c] ?? 0);
    });
    return (
      base + 800 * Math.sin((2 * Math.PI * week) / 52.18) + brought.reduce((a, b) => a + b, 0) + 250 * random.normal()
    );
  });
  const dates = weeks.map((week) => new Date(Date.UTC(2024, 10, 4) + week * 7 * 86_400_000).toISOString().slice(0, 10));
  return { dates, result, channels, seed };
}

describe('response curves', () => {
  it('have the true result inside their 80% range about four times in five', () => {
    let inside = 0;
    let strongest = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      for (const [c, found] of fitResponse(makeHistory(seed)).entries()) {
        const { usualResult, usualSpend = 0 } = found;
        const curve = TRUTH[c]?.curve;
        if (!usualResult || !curve) continue;
        const truth = resultAt(curve, usualSpend);
        if (usualResult.low80 <= truth && truth <= usualResult.high80) inside += 1;
        if (c === 0 && found.kind === 'estimated') strongest += 1;
      }
    }
    // 19 of 24 expected.
    expect(inside).toBeGreaterThanOrEqual(14);
    expect(strongest).toBeGreaterThanOrEqual(6);
  });

  it('are the same on every run', () => {
    const history = makeHistory(3);
    expect(fitResponse(history)).toEqual(fitResponse(history));
  });

  it('are refused one by one where the past cannot tell', () => {
    const history = makeHistory(2);
    const [first] = history.channels;
    if (!first) throw new Error('no channel');
    const flat = { id: 'flat', spend: first.spend.map(() => 300) };
    const never = { id: 'never', spend: first.spend.map(() => 0) };
    const twin = { id: 'twin', spend: first.spend.map((amount) => 2 * amount) };
    const found = fitResponse({ ...history, channels: [...history.channels, flat, never, twin] });
    const refusal = (id: string) => {
      const estimate = found.find(({ channelId }) => channelId === id);
      return estimate?.kind === 'cannot-tell' ? estimate.refusal.code : null;
    };
    expect(refusal('flat')).toBe('spend-never-moved');
    expect(refusal('never')).toBe('never-used');
    expect(refusal('twin')).toBe('moves-with-the-rest');
    expect(refusal('c0')).toBe('moves-with-the-rest');
  });

  it('are refused on short and broken histories', () => {
    const { dates, result, channels } = makeHistory(1);
    const cut = channels.map(({ id, spend }) => ({ id, spend: spend.slice(0, 20) }));
    const short = fitResponse({ dates: dates.slice(0, 20), result: result.slice(0, 20), channels: cut });
    expect(short.map((each) => each.kind === 'cannot-tell' && each.refusal.code)).toEqual(
      Array(3).fill('short-history'),
    );
    const broken = fitResponse({ dates, result: result.map(() => Number.NaN), channels });
    expect(broken.map((each) => each.kind === 'cannot-tell' && each.refusal.code)).toEqual(
      Array(3).fill('history-not-usable'),
    );
  });

  it('can be stated as a range', () => {
    const { usualResult } = assumeResponse({ channelId: 'a', usualSpend: 200, low: 300, high: 900 });
    // 200 draws: the ends of the range are known to about a tenth.
    expect(usualResult.low80 / 300).toBeCloseTo(1, 0);
    expect(usualResult.high80 / 900).toBeCloseTo(1, 0);
  });
});
