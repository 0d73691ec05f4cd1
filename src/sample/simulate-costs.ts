import type { IsoDate } from '../contracts/period.ts';
import { type Location, MENU, PRODUCTS, type Product } from './menu.ts';
import { createRandom } from './random.ts';
import type { Sale } from './simulate-sales.ts';

export interface ProductCost {
  readonly day: IsoDate;
  readonly location: Location;
  readonly product: Product;
  readonly foodCostCents: number;
}

/** Ingredients get this much dearer a year. */
const INFLATION = 0.03;

/** Ingredient cost of all that was sold, by day, location and product, in the order of the sales. */
export function simulateCosts(sales: readonly Sale[], days: readonly IsoDate[], seed: number): readonly ProductCost[] {
  const unitCost = simulateUnitCosts(days, seed);
  const sums = new Map<string, { sale: Sale; quantity: number }>();
  for (const sale of sales) {
    const key = `${sale.day} ${sale.location} ${sale.product}`;
    const sum = sums.get(key);
    if (sum) sum.quantity += sale.quantity;
    else sums.set(key, { sale, quantity: sale.quantity });
  }
  return Array.from(sums.values(), ({ sale: { day, location, product }, quantity }) => ({
    day,
    location,
    product,
    foodCostCents: Math.round(quantity * (unitCost.get(`${day} ${product}`) ?? 0)),
  }));
}

/** Cents an item: the last day's cost on the menu, cheaper in the past, drifting a little as wholesale prices do. */
function simulateUnitCosts(days: readonly IsoDate[], seed: number): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  for (const product of PRODUCTS) {
    const random = createRandom(seed, `unit cost ${product}`);
    let drift = 0;
    days.forEach((day, index) => {
      drift = 0.97 * drift + 0.008 * random.normal();
      const yearsToEnd = (days.length - 1 - index) / 365.25;
      result.set(`${day} ${product}`, MENU[product].costCents * (1 + INFLATION) ** -yearsToEnd * Math.exp(drift));
    });
  }
  return result;
}
