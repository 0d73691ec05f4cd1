import type { AdChannelRecord, ProductRecord } from '../../contracts/record.ts';
import type { AdChannel } from '../ad-channels.ts';
import { MENU, PRODUCTS, type Product } from '../menu.ts';

interface Range {
  /** Dollars. */
  readonly lowest: number;
  readonly highest: number;
  readonly group?: string;
  readonly rank?: number;
}

const RANGES: Readonly<Record<Product, Range>> = {
  Coffee: { lowest: 3.75, highest: 4.95, group: 'Drinks', rank: 2 },
  'Cold Brew': { lowest: 4, highest: 5.5, group: 'Drinks', rank: 3 },
  Tea: { lowest: 2.95, highest: 3.95, group: 'Drinks', rank: 1 },
  Croissant: { lowest: 3.25, highest: 4.5, group: 'Pastries', rank: 1 },
  'Cinnamon Roll': { lowest: 3.75, highest: 5, group: 'Pastries', rank: 2 },
  Sandwich: { lowest: 8.5, highest: 11.5, group: 'Lunch', rank: 2 },
  Soup: { lowest: 6.5, highest: 8.95, group: 'Lunch', rank: 1 },
};

/** What is sold, with today's price in cents told by `priceOf` and the cost on the menu. */
export function listProducts(priceOf: (product: Product) => number): readonly ProductRecord[] {
  return PRODUCTS.map((name) => ({
    name,
    price: priceOf(name) / 100,
    cost: MENU[name].costCents / 100,
    ...RANGES[name],
  }));
}

/** Ways to advertise, with what a week of each may cost. */
export const AD_CHANNEL_LIMITS: readonly (AdChannelRecord & { readonly name: AdChannel })[] = [
  { name: 'Instagram', least: 0, most: 320 },
  { name: 'Google Search', least: 0, most: 360 },
  { name: 'Local Paper', least: 0, most: 300, leastIfUsed: 90 },
  { name: 'Flyers', least: 0, most: 350, leastIfUsed: 40 },
];
