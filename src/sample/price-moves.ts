import { addDays } from '../calendar/civil-day.ts';
import type { IsoDate, Period } from '../contracts/period.ts';
import { isWithin, mondayOnOrBefore } from './civil-day.ts';
import { MENU, PRODUCTS, type Product } from './menu.ts';
import { PRICE_RISE } from './planted-causes.ts';

/** The truth about how sales of a product answer to its own price. */
export interface PlantedElasticity {
  readonly product: Product;
  /** Per cent of units for each per cent of price. */
  readonly elasticity: number;
}

interface PriceStory {
  readonly elasticity: number;
  /** Cents before the first move. */
  readonly firstCents: number;
  /** Each price holds from the Monday so many weeks before the end of the data; short ones are offers. */
  readonly moves: readonly (readonly [weeksBefore: number, cents: number])[];
}

/**
 * Prices of two years, up to those on the menu. The last half year belongs to the planted causes, and the weeks a year
 * before the end are left alone, so that what is compared with last year rests on lasting prices.
 */
const STORIES: Readonly<Partial<Record<Product, PriceStory>>> = {
  Coffee: {
    elasticity: PRICE_RISE.elasticity,
    firstCents: 365,
    moves: [
      [98, 385],
      [91, 355],
      [89, 385],
      [79, 360],
      [76, 385],
      [67, 400],
      [47, 370],
      [45, 400],
      [37, 365],
      [34, 400],
    ],
  },
  'Cold Brew': {
    elasticity: -1.6,
    firstCents: 430,
    moves: [
      [97, 450],
      [88, 405],
      [85, 450],
      [78, 405],
      [75, 450],
      [69, 495],
      [61, 475],
      [46, 425],
      [43, 475],
      [37, 415],
      [34, 475],
    ],
  },
  Croissant: {
    elasticity: -1.4,
    firstCents: 340,
    moves: [
      [92, 355],
      [80, 310],
      [77, 355],
      [67, 375],
      [44, 330],
      [41, 375],
      [32, 340],
      [30, 375],
    ],
  },
  'Cinnamon Roll': {
    elasticity: -1.5,
    firstCents: 395,
    moves: [
      [84, 410],
      [73, 355],
      [70, 410],
      [62, 425],
      [42, 370],
      [39, 425],
      [35, 380],
      [33, 425],
    ],
  },
  Sandwich: {
    elasticity: -1.1,
    firstCents: 875,
    moves: [
      [93, 910],
      [82, 830],
      [79, 910],
      [68, 850],
      [65, 910],
      [61, 950],
      [41, 860],
      [38, 950],
      [30, 880],
      [28, 950],
    ],
  },
  Soup: {
    elasticity: -0.9,
    firstCents: 690,
    moves: [
      [96, 720],
      [86, 625],
      [82, 720],
      [76, 620],
      [72, 720],
      [63, 750],
      [46, 640],
      [42, 750],
      [35, 650],
      [31, 750],
    ],
  },
};

/** The price on the menu of a product on a day, in cents. Both cafés and all channels have the same. */
export type PriceList = (product: Product, day: IsoDate) => number;

/** All prices of a company whose data end at `endDate`. */
export function makePriceList(endDate: IsoDate, priceRise?: Period): PriceList {
  const steps = new Map(
    PRODUCTS.map((product) => [
      product,
      (STORIES[product]?.moves ?? []).map(([weeksBefore, cents]) => ({
        start: mondayOnOrBefore(addDays(endDate, -7 * weeksBefore)),
        cents,
      })),
    ]),
  );
  return (product, day) => {
    if (priceRise && product === PRICE_RISE.product && isWithin(day, priceRise))
      return Math.round(MENU[product].priceCents * (1 + PRICE_RISE.change));
    const step = steps.get(product)?.findLast(({ start }) => start <= day);
    return step?.cents ?? STORIES[product]?.firstCents ?? MENU[product].priceCents;
  };
}

/** Units sold at a price against units sold at the price on the menu. */
export function unitsAtPrice(product: Product, cents: number): number {
  return (cents / MENU[product].priceCents) ** (STORIES[product]?.elasticity ?? 0);
}

/** Every product but the one whose price has never moved: of that one no history can tell. */
export const PLANTED_ELASTICITIES: readonly PlantedElasticity[] = PRODUCTS.flatMap((product) => {
  const story = STORIES[product];
  return story ? [{ product, elasticity: story.elasticity }] : [];
});
