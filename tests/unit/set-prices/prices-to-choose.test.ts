import { describe, expect, it } from 'vitest';
import { offerPrices } from '../../../skills/set-prices/offer-prices.ts';
import { orderPrices } from '../../../skills/set-prices/order-prices.ts';
import { chooseEndings } from '../../../skills/set-prices/price-endings.ts';
import type { ProductRecord } from '../../../src/contracts/record.ts';
import { runOptimization } from '../../../src/engines/optimizer/model/run-optimization.ts';
import { pricingModel } from '../../../src/engines/optimizer/pricing/pricing-model.ts';
import type { PricedProduct } from '../../../src/engines/optimizer/pricing/types.ts';

const rules = { maxChange: 0.1, endings: [0, 0.5], most: 15, record: {}, minMargin: null, unitCost: 2 };
const pricesOf = ({ options }: Pick<PricedProduct, 'options'>) => options.map(({ price }) => price);

describe('prices to choose from', () => {
  it('reach a little beyond the largest change, so that easing it can be tried', () => {
    expect(pricesOf(offerPrices(10, { kind: 'free' }, rules))).toEqual([8.5, 9, 9.5, 10.5, 11, 11.5]);
  });

  it('stay within the lowest and highest of the list, and above the least margin', () => {
    const record = { lowest: 9.5, highest: 11 };
    expect(pricesOf(offerPrices(10, { kind: 'free' }, { ...rules, record }))).toEqual([9.5, 10.5, 11]);
    // A margin of 80% at a cost of 2 is a price of 10.
    expect(pricesOf(offerPrices(10, { kind: 'free' }, { ...rules, minMargin: 0.8 }))).toEqual([10.5, 11, 11.5]);
  });

  it('are none where the price is to stay, and one where it was said', () => {
    expect(offerPrices(10, { kind: 'keep' }, rules)).toEqual({ options: [] });
    expect(offerPrices(10, { kind: 'exact', price: 10 }, rules)).toEqual({ options: [] });
    expect(offerPrices(10, { kind: 'exact', price: 14 }, rules)).toEqual({
      options: [{ price: 14 }],
      mustChange: true,
      anyStep: true,
    });
  });

  it('hold the limit itself when it forces a change, however far it is', () => {
    const offered = offerPrices(10, { kind: 'within', atMost: 7.25 }, rules);
    expect(offered).toMatchObject({ mustChange: true, anyStep: true });
    expect(pricesOf(offered)).toContain(7.25);
    expect(Math.max(...pricesOf(offered))).toBe(7.25);
    expect(offerPrices(10, { kind: 'within', atMost: 12 }, rules).mustChange).toBeUndefined();
  });
});

describe('a price that somebody wants', () => {
  const tea: PricedProduct = {
    id: 'tea',
    name: 'Tea',
    price: 4,
    unitCost: 1,
    units: 100,
    elasticity: { mean: -2, sd: 0.1 },
    ...offerPrices(4, { kind: 'exact', price: 6 }, rules),
  };

  it('counts more than the largest change', () => {
    const outcome = runOptimization(pricingModel, { products: [tea], limits: { maxChange: 0.1 } });
    expect(outcome).toMatchObject({ status: 'optimal', plan: { rows: [{ price: 6, changed: true }] } });
    const bound = { ...tea, anyStep: false };
    expect(runOptimization(pricingModel, { products: [bound], limits: { maxChange: 0.1 } }).status).toBe('infeasible');
  });

  it('is not held to the order of its group where it cannot keep it', () => {
    const coffee: PricedProduct = {
      ...tea,
      id: 'coffee',
      name: 'Coffee',
      price: 5,
      options: [{ price: 5.5 }],
      mustChange: false,
      anyStep: false,
    };
    const records = new Map<string, ProductRecord>([
      ['tea', { name: 'Tea', group: 'Drinks', rank: 1 }],
      ['coffee', { name: 'Coffee', group: 'Drinks', rank: 2 }],
    ]);
    expect(orderPrices([tea, coffee], records, 0.1)).toEqual({
      orders: [],
      broken: [{ cheaper: 'Tea', dearer: 'Coffee', why: 'said' }],
    });
    const free = { ...tea, options: [{ price: 4.5 }], mustChange: false };
    expect(orderPrices([free, coffee], records, 0.1).orders).toMatchObject([{ cheapestFirst: ['tea', 'coffee'] }]);
    const dear = { ...free, price: 5.2 };
    expect(orderPrices([dear, coffee], records, 0.1).broken).toMatchObject([{ why: 'today' }]);
  });
});

describe('endings', () => {
  const listed = (...prices: number[]) => prices.map((price) => ({ price, isList: true }));
  const rules = { maxChange: 0.1, decimals: 2 };

  it('are those that were said, in any writing', () => {
    expect(chooseEndings('00,50,95', listed(4), rules)).toEqual({ endings: [0, 0.5, 0.95], from: 'said' });
    expect(chooseEndings('.9 and .5', listed(4), rules).endings).toEqual([0.5, 0.9]);
  });

  it('are those of today, without a single odd one', () => {
    expect(chooseEndings(undefined, listed(4.36, 4.75, 3.5, 3.25, 9.5), rules)).toEqual({
      endings: [0, 0.25, 0.5, 0.75],
      from: 'today',
    });
    expect(chooseEndings(undefined, listed(49.99, 89.99, 120.99), rules).endings).toEqual([0.99]);
  });

  it('become finer where nothing could be chosen', () => {
    expect(chooseEndings(undefined, listed(3, 4, 5), rules).endings).toEqual([0, 0.25, 0.5, 0.75]);
    expect(chooseEndings(undefined, listed(0.5, 0.9, 1), rules)).toMatchObject({ from: 'small' });
  });

  it('are steps of five cents where only averages are known, and whole where there are no cents', () => {
    expect(chooseEndings(undefined, [{ price: 3.97, isList: false }], rules)).toMatchObject({ from: 'averages' });
    expect(chooseEndings('50', listed(500), { ...rules, decimals: 0 })).toEqual({ endings: [0], from: 'whole' });
  });
});
