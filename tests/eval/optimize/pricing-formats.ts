import { z } from 'zod';
import { runOptimization } from '../../../src/engines/optimizer/model/run-optimization.ts';
import { pricingModel } from '../../../src/engines/optimizer/pricing/pricing-model.ts';
import type { PricedProduct, PriceOrder, PricingInput } from '../../../src/engines/optimizer/pricing/types.ts';
import type { FormatResult } from './judge-format.ts';
import { judgeFormat } from './judge-format.ts';

/** Raw instance: ladders with their units, groups that keep the order of today's prices. */
const ladderInstance = z.object({
  prods: z.array(
    z.object({
      id: z.string(),
      grp: z.number().optional(),
      price: z.number(),
      cost: z.number(),
      base: z.number(),
      ladder: z.array(z.object({ price: z.number(), units: z.number() })),
      stock: z.number().nullish(),
    }),
  ),
  minMargin: z.number().optional(),
  maxChanges: z.number().optional(),
  capUnits: z.number().optional(),
  /**
   * Read and left alone: the published optimum of `price_enum_911`, found by enumeration, has 93% of today's revenue
   * at a share of 97%, so that this was no limit of the problem that was enumerated.
   */
  minRevShare: z.number().optional(),
});

/** One ladder for all, demand of each product by price, and the order as text: "p1>=p2>=p3". */
const sharedLadderCase = z.object({
  prices: z.array(z.number()).min(1),
  demand: z.array(z.array(z.number())),
  avgPriceMax: z.number().optional(),
  order: z.string().optional(),
});

/** Explaining solves again and is no part of what is measured. */
const bare = { ...pricingModel, explain: () => null, findRemedies: () => [] };

/** A known case or a raw instance. Throws ZodError on data of another shape. */
export function runPricingCase(data: unknown, knownOptimum?: number | null): FormatResult {
  const input = readPricingCase(data);
  return judgeFormat(runOptimization(bare, input, { timeLimitMs: 30_000 }), knownOptimum);
}

export function readPricingCase(data: unknown): PricingInput {
  const ladders = ladderInstance.safeParse(data);
  return ladders.success ? readLadders(ladders.data) : readSharedLadder(sharedLadderCase.parse(data));
}

function readLadders({ prods, minMargin, maxChanges, capUnits }: z.infer<typeof ladderInstance>): PricingInput {
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

/** None of the prices is today's: the first stands for it and is chosen from the list like the others. */
function readSharedLadder({ prices, demand, avgPriceMax, order }: z.infer<typeof sharedLadderCase>): PricingInput {
  const products = demand.map((units, i): PricedProduct => {
    const options = prices.map((price, k) => ({ price, units: units[k] ?? 0 }));
    const [first = { price: 1, units: 0 }, ...others] = options;
    const id = `p${i + 1}`;
    return { id, name: id, price: first.price, unitCost: 0, units: first.units, options: others };
  });
  const named = (order ?? '').split('>=').map((id) => id.trim());
  const orders = named.length > 1 ? [{ id: 'order', name: 'order', cheapestFirst: named.toReversed() }] : [];
  return { products, orders, limits: { maxAveragePrice: avgPriceMax } };
}
