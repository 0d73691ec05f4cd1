import { weekdayOf } from '../calendar/civil-day.ts';
import type { IsoDate, Period } from '../contracts/period.ts';
import { isWithin } from './civil-day.ts';
import { LOCATIONS, type Location, SHOPS, WAYS } from './menu.ts';
import { MARKETING_MONTH, PROMOTION } from './planted-causes.ts';
import { createRandom } from './random.ts';
import type { ProductCost } from './simulate-costs.ts';
import type { DayOrders } from './simulate-orders.ts';
import type { Sale } from './simulate-sales.ts';

/** One open day of one café. Money in cents. */
export interface ShopDay {
  readonly day: IsoDate;
  readonly location: Location;
  readonly customers: number;
  readonly laborCents: number;
  readonly wasteCents: number;
  readonly discountCents: number;
}

export interface Advertising {
  readonly day: IsoDate;
  readonly location: Location;
  readonly spendCents: number;
}

interface Totals {
  readonly day: IsoDate;
  readonly location: Location;
  orders: number;
  guests: number;
  foodCents: number;
  discountCents: number;
}

/** Customers, wages, thrown-away food and discounts of each open day and café. */
export function simulateShopDays(
  orders: readonly DayOrders[],
  sales: readonly Sale[],
  costs: readonly ProductCost[],
  seed: number,
): readonly ShopDay[] {
  return sumShopDays(orders, sales, costs).map((totals) => {
    const { day, location } = totals;
    // A stream a day: a closed week must not shift the noise of all days after it.
    const random = createRandom(seed, `shop day ${location} ${day}`);
    const customers = Math.round(totals.guests * (1 + 0.015 * random.normal()));
    const wages = SHOPS[location].staffBase * (weekdayOf(day) === 6 ? 1.1 : 1) + 1.55 * totals.orders;
    const spoiled = 0.035 * Math.exp(0.3 * random.normal());
    return {
      day,
      location,
      customers: Math.max(totals.orders, customers),
      laborCents: Math.round(100 * wages * (1 + 0.03 * random.normal())),
      wasteCents: Math.round(totals.foodCents * spoiled),
      discountCents: totals.discountCents,
    };
  });
}

function sumShopDays(
  orders: readonly DayOrders[],
  sales: readonly Sale[],
  costs: readonly ProductCost[],
): readonly Totals[] {
  const totals = new Map<string, Totals>();
  const totalsOf = ({ day, location }: { readonly day: IsoDate; readonly location: Location }): Totals => {
    const key = `${day} ${location}`;
    const known = totals.get(key);
    if (known) return known;
    const fresh = { day, location, orders: 0, guests: 0, foodCents: 0, discountCents: 0 };
    totals.set(key, fresh);
    return fresh;
  };
  for (const entry of orders) {
    const sum = totalsOf(entry);
    sum.orders += entry.orders;
    sum.guests += entry.orders * WAYS[entry.channel].guests;
  }
  for (const cost of costs) totalsOf(cost).foodCents += cost.foodCostCents;
  for (const sale of sales) totalsOf(sale).discountCents += sale.discountCents;
  return [...totals.values()];
}

/** Advertising is paid every day, open or not. */
export function simulateAdvertising(
  days: readonly IsoDate[],
  seed: number,
  causes: { readonly marketingMonth?: Period; readonly promotion?: Period },
): readonly Advertising[] {
  const random = createRandom(seed, 'advertising');
  return days.flatMap((day) =>
    LOCATIONS.map((location) => {
      let spend = SHOPS[location].advertising * Math.exp(0.12 * random.normal());
      if (causes.promotion && isWithin(day, causes.promotion)) spend *= 1 + PROMOTION.advertising;
      if (location === MARKETING_MONTH.location && causes.marketingMonth && isWithin(day, causes.marketingMonth))
        spend *= 1 + MARKETING_MONTH.spend;
      return { day, location, spendCents: Math.round(100 * spend) };
    }),
  );
}
