import type { RecordKind } from '../contracts/record.ts';

/** What a list need not say, and what holds meanwhile. */
export interface MissingField {
  readonly field: string;
  /** In the plural: "no cost". */
  readonly none: string;
  /** What a plan does without it. */
  readonly meanwhile: string;
}

const missing = (field: string, none: string, meanwhile: string): MissingField => ({ field, none, meanwhile });

/** In the order in which they matter for a plan. */
export const MISSING_FIELDS: Readonly<Record<RecordKind, readonly MissingField[]>> = {
  item: [
    missing('stock', 'no stock', 'I ask what is there before I plan'),
    missing('cost', 'no cost', 'a plan cannot weigh their money'),
    missing('supplier', 'no supplier', 'they are ordered on their own'),
    missing('shelfLifeDays', 'no shelf life', 'they are taken to keep'),
    missing('packSize', 'no pack size', 'any quantity can be ordered'),
  ],
  supplier: [
    missing('leadDays', 'no lead time', 'the days stand with the items, or I ask'),
    missing('deliveryCost', 'no delivery cost', 'a delivery is taken to cost nothing'),
    missing('minimumValue', 'no minimum', 'any order is large enough'),
    missing('orderDays', 'no order days', 'they take orders every day'),
  ],
  recipe: [],
  employee: [
    missing('roles', 'no role', 'they can only fill shifts that anybody can do'),
    missing('wagePerHour', 'no wage', 'a plan cannot weigh their pay'),
    missing('maxHours', 'no maximum hours', 'only the labour rules limit them'),
    missing('availability', 'no days or hours', 'they are taken to be free to work always'),
    missing('locations', 'no place', 'they can work anywhere'),
  ],
  absence: [],
  cover: [
    missing('role', 'no role', 'anybody can fill them'),
    missing('location', 'no place', 'they count for the whole company'),
  ],
  'busy-hours': [],
  product: [
    missing('price', 'no price', 'I take the last one from your sales'),
    missing('cost', 'no cost', 'I ask before I plan prices'),
    missing('lowest', 'no lowest price', 'only the most that a price may change limits it'),
    missing('highest', 'no highest price', 'only the most that a price may change limits it'),
  ],
  'ad-channel': [
    missing('least', 'no minimum', 'they may get nothing'),
    missing('most', 'no maximum', 'only the whole budget limits them'),
  ],
};
