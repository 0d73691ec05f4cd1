import { describe, expect, it } from 'vitest';
import { seededRandom } from '../forecaster/seeded-random.ts';
import { judgeRandomRoster } from './judge-random-roster.ts';
import { makeRandomRoster } from './random-roster.ts';

describe('small random rosters', () => {
  it('are as good as the best of all rosters, and impossible only when no roster keeps the rules', () => {
    const judged = Array.from({ length: 200 }, (_, at) =>
      judgeRandomRoster(makeRandomRoster(seededRandom(7_000 + at))),
    );
    expect(judged.flatMap(({ complaint }) => complaint ?? [])).toEqual([]);
    // Enough of each kind for the comparison to mean something.
    expect(judged.filter(({ status }) => status === 'infeasible').length).toBeGreaterThan(20);
    expect(judged.filter(({ short }) => short).length).toBeGreaterThan(50);
    expect(judged.filter(({ status, short }) => status === 'optimal' && !short).length).toBeGreaterThan(15);
  });
});
