/** What the sample company sells, where and how. All of it is invented. */

export const LOCATIONS = ['Riverside', 'Old Mill'] as const;
export type Location = (typeof LOCATIONS)[number];

export const CHANNELS = ['Walk-in', 'Takeaway', 'Delivery'] as const;
export type Channel = (typeof CHANNELS)[number];

export const PRODUCTS = ['Coffee', 'Cold Brew', 'Tea', 'Croissant', 'Cinnamon Roll', 'Sandwich', 'Soup'] as const;
export type Product = (typeof PRODUCTS)[number];

/** Items on offer in the promotion week. */
export const PASTRIES: readonly Product[] = ['Croissant', 'Cinnamon Roll'];

export interface MenuItem {
  /** List price in cents. */
  readonly priceCents: number;
  /** Ingredients for one item, in cents, on the last day. */
  readonly costCents: number;
  /** Items sold per order, by channel. */
  readonly perOrder: Readonly<Record<Channel, number>>;
  /** Change of log sales per degree Fahrenheit above 60. */
  readonly heat: number;
}

export const MENU: Readonly<Record<Product, MenuItem>> = {
  Coffee: {
    priceCents: 400,
    costCents: 92,
    perOrder: { 'Walk-in': 0.56, Takeaway: 0.68, Delivery: 0.26 },
    heat: -0.002,
  },
  'Cold Brew': {
    priceCents: 475,
    costCents: 105,
    perOrder: { 'Walk-in': 0.15, Takeaway: 0.2, Delivery: 0.14 },
    heat: 0.022,
  },
  Tea: { priceCents: 350, costCents: 48, perOrder: { 'Walk-in': 0.17, Takeaway: 0.1, Delivery: 0.06 }, heat: -0.006 },
  Croissant: {
    priceCents: 375,
    costCents: 110,
    perOrder: { 'Walk-in': 0.27, Takeaway: 0.26, Delivery: 0.24 },
    heat: 0,
  },
  'Cinnamon Roll': {
    priceCents: 425,
    costCents: 125,
    perOrder: { 'Walk-in': 0.18, Takeaway: 0.13, Delivery: 0.22 },
    heat: -0.002,
  },
  Sandwich: {
    priceCents: 950,
    costCents: 320,
    perOrder: { 'Walk-in': 0.23, Takeaway: 0.2, Delivery: 0.55 },
    heat: 0.001,
  },
  Soup: {
    priceCents: 750,
    costCents: 205,
    perOrder: { 'Walk-in': 0.11, Takeaway: 0.07, Delivery: 0.26 },
    heat: -0.018,
  },
};

export interface Shop {
  /** Orders on an average day at the end of the data, by channel. */
  readonly orders: Readonly<Record<Channel, number>>;
  /** Monday to Sunday, against an average open day. */
  readonly weekday: readonly number[];
  /** Weekdays it never opens; 0 is Monday. */
  readonly closedWeekdays: readonly number[];
  /** Wages of an open day before the first order, dollars. */
  readonly staffBase: number;
  /** Advertising on an ordinary day, dollars. */
  readonly advertising: number;
}

export const SHOPS: Readonly<Record<Location, Shop>> = {
  Riverside: {
    orders: { 'Walk-in': 150, Takeaway: 90, Delivery: 42 },
    weekday: [0.88, 0.9, 0.93, 0.96, 1.06, 1.2, 1.07],
    closedWeekdays: [],
    staffBase: 390,
    advertising: 60,
  },
  'Old Mill': {
    orders: { 'Walk-in': 96, Takeaway: 62, Delivery: 28 },
    weekday: [0, 0.9, 0.94, 0.97, 1.05, 1.16, 0.98],
    closedWeekdays: [0],
    staffBase: 290,
    advertising: 45,
  },
};

export interface Way {
  /** Growth of orders a year, as a fraction. */
  readonly growth: number;
  /** Change of orders on a day with half an inch of rain or more, as a fraction. */
  readonly rain: number;
  /** People served per order. */
  readonly guests: number;
  /** Share of takings given back on loyalty cards. */
  readonly loyalty: number;
}

export const WAYS: Readonly<Record<Channel, Way>> = {
  'Walk-in': { growth: 0.05, rain: -0.16, guests: 1.3, loyalty: 0 },
  Takeaway: { growth: 0.04, rain: -0.07, guests: 1.05, loyalty: 0.02 },
  Delivery: { growth: 0.15, rain: 0.2, guests: 1.15, loyalty: 0 },
};
