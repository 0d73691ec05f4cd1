import { z } from 'zod';
import type { RecordKind, RecordOf } from '../contracts/record.ts';

const name = z.string().min(1).max(200);
const amount = z.number().finite().min(0).max(1e12);
const weekday = z.number().int().min(0).max(6);
/** Up to a day and a half: a shift may end the next day. */
const minute = z.number().int().min(0).max(2_880);
const hours = z.number().finite().min(0).max(168);
const window = z
  .object({ from: minute, to: minute })
  .refine(({ from, to }) => to > from, { error: 'ends before it starts' });

/** What a stored record of each kind has to be; see contracts/record.ts for the meaning. */
export const RECORD_SCHEMA: { readonly [K in RecordKind]: z.ZodType<RecordOf[K]> } = {
  item: z.object({
    name,
    unit: z.string().max(40).optional(),
    supplier: name.optional(),
    cost: amount.optional(),
    stock: amount.optional(),
    countedOn: z.iso.date().optional(),
    packSize: amount.optional(),
    minimumOrder: amount.optional(),
    leadDays: amount.max(365).optional(),
    shelfLifeDays: amount.max(3_650).optional(),
    storage: amount.optional(),
    price: amount.optional(),
    product: name.optional(),
    weeklyUse: amount.optional(),
  }),
  supplier: z.object({
    name,
    deliveryCost: amount.optional(),
    minimumValue: amount.optional(),
    leadDays: amount.max(365).optional(),
    orderDays: z.array(weekday).max(7).optional(),
  }),
  recipe: z.object({ product: name, item: name, quantity: amount }),
  employee: z.object({
    name,
    roles: z.array(name).max(30),
    wagePerHour: amount.optional(),
    minHours: hours.optional(),
    maxHours: hours.optional(),
    overtimeHours: hours.optional(),
    maxDaysPerWeek: amount.max(7).optional(),
    locations: z.array(name).max(50).optional(),
    availability: z.array(z.array(window).max(6).nullable()).length(7).optional(),
  }),
  absence: z
    .object({ employee: name, start: z.iso.date(), end: z.iso.date(), reason: z.string().max(200).optional() })
    .refine(({ start, end }) => end >= start, { error: 'ends before it starts' }),
  cover: z
    .object({
      location: name.optional(),
      weekday: weekday.optional(),
      day: z.iso.date().optional(),
      shift: name,
      from: minute,
      to: minute,
      role: name.optional(),
      people: amount.max(1_000),
      atMost: amount.max(1_000).optional(),
    })
    .refine(({ from, to }) => to > from, { error: 'ends before it starts' }),
  'busy-hours': z.object({
    location: name.optional(),
    weekday: weekday.optional(),
    hour: z.number().int().min(0).max(23),
    share: z.number().min(0).max(1),
  }),
  product: z.object({
    name,
    price: amount.optional(),
    cost: amount.optional(),
    lowest: amount.optional(),
    highest: amount.optional(),
    group: name.optional(),
    rank: amount.optional(),
    weeklyStock: amount.optional(),
  }),
  'ad-channel': z.object({
    name,
    least: amount.optional(),
    most: amount.optional(),
    leastIfUsed: amount.optional(),
  }),
};
