import type { PricedProduct, PriceOrder, PricingInput } from '../../../src/engines/optimizer/pricing/types.ts';

/** Raw instance: ladders with their units, groups that keep the order of today's prices. */
export interface LadderInstance {
  readonly prods: readonly {
    readonly id: string;
    readonly grp?: number;
    readonly price: number;
    readonly cost: number;
    readonly base: number;
    readonly el?: number;
    readonly ladder: readonly { readonly price: number; readonly units: number }[];
    readonly stock?: number | null;
  }[];
  readonly minMargin?: number;
  readonly maxChanges?: number;
  readonly capUnits?: number;
  /**
   * Read and left alone: the published optimum of `price_enum_911`, found by enumeration, has 93% of today's revenue
   * at a share of 97%, so that this is no limit of the problem that was enumerated.
   */
  readonly minRevShare?: number;
}

/** Case with one ladder for all, demand of each product by price, and the order as text: "p1>=p2>=p3". */
export interface SharedLadderCase {
  readonly prices: readonly number[];
  readonly demand: readonly (readonly number[])[];
  readonly avgPriceMax?: number;
  readonly order?: string;
}

export type PricingCase = LadderInstance | SharedLadderCase;

export function readPricingCase(data: PricingCase): PricingInput {
  return 'prods' in data ? readLadders(data) : readSharedLadder(data);
}

function readLadders({ prods, minMargin, maxChanges, capUnits }: LadderInstance): PricingInput {
  const products = prods.map(({ id, price, cost, base, ladder, stock }): PricedProduct => {
    return { id, name: id, price, unitCost: cost, units: base, options: ladder, stock: stock ?? undefined };
  });
  const groups = Map.groupBy(prods, ({ grp }) => grp);
  const orders = [...groups].flatMap(([group, members]): PriceOrder[] => {
    if (group === undefined || members.length < 2) return [];
    const cheapestFirst = members.toSorted((a, b) => a.price - b.price).map(({ id }) => id);
    return [{ id: String(group), name: `group ${group}`, cheapestFirst }];
  });
  return { products, orders, limits: { minMargin, maxChanges, maxUnits: capUnits }, beyondStock: 'forbidden' };
}

/** None of the prices is today's: the first stands for it and has to be chosen from the list like the others. */
function readSharedLadder({ prices, demand, avgPriceMax, order }: SharedLadderCase): PricingInput {
  const products = demand.map((units, i): PricedProduct => {
    const options = prices.map((price, k) => ({ price, units: units[k] ?? 0 }));
    const [first = { price: 1, units: 0 }, ...others] = options;
    return { id: `p${i + 1}`, name: `p${i + 1}`, price: first.price, unitCost: 0, units: first.units, options: others };
  });
  const named = (order ?? '').split('>=').map((id) => id.trim());
  const orders = named.length > 1 ? [{ id: 'order', name: 'order', cheapestFirst: named.toReversed() }] : [];
  return { products, orders, limits: { maxAveragePrice: avgPriceMax } };
}
