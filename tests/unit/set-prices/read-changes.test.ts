import { describe, expect, it } from 'vitest';
import { findProduct } from '../../../skills/set-prices/find-product.ts';
import { readChanges } from '../../../skills/set-prices/read-changes.ts';
import type { PlanChange } from '../../../src/contracts/plan.ts';
import { toRange } from '../../../src/engines/optimizer/pricing/estimate-elasticity.ts';

const names = ['Latte', 'Cold Brew', 'Rye Loaf', 'Glass'];
const read = (...changes: PlanChange[]) => readChanges({ kind: 'pricing', changes }, names);

describe('changes of a price plan', () => {
  it('say what becomes of a price', () => {
    expect(read({ what: 'price', of: 'latte', atMost: 5 }).wish('Latte', 5.2)).toEqual({ kind: 'within', atMost: 5 });
    expect(read({ what: 'price', of: 'latte', by: 0 }).wish('Latte', 5)).toEqual({ kind: 'keep' });
    expect(read({ what: 'price', of: 'latte', percent: 5 }).wish('Latte', 4)).toEqual({ kind: 'exact', price: 4.2 });
    expect(read({ what: 'price', of: 'latte', by: -0.25 }).wish('Latte', 4)).toEqual({ kind: 'exact', price: 3.75 });
    expect(read({ what: 'price', of: 'latte', to: 4.5 }).wish('Cold Brew', 4)).toEqual({ kind: 'free' });
  });

  it('hold for one product where it is named, else for all', () => {
    const book = read({ what: 'cost', percent: 10 }, { what: 'cost', of: 'Rye loaves', to: 3 });
    expect(book.cost('Latte', 2)).toBeCloseTo(2.2);
    expect(book.cost('Rye Loaf', 2)).toBe(3);
    expect(book.hasCost('Latte')).toBe(false);
    expect(book.hasCost('Rye Loaf')).toBe(true);
    expect(read({ what: 'demand', percent: 15 }).units('Glass', 200)).toBeCloseTo(230);
    expect(read({ what: 'product', of: 'Glass', off: true }).isOut('Glass')).toBe(true);
  });

  it('set limits in percent and in numbers', () => {
    const book = read(
      { what: 'max-change', to: 5 },
      { what: 'number-of-changes', atMost: 3 },
      { what: 'margin', atLeast: 60 },
    );
    expect(book.limits).toEqual({ maxChange: 0.05, maxChanges: 3, minMargin: 0.6 });
    expect(read({ what: 'max-change', of: 'Latte', to: 20 }).maxChange('Latte')).toBe(0.2);
    expect(readChanges({ kind: 'pricing', changes: [], maxChangePercent: 7 }, names).limits.maxChange).toBeCloseTo(
      0.07,
    );
  });

  it('limit stock a week only where it is said or known', () => {
    expect(read({ what: 'stock', of: 'Latte', to: 80 }).stock('Latte', undefined)).toBe(80);
    expect(read().stock('Latte', undefined)).toBeUndefined();
    expect(read({ what: 'stock', percent: -50 }).stock('Latte', 60)).toBe(30);
  });

  it('take an elasticity with either sign, and a share of what is believed', () => {
    const belief = { ...toRange(-1.5, 0.3), how: 'estimated' as const, refusal: null };
    expect(read({ what: 'elasticity', of: 'Latte', to: 2 }).belief('Latte', belief)).toMatchObject({
      mean: -2,
      how: 'said',
    });
    const twice = read({ what: 'elasticity', percent: 100 }).belief('Latte', belief);
    expect(twice).toMatchObject({ mean: -3, how: 'estimated' });
    expect(twice.sd).toBeCloseTo(0.6);
  });

  it('refuse a name nobody has, a price that is none, and a change for a day', () => {
    expect(() => read({ what: 'price', of: 'Laundry', to: 4 })).toThrowError(
      expect.objectContaining({ code: 'unknown-product', advice: expect.stringContaining('Latte') }),
    );
    expect(() => read({ what: 'price', of: 'Latte', by: -9 }).wish('Latte', 4)).toThrowError(
      expect.objectContaining({ code: 'price-not-positive' }),
    );
    expect(() => read({ what: 'demand', weekday: 5, percent: 10 })).toThrowError(
      expect.objectContaining({ code: 'change-too-fine' }),
    );
  });
});

describe('a product by name', () => {
  it('is found by its plural, its accents left out, and by a part that is its own', () => {
    expect(findProduct(['Cold Brew', 'Crème Brûlée'], 'cold brews')).toBe('Cold Brew');
    expect(findProduct(['Cold Brew', 'Crème Brûlée'], 'creme brulee')).toBe('Crème Brûlée');
    expect(findProduct(['Rye Loaf', 'Spelt Loaf', 'Baguette'], 'spelt')).toBe('Spelt Loaf');
    expect(findProduct(names, 'glass')).toBe('Glass');
  });

  it('is asked back where the part fits several', () => {
    expect(() => findProduct(['Rye Loaf', 'Spelt Loaf'], 'loaf')).toThrowError(
      expect.objectContaining({ advice: 'Did you mean Rye Loaf or Spelt Loaf?' }),
    );
  });
});
