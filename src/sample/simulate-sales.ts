import type { IsoDate, Period } from '../contracts/period.ts';
import { isWithin } from './civil-day.ts';
import { type Channel, type Location, MENU, PRODUCTS, type Product, WAYS } from './menu.ts';
import { PROMOTION, SUPPLIER_FAILURE } from './planted-causes.ts';
import { type PriceList, unitsAtPrice } from './price-moves.ts';
import { createRandom } from './random.ts';
import type { DayOrders } from './simulate-orders.ts';
import type { DayWeather } from './weather.ts';

/** One line of the till: `revenueCents = quantity × priceCents − discountCents`, exactly. */
export interface Sale {
  readonly day: IsoDate;
  readonly location: Location;
  readonly channel: Channel;
  readonly product: Product;
  readonly quantity: number;
  readonly priceCents: number;
  readonly discountCents: number;
  readonly revenueCents: number;
}

export interface SalesSetting {
  readonly seed: number;
  readonly weatherOf: (day: IsoDate) => DayWeather;
  readonly priceOf: PriceList;
  readonly promotion?: Period;
  readonly supplierFailure?: Period;
}

/** What was sold with the given orders; nothing sold, no line. */
export function simulateSales(orders: readonly DayOrders[], setting: SalesSetting): readonly Sale[] {
  const result: Sale[] = [];
  for (const entry of orders) {
    // A stream a till and day, so that a cause (a closed week, say) changes only the days it touches.
    const noise = createRandom(setting.seed, `sales ${entry.location} ${entry.channel} ${entry.day}`);
    for (const product of PRODUCTS) {
      const sale = simulateSale(entry, product, noise.normal(), setting);
      if (sale.quantity > 0) result.push(sale);
    }
  }
  return result;
}

function simulateSale(entry: DayOrders, product: Product, noise: number, setting: SalesSetting): Sale {
  const { day, location, channel } = entry;
  const priceCents = setting.priceOf(product, day);
  const expected = entry.orders * expectedPerOrder(day, channel, product, setting) * unitsAtPrice(product, priceCents);
  const quantity = Math.max(0, Math.round(expected + 0.8 * noise * Math.sqrt(expected)));
  const onOffer = setting.promotion && PROMOTION.products.includes(product) && isWithin(day, setting.promotion);
  // An offer is not combined with the loyalty card.
  const discount = onOffer ? PROMOTION.discount : WAYS[channel].loyalty;
  const discountCents = Math.round(quantity * priceCents * discount);
  const revenueCents = quantity * priceCents - discountCents;
  return { day, location, channel, product, quantity, priceCents, discountCents, revenueCents };
}

function expectedPerOrder(day: IsoDate, channel: Channel, product: Product, setting: SalesSetting): number {
  const { weatherOf, promotion, supplierFailure } = setting;
  const item = MENU[product];
  let expected = item.perOrder[channel] * Math.exp(item.heat * (weatherOf(day).temperature - 60));
  if (promotion && PROMOTION.products.includes(product) && isWithin(day, promotion)) expected *= 1 + PROMOTION.units;
  if (supplierFailure && product === SUPPLIER_FAILURE.product && isWithin(day, supplierFailure)) expected = 0;
  return expected;
}
