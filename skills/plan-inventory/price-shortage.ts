import type { ItemRecord, ProductRecord, RecipeRecord } from '../../src/contracts/record.ts';
import { nameKey } from '../../src/records/name-key.ts';
import type { ItemUse } from './link-items.ts';
import type { ProductSales } from './sales-history.ts';

/** Share of the price that is kept where no price is known. */
export const USUAL_MARGIN = 0.3;

export interface Margins {
  /** Money that a sale less of a product loses; null where its price is unknown. */
  of(product: string): number | null;
}

/** Price less cost: from the products' list, else from what the sales brought and the recipe costs. */
export function readMargins(parts: {
  readonly products: readonly ProductRecord[];
  readonly items: readonly ItemRecord[];
  readonly recipes: readonly RecipeRecord[];
  readonly sales: ReadonlyMap<string, ProductSales>;
}): Margins {
  const listed = new Map(parts.products.map((product) => [nameKey(product.name), product]));
  const costs = new Map(parts.items.map((item) => [nameKey(item.name), item.cost]));
  const recipeCost = (product: string): number =>
    parts.recipes
      .filter((recipe) => nameKey(recipe.product) === product)
      .reduce((sum, { item, quantity }) => sum + quantity * (costs.get(nameKey(item)) ?? 0), 0) +
    parts.items.reduce((sum, item) => sum + (keyOf(item.product) === product ? (item.cost ?? 0) : 0), 0);
  return {
    of(product) {
      const own = listed.get(product);
      const soldAs = parts.items.find((item) => keyOf(item.product) === product || nameKey(item.name) === product);
      const price = own?.price ?? soldAs?.price ?? parts.sales.get(product)?.earned ?? null;
      return price === null ? null : Math.max(0, price - (own?.cost ?? recipeCost(product)));
    },
  };
}

const keyOf = (name: string | undefined): string | null => (name === undefined ? null : nameKey(name));

/** What a missing unit costs, and which share of it falls on each product; empty where no product is known. */
export interface Shortage {
  readonly cost: number;
  /** By the usual margin, because no price is known. */
  readonly assumed: boolean;
  readonly shares: readonly { readonly product: string; readonly share: number }[];
}

/**
 * What one missing unit of an item costs: the margin of the sales it stops. An ingredient that runs out stops the
 * whole sale, so each carries the full margin; of an item that many products need, the average of them.
 */
export function priceShortage(
  item: ItemRecord,
  use: ItemUse,
  sales: ReadonlyMap<string, ProductSales>,
  margins: Margins,
): Shortage {
  if (use.kind === 'products') {
    let [units, lost] = [0, 0];
    const losses: { product: string; loss: number }[] = [];
    for (const { product, quantity } of use.uses) {
      const margin = margins.of(product);
      const sold = Math.max(1e-6, sales.get(product)?.ahead.mean ?? 0);
      if (margin === null) continue;
      units += quantity * sold;
      lost += margin * sold;
      losses.push({ product, loss: margin * sold });
    }
    if (units > 0) {
      const shares = losses.map(({ product, loss }) => ({ product, share: lost > 0 ? loss / lost : 0 }));
      return { cost: lost / units, assumed: false, shares };
    }
  }
  const { price, cost = 0 } = item;
  if (price !== undefined) return { cost: Math.max(0, price - cost), assumed: false, shares: [] };
  return { cost: (cost * USUAL_MARGIN) / (1 - USUAL_MARGIN), assumed: true, shares: [] };
}
