import { describe, expect, it } from 'vitest';
import { contributionsOfRatio, contributionsOfSum } from '../../../src/engines/evidence/contributions.ts';
import { explainChange } from '../../../src/engines/evidence/explain-change.ts';
import { askLast, seededRandom, steadyShop } from './simulate.ts';

const total = (before: number, after: number) => ({ before, after, delta: after - before });
const sumOf = (values: readonly { delta: number }[]) => values.reduce((sum, { delta }) => sum + delta, 0);

describe('contributions to a sum', () => {
  const rows = [
    { member: 'Steak', before: 300, after: 180 },
    { member: 'Fish', before: 200, after: 210 },
    { member: 'Soup', before: null, after: 40 },
    { member: 'Pie', before: 60, after: 0 },
  ];

  it('names new and gone members and what the cut misses', () => {
    const found = contributionsOfSum({ dimension: 'dish', rows }, total(600, 450), 1);
    expect(found.rows.map((row) => [row.member, row.delta, row.presence])).toEqual([
      ['Steak', -120, 'both'],
      ['Pie', -60, 'gone'],
      ['Soup', 40, 'new'],
      ['Fish', 10, 'both'],
      ['other', -20, 'residual'],
    ]);
    expect(sumOf(found.rows)).toBe(-150);
    expect(found.movers).toEqual(['Steak', 'Pie']);
    expect(found.offsets).toEqual(['Soup']);
  });

  it('has no residual when the cut covers everything', () => {
    const found = contributionsOfSum({ dimension: 'dish', rows }, total(560, 430), 1);
    expect(found.rows.some((row) => row.presence === 'residual')).toBe(false);
  });

  it('tells a cut that says something from one that says nothing', () => {
    const alike = contributionsOfSum(
      { dimension: 'shop', rows: [100, 200, 300].map((n) => ({ member: `s${n}`, before: n, after: 0.8 * n })) },
      total(600, 480),
      1,
    );
    const one = contributionsOfSum(
      {
        dimension: 'dish',
        rows: [1, 2, 3, 4, 5].map((n) => ({ member: `d${n}`, before: 120, after: n === 3 ? 0 : 120 })),
      },
      total(600, 480),
      1,
    );
    expect(alike.concentration).toBeCloseTo(0, 12);
    // d3 holds the whole change; its share of before + after is 120 / 1,080 = 1/9.
    expect(one.concentration).toBeCloseTo(8 / 9, 12);
    expect(one.movers).toEqual(['d3']);
  });

  it('picks the dimension that says most, and none when all moved alike', () => {
    const cut = (dimension: string, after: readonly number[]) => ({
      dimension,
      rows: after.map((value, i) => ({ member: `${dimension}${i}`, before: 1_000, after: value })),
    });
    const totals = { before: 4_000, after: 3_600 };
    const alike = cut('shop', [900, 900, 900, 900]);
    const one = cut('dish', [600, 1_000, 1_000, 1_000]);
    const input = askLast(steadyShop(100), 7, { totals, breakdowns: [alike, one] });
    expect(explainChange(input).bestDimension).toBe('dish');
    expect(explainChange({ ...input, breakdowns: [alike] }).bestDimension).toBeNull();
  });

  it('adds up exactly on 2,000 random cuts', () => {
    const random = seededRandom(5);
    for (let run = 0; run < 2_000; run++) {
      const scale = run % 3 === 0 ? 0.25 : 1;
      const members = Array.from({ length: 1 + Math.floor(random() * 12) }, (_, i) => ({
        member: `m${i}`,
        before: random() < 0.1 ? null : (random() - 0.1) * 10 ** (random() * 6),
        after: random() < 0.1 ? null : (random() - 0.1) * 10 ** (random() * 6),
      }));
      const whole = total(random() * 1e5, random() * 1e5);
      const found = contributionsOfSum({ dimension: 'd', rows: members }, whole, scale);
      const size = found.rows.reduce((sum, row) => sum + Math.abs(row.delta), 0);
      expect(Math.abs(sumOf(found.rows) - whole.delta)).toBeLessThanOrEqual(1e-12 * (1 + size));
      expect(found.concentration).toBeGreaterThanOrEqual(0);
      expect(found.concentration).toBeLessThanOrEqual(1);
    }
  });
});

describe('contributions to a ratio', () => {
  /** Both devices convert better, the shop converts worse: the reference case of the design notes. */
  const visits = { mobile: [4_000, 9_000, 0.01, 0.012], desktop: [6_000, 3_000, 0.04, 0.044] } as const;
  const rows = Object.entries(visits).map(([member, [before, after, from, to]]) => ({
    member,
    before: from,
    after: to,
    numerator: { before: before * from, after: after * to },
    denominator: { before, after },
  }));

  it('tells mix from rate and sees the paradox', () => {
    const found = contributionsOfRatio({ dimension: 'device', rows }, total(0.028, 0.02));
    const byName = new Map(found.rows.map((row) => [row.member, row]));
    expect(byName.get('mobile')?.rate).toBeCloseTo(0.00115, 12);
    expect(byName.get('mobile')?.mix).toBeCloseTo(-0.00455, 12);
    expect(byName.get('desktop')?.rate).toBeCloseTo(0.0017, 12);
    expect(byName.get('desktop')?.mix).toBeCloseTo(-0.0063, 12);
    expect(sumOf(found.rows)).toBeCloseTo(-0.008, 12);
    expect(found.simpson).toBe(true);
  });

  it('sees no paradox when a member moved with the whole', () => {
    const changed = rows.map((row) =>
      row.member === 'desktop' ? { ...row, numerator: { before: 240, after: 105 } } : row,
    );
    expect(contributionsOfRatio({ dimension: 'device', rows: changed }, total(0.028, 0.01775)).simpson).toBe(false);
  });

  it('puts members side by side when there is nothing to weigh them with', () => {
    const bare = rows.map(({ member, before, after }) => ({ member, before, after }));
    const found = contributionsOfRatio({ dimension: 'device', rows: bare }, total(0.028, 0.02));
    expect(found.additive).toBe(false);
    expect(found.rows[0]?.delta).toBeCloseTo(0.004, 12);
  });

  it('adds up exactly on 2,000 random cuts, members that come and go among them', () => {
    const random = seededRandom(6);
    for (let run = 0; run < 2_000; run++) {
      const side = () => (random() < 0.15 ? 0 : random() * 1_000);
      const members = Array.from({ length: 2 + Math.floor(random() * 8) }, (_, i) => {
        const denominator = { before: side(), after: side() };
        const numerator = { before: denominator.before * random(), after: denominator.after * random() };
        return { member: `m${i}`, before: null, after: null, numerator, denominator };
      });
      const add = (part: 'numerator' | 'denominator', when: 'before' | 'after') =>
        members.reduce((sum, row) => sum + row[part][when], 0);
      if (add('denominator', 'before') === 0 || add('denominator', 'after') === 0) continue;
      const before = add('numerator', 'before') / add('denominator', 'before');
      const after = add('numerator', 'after') / add('denominator', 'after');
      const found = contributionsOfRatio({ dimension: 'd', rows: members }, total(before, after));
      expect(found.rows.every((row) => row.presence !== 'residual')).toBe(true);
      expect(Math.abs(sumOf(found.rows) - (after - before))).toBeLessThanOrEqual(1e-12);
    }
  });
});
