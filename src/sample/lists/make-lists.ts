import { addDays } from '../../calendar/civil-day.ts';
import type { IsoDate } from '../../contracts/period.ts';
import type { Product } from '../menu.ts';
import type { Sale } from '../simulate-sales.ts';
import { BUSY_HOURS, COVER } from './cover.ts';
import { AD_CHANNEL_LIMITS, listProducts } from './price-list.ts';
import { RECIPES, useOfWeek } from './recipes.ts';
import { listItems, SUPPLIERS } from './stock-room.ts';
import { EMPLOYEES, listAbsences } from './team.ts';
import type { SampleLists } from './write-lists.ts';

/** An ordinary week is one of the last four. */
const WEEKS = 4;

/** The lists that plans are made from, as they stand at the end of the data. Prices in cents. */
export function makeLists(
  lastDay: IsoDate,
  sales: readonly Sale[],
  priceOf: (product: Product) => number,
): SampleLists {
  const units = new Map<Product, number>();
  const after = addDays(lastDay, -7 * WEEKS);
  for (const { day, product, quantity } of sales) {
    if (day > after) units.set(product, (units.get(product) ?? 0) + quantity / WEEKS);
  }
  return {
    item: listItems(lastDay, useOfWeek(units)),
    supplier: SUPPLIERS,
    recipe: RECIPES,
    employee: EMPLOYEES,
    absence: listAbsences(lastDay),
    cover: COVER,
    'busy-hours': BUSY_HOURS,
    product: listProducts(priceOf),
    'ad-channel': AD_CHANNEL_LIMITS,
  };
}
