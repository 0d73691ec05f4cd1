import type { RecipeRecord } from '../../contracts/record.ts';
import type { Product } from '../menu.ts';

/**
 * What one unit takes on average over all ways to order it (not every coffee leaves in a paper cup). Goods that are
 * sold as they are name their product themselves and stand in no recipe.
 */
const INGREDIENTS: Readonly<Record<Product, Readonly<Record<string, number>>>> = {
  Coffee: {
    'House Blend Beans': 0.038,
    'Decaf Beans': 0.004,
    'Whole Milk': 0.045,
    'Oat Milk': 0.034,
    'Half and Half': 0.008,
    Sugar: 0.012,
    'Vanilla Syrup': 0.006,
    'Caramel Syrup': 0.005,
    'Hot Cups': 0.8,
    Lids: 0.6,
    Napkins: 1,
  },
  'Cold Brew': {
    'Cold Brew Concentrate': 0.031,
    'Whole Milk': 0.01,
    'Oat Milk': 0.02,
    'Vanilla Syrup': 0.008,
    'Cold Cups': 1,
    Lids: 1,
    Napkins: 1,
  },
  Tea: {
    'Black Tea': 0.6,
    'Herbal Tea': 0.45,
    'Whole Milk': 0.012,
    Honey: 0.015,
    Lemons: 0.1,
    Sugar: 0.01,
    'Hot Cups': 0.6,
    Lids: 0.5,
    Napkins: 1,
  },
  Croissant: { 'Pastry Bags': 1, Napkins: 1 },
  'Cinnamon Roll': {
    Flour: 0.2,
    Butter: 0.075,
    Sugar: 0.05,
    'Brown Sugar': 0.09,
    Cinnamon: 0.012,
    Yeast: 0.005,
    'Cream Cheese': 0.085,
    Eggs: 0.042,
    'Whole Milk': 0.015,
    'Pastry Bags': 1,
    Napkins: 1,
  },
  Sandwich: {
    'Sourdough Loaf': 0.125,
    Turkey: 0.2,
    Cheddar: 0.07,
    Lettuce: 0.06,
    Tomatoes: 0.1,
    'Red Onions': 0.03,
    Avocados: 0.15,
    Mayonnaise: 0.018,
    Mustard: 0.008,
    Butter: 0.012,
    'Takeaway Boxes': 0.6,
    Napkins: 2,
  },
  Soup: { 'Bread Roll': 1, 'Soup Bowls': 0.9, Napkins: 2 },
};

export const RECIPES: readonly RecipeRecord[] = Object.entries(INGREDIENTS).flatMap(([product, items]) =>
  Object.entries(items).map(([item, quantity]) => ({ product, item, quantity })),
);

/** Units of each item, and of each product, that a week uses when it sells `units` of each product. */
export function useOfWeek(units: ReadonlyMap<Product, number>): ReadonlyMap<string, number> {
  const use = new Map<string, number>(units);
  for (const [product, sold] of units) {
    for (const [item, quantity] of Object.entries(INGREDIENTS[product])) {
      use.set(item, (use.get(item) ?? 0) + quantity * sold);
    }
  }
  return use;
}
