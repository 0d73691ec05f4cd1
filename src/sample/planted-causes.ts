import { addDays } from '../calendar/civil-day.ts';
import type { Filter } from '../contracts/catalogue.ts';
import type { IsoDate, Period } from '../contracts/period.ts';
import { lastCompleteMonth, mondayOnOrBefore } from './civil-day.ts';
import { type Location, PASTRIES, type Product } from './menu.ts';

export const CAUSE_IDS = ['price-rise', 'promotion', 'renovation', 'supplier-failure', 'marketing-month'] as const;
export type CauseId = (typeof CAUSE_IDS)[number];

/** A known change of one metric against the same company without the cause. */
export interface PlantedEffect {
  readonly metric: string;
  readonly filter: Filter;
  /** Only these members of the product dimension. */
  readonly products?: readonly string[];
  readonly period: Period;
  /** Change of the metric over the period as a fraction: −1 is all of it gone, 0.4 is 40% more. */
  readonly effect: number;
}

/** The truth about one story of the sample company; the effect at the top is the one it is told by. */
export interface PlantedCause extends PlantedEffect {
  readonly id: CauseId;
  readonly kind: 'price' | 'promotion' | 'closure' | 'supply' | 'marketing';
  readonly alsoChanges: readonly PlantedEffect[];
  /** What happened, as the owner would say it. No digits. */
  readonly words: string;
}

export const PRICE_RISE = { product: 'Coffee' satisfies Product, change: 0.09, elasticity: -0.8 } as const;
export const PROMOTION = { products: PASTRIES, discount: 0.2, units: 0.4, advertising: 0.6 } as const;
export const RENOVATION = { location: 'Old Mill' satisfies Location } as const;
export const SUPPLIER_FAILURE = { product: 'Sandwich' satisfies Product, lostOrders: 0.06 } as const;
export const MARKETING_MONTH = {
  location: 'Riverside' satisfies Location,
  channel: 'Delivery',
  spend: 1,
  /** Extra delivery orders once the doubled spending has been felt in full. */
  fullLift: 0.25,
  firstLag: 7,
  lastLag: 27,
  /** Weight of each later day of delay against the day before it. */
  decay: 0.85,
} as const;

/** When each cause holds, for a company whose data end at `endDate`. */
export function scheduleCauses(endDate: IsoDate): Readonly<Record<CauseId, Period>> {
  const lastMonthEnd = lastCompleteMonth(endDate).end;
  const priceRise = mondayOnOrBefore(addDays(endDate, -91));
  const promotion = mondayOnOrBefore(addDays(endDate, -47));
  const renovation = mondayOnOrBefore(addDays(endDate, -150));
  return {
    'price-rise': { start: priceRise, end: endDate },
    promotion: { start: promotion, end: addDays(promotion, 6) },
    renovation: { start: renovation, end: addDays(renovation, 6) },
    'supplier-failure': { start: addDays(lastMonthEnd, -10), end: addDays(lastMonthEnd, -2) },
    // The latest whole month that is felt no more when the price rise begins, so that the two can be told apart.
    'marketing-month': lastCompleteMonth(addDays(priceRise, -MARKETING_MONTH.lastLag - 1)),
  };
}

/** Share of extra delivery orders that the doubled spending brings on one day: nothing for a week, then building up. */
export function liftFromMarketing(day: IsoDate, month: Period): number {
  const { firstLag, lastLag, decay, fullLift } = MARKETING_MONTH;
  let felt = 0;
  let all = 0;
  for (let lag = firstLag; lag <= lastLag; lag++) {
    const weight = decay ** (lag - firstLag);
    const spentOn = addDays(day, -lag);
    all += weight;
    if (spentOn >= month.start && spentOn <= month.end) felt += weight;
  }
  return (fullLift * felt) / all;
}

/** The record of the truth, for the causes that hold. */
export function describeCauses(schedule: Partial<Readonly<Record<CauseId, Period>>>): readonly PlantedCause[] {
  return CAUSE_IDS.flatMap((id) => {
    const period = schedule[id];
    return period ? [describeCause[id](period)] : [];
  });
}

const describeCause: Readonly<Record<CauseId, (period: Period) => PlantedCause>> = {
  'price-rise': (period) => {
    const filter = { product: PRICE_RISE.product };
    const units = (1 + PRICE_RISE.change) ** PRICE_RISE.elasticity - 1;
    return {
      id: 'price-rise',
      kind: 'price',
      metric: 'quantity',
      filter,
      period,
      effect: units,
      alsoChanges: [{ metric: 'price', filter, period, effect: PRICE_RISE.change }],
      words: 'The price of Coffee went up, and people buy a little less of it since.',
    };
  },
  promotion: (period) => {
    const { products, discount, units, advertising } = PROMOTION;
    const everywhere: Filter = {};
    // Walk-in guests have no loyalty card, so nothing but the offer lowers what they pay.
    const walkIn: Filter = { channel: 'Walk-in' };
    return {
      id: 'promotion',
      kind: 'promotion',
      metric: 'quantity',
      filter: everywhere,
      products,
      period,
      effect: units,
      alsoChanges: [
        { metric: 'avg_price', filter: walkIn, products, period, effect: -discount },
        { metric: 'marketing_spend', filter: everywhere, period, effect: advertising },
      ],
      words: 'Pastry week: croissants and cinnamon rolls were cheaper, with extra advertising, and sold far better.',
    };
  },
  renovation: (period) => {
    const filter = { location: RENOVATION.location };
    return {
      id: 'renovation',
      kind: 'closure',
      metric: 'revenue',
      filter,
      period,
      effect: -1,
      alsoChanges: [{ metric: 'orders', filter, period, effect: -1 }],
      words: 'Old Mill was shut for a week of renovation.',
    };
  },
  'supplier-failure': (period) => {
    const filter = { product: SUPPLIER_FAILURE.product };
    return {
      id: 'supplier-failure',
      kind: 'supply',
      metric: 'revenue',
      filter,
      period,
      effect: -1,
      alsoChanges: [
        { metric: 'quantity', filter, period, effect: -1 },
        { metric: 'orders', filter: {}, period, effect: -SUPPLIER_FAILURE.lostOrders },
      ],
      words: 'The bread supplier failed: no sandwiches at either café, and some guests went elsewhere.',
    };
  },
  'marketing-month': (period) => {
    const { location, channel, firstLag, lastLag, spend } = MARKETING_MONTH;
    const felt = { start: addDays(period.start, firstLag), end: addDays(period.end, lastLag) };
    const lifts: number[] = [];
    for (let day = felt.start; day <= felt.end; day = addDays(day, 1)) lifts.push(liftFromMarketing(day, period));
    return {
      id: 'marketing-month',
      kind: 'marketing',
      metric: 'orders',
      filter: { location, channel },
      period: felt,
      effect: lifts.reduce((sum, lift) => sum + lift, 0) / lifts.length,
      alsoChanges: [{ metric: 'marketing_spend', filter: { location }, period, effect: spend }],
      words: 'Advertising for Riverside was doubled for a month; a week later more delivery orders began to come in.',
    };
  },
};
