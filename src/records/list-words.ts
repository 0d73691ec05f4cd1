import type { PlanKind } from '../contracts/plan.ts';
import type { RecordKind } from '../contracts/record.ts';

export interface ListWords {
  /** "a list of goods you buy". */
  readonly what: string;
  /** One row of it, and several. */
  readonly one: string;
  readonly many: string;
  /** What one row says, for somebody who is asked for the list. */
  readonly asks: string;
  /** The plan that is made from it. */
  readonly plan: PlanKind;
}

export const LIST_WORDS: Readonly<Record<RecordKind, ListWords>> = {
  item: {
    what: 'goods you buy',
    one: 'item',
    many: 'items',
    asks: 'what you buy: its unit, cost, supplier, and how much is there now',
    plan: 'inventory',
  },
  supplier: {
    what: 'suppliers',
    one: 'supplier',
    many: 'suppliers',
    asks: 'who delivers: the days it takes, what a delivery costs, and the least order',
    plan: 'inventory',
  },
  recipe: {
    what: 'recipes',
    one: 'recipe line',
    many: 'recipe lines',
    asks: 'how much of an item one unit of a product takes',
    plan: 'inventory',
  },
  employee: {
    what: 'people who work for you',
    one: 'person',
    many: 'people',
    asks: 'who works for you: what they can do, wage, hours, and when they are free to work',
    plan: 'staffing',
  },
  absence: {
    what: 'absences',
    one: 'absence',
    many: 'absences',
    asks: 'who is away, from when to when',
    plan: 'staffing',
  },
  cover: {
    what: 'people wanted on each shift',
    one: 'line',
    many: 'lines',
    asks: 'your shifts: weekday, from, to, and how many people you want there',
    plan: 'staffing',
  },
  'busy-hours': {
    what: 'busy hours',
    one: 'hour',
    many: 'hours',
    asks: 'which share of a day’s business falls into each hour',
    plan: 'staffing',
  },
  product: {
    what: 'products you sell',
    one: 'product',
    many: 'products',
    asks: 'what you sell: today’s price, what one costs you, and how low and high the price may go',
    plan: 'pricing',
  },
  'ad-channel': {
    what: 'ways to advertise',
    one: 'way to advertise',
    many: 'ways to advertise',
    asks: 'where you advertise, with the least and the most you would spend there a week',
    plan: 'budget',
  },
};
