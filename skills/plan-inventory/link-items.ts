import type { ItemRecord, RecipeRecord } from '../../src/contracts/record.ts';
import { nameKey } from '../../src/records/name-key.ts';

/** What tells how much of an item is used. */
export type ItemUse =
  | { readonly kind: 'products'; readonly uses: readonly { readonly product: string; readonly quantity: number }[] }
  | { readonly kind: 'weekly'; readonly perWeek: number }
  | { readonly kind: 'unknown' };

/** Keys of all product names that the lists speak of, an item's own name included: it may be sold as it is. */
export function productKeys(items: readonly ItemRecord[], recipes: readonly RecipeRecord[]): ReadonlySet<string> {
  return new Set([
    ...recipes.map(({ product }) => nameKey(product)),
    ...items.flatMap(({ name, product }) => [name, product ?? name].map(nameKey)),
  ]);
}

/**
 * Sold as it is and by recipes, both; else by its own name among the products; else the use a week that was told.
 * @param sold keys of the products that the company's numbers know
 */
export function linkItem(item: ItemRecord, recipes: readonly RecipeRecord[], sold: ReadonlySet<string>): ItemUse {
  const own = nameKey(item.name);
  const uses = [
    ...(item.product === undefined ? [] : [{ product: nameKey(item.product), quantity: 1 }]),
    ...recipes
      .filter((recipe) => nameKey(recipe.item) === own)
      .map(({ product, quantity }) => ({ product: nameKey(product), quantity })),
  ].filter(({ product, quantity }) => sold.has(product) && quantity > 0);
  if (uses.length > 0) return { kind: 'products', uses };
  if (item.weeklyUse !== undefined) return { kind: 'weekly', perWeek: item.weeklyUse };
  if (sold.has(own)) return { kind: 'products', uses: [{ product: own, quantity: 1 }] };
  return { kind: 'unknown' };
}
