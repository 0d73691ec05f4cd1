import type { ProductRecord } from '../../src/contracts/record.ts';
import type { PricedProduct, PriceOrder } from '../../src/engines/optimizer/pricing/types.ts';

export interface FoundOrders {
  readonly orders: readonly PriceOrder[];
  /** Today's prices break the order already, so it is not asked for. */
  readonly broken: readonly { readonly cheaper: string; readonly dearer: string }[];
}

/** Products of one group keep the order of their ranks: each next rank costs at least as much. */
export function orderPrices(products: readonly PricedProduct[], records: ReadonlyMap<string, ProductRecord>): FoundOrders {
  const ranked = products.flatMap((product) => {
    const { group, rank } = records.get(product.id) ?? {};
    return group === undefined || rank === undefined ? [] : [{ product, group, rank }];
  });
  const orders: PriceOrder[] = [];
  const broken: { cheaper: string; dearer: string }[] = [];
  for (const [group, members] of Map.groupBy(ranked, (each) => each.group)) {
    const ranks = [...new Set(members.map(({ rank }) => rank))].sort((a, b) => a - b);
    for (const [at, rank] of ranks.entries()) {
      for (const { product: dear } of members.filter((each) => each.rank === rank)) {
        for (const { product: cheap } of members.filter((each) => each.rank === ranks[at - 1])) {
          if (cheap.options.length + dear.options.length === 0) continue;
          if (cheap.price > dear.price + 1e-9) broken.push({ cheaper: cheap.name, dearer: dear.name });
          else orders.push({ id: `${cheap.id} < ${dear.id}`, name: group, cheapestFirst: [cheap.id, dear.id] });
        }
      }
    }
  }
  return { orders, broken };
}
