import type { ProductRecord } from '../../src/contracts/record.ts';
import type { PricedProduct, PriceOrder } from '../../src/engines/optimizer/pricing/types.ts';
import type { BrokenOrder } from './basis.ts';

export interface FoundOrders {
  readonly orders: readonly PriceOrder[];
  readonly broken: readonly BrokenOrder[];
}

/**
 * Products of one group keep the order of their ranks: each next rank costs at least as much. A pair whose prices break
 * that today, or must break it because somebody said what one costs, is not held to it.
 */
export function orderPrices(
  products: readonly PricedProduct[],
  records: ReadonlyMap<string, ProductRecord>,
  maxChange: number,
): FoundOrders {
  const ranked = products.flatMap((product) => {
    const { group, rank } = records.get(product.id) ?? {};
    return group === undefined || rank === undefined ? [] : [{ product, group, rank }];
  });
  const orders: PriceOrder[] = [];
  const broken: BrokenOrder[] = [];
  for (const [name, members] of Map.groupBy(ranked, ({ group }) => group)) {
    const ranks = [...new Set(members.map(({ rank }) => rank))].sort((a, b) => a - b);
    const ofRank = (rank: number | undefined) => members.filter((member) => member.rank === rank);
    const pairs = ranks.flatMap((rank, at) =>
      ofRank(rank).flatMap((dear) => ofRank(ranks[at - 1]).map((cheap) => [cheap.product, dear.product] as const)),
    );
    for (const [cheap, dear] of pairs) {
      if (cheap.options.length + dear.options.length === 0) continue;
      const pair = { cheaper: cheap.name, dearer: dear.name };
      if (Math.min(...reach(cheap, maxChange)) > Math.max(...reach(dear, maxChange)) + 1e-9)
        broken.push({ ...pair, why: 'said' });
      else if (cheap.price > dear.price + 1e-9) broken.push({ ...pair, why: 'today' });
      else orders.push({ id: `${cheap.id} < ${dear.id}`, name, cheapestFirst: [cheap.id, dear.id] });
    }
  }
  return { orders, broken };
}

/** The prices it may have in a plan. */
function reach({ price, options, mustChange, anyStep }: PricedProduct, maxChange: number): readonly number[] {
  const allowed = options
    .map((option) => option.price)
    .filter((each) => anyStep || Math.abs(each / price - 1) <= maxChange + 1e-9);
  return mustChange ? allowed : [price, ...allowed];
}
