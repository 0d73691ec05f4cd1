import { z } from 'zod';
import type { PlanKind } from '../contracts/plan.ts';
import type { BudgetInput } from '../engines/optimizer/budget/types.ts';
import type { InventoryInput } from '../engines/optimizer/inventory/types.ts';
import type { Kinds } from '../engines/optimizer/optimize.ts';
import type { PricingInput } from '../engines/optimizer/pricing/types.ts';
import type { StaffingInput } from '../engines/optimizer/staffing/types.ts';

/**
 * Problems as they come over HTTP or from a file: the form only. What the numbers mean together is checked by each
 * model's own `validate`, in words. Lists are short enough that this check ends at once.
 */

const MOST = 10_000;
const id = z.string().min(1).max(200);
const num = z.number();
/** A few places tell what is wrong; all of half a million would take seconds to gather. */
const MOST_ISSUES = 5;

/** Reads until it has seen enough that is wrong. */
const list = <T>(of: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .max(MOST)
    .transform((values, context): T[] => {
      const read: T[] = [];
      let wrong = 0;
      for (const [at, value] of values.entries()) {
        const parsed = of.safeParse(value);
        if (parsed.success) read.push(parsed.data);
        else
          for (const { path, message } of parsed.error.issues.slice(0, MOST_ISSUES)) {
            context.addIssue({ code: 'custom', path: [at, ...path], message });
            wrong += 1;
          }
        if (wrong >= MOST_ISSUES) break;
      }
      return wrong > 0 ? z.NEVER : read;
    });

const numbers = z
  .array(z.unknown())
  .max(MOST)
  .transform((values, context): number[] => {
    const at = values.findIndex((value) => !Number.isFinite(value));
    // All of them are finite numbers: that was just looked at.
    if (at < 0) return values as number[];
    context.addIssue({ code: 'custom', path: [at], message: 'Invalid input: expected number' });
    return z.NEVER;
  });
const perPeriod = z.union([num, numbers]);
const minutes = z.number().int();
const day = z.iso.date();

const inventory: z.ZodType<InventoryInput> = z.object({
  periods: z.number().int(),
  items: list(
    z.object({
      id,
      name: id,
      supplier: id,
      unitCost: num,
      costByPeriod: numbers.optional(),
      holdingCost: num,
      lostSaleCost: num.nullable(),
      orderCost: num,
      leadTime: z.number().int(),
      packSize: num.nullable(),
      minimumOrder: num,
      maximumOrder: num.optional(),
      fixedOrders: list(z.object({ period: z.number().int(), quantity: num })).optional(),
      volume: num,
      stock: num,
      onOrder: list(z.object({ period: z.number().int(), quantity: num })).optional(),
      shelfLife: z.number().int().optional(),
      stockLife: z.number().int().optional(),
      demand: numbers,
      buffers: list(z.object({ target: num, segments: list(z.object({ width: num, price: num })) })).optional(),
    }),
  ),
  suppliers: list(
    z.object({
      id,
      name: id,
      deliveryCost: num,
      minimumValue: num.optional(),
      orderPeriods: list(z.number().int()).optional(),
    }),
  ),
  storageLimit: perPeriod.optional(),
  budget: perPeriod.optional(),
});

const absence = z.object({ day, from: minutes.optional(), to: minutes.optional() });
const window = z.object({ day, from: minutes, to: minutes });
const assignment = z.object({ employee: id, day, shift: id, skill: id.optional() });

const needBase = {
  day,
  skill: id.optional(),
  people: num,
  atMost: num.optional(),
  shortCost: num.optional(),
  overCost: num.optional(),
};

const profile = z.object({
  id,
  name: id,
  minRestMinutes: minutes,
  maxConsecutiveDays: z.number().int(),
  maxMinutesPerShift: minutes.optional(),
  maxMinutesPerWeek: minutes.optional(),
  breaks: list(z.object({ over: minutes, minutes })),
  overtimePremium: num,
  overtimeAfterPerWeek: minutes.optional(),
  weekend: list(z.number().int().min(0).max(6)),
});

const staffing: z.ZodType<StaffingInput> = z.object({
  firstDay: day,
  days: z.number().int(),
  shifts: list(
    z.object({
      id,
      name: id,
      place: id.optional(),
      start: minutes,
      minutes,
      breakMinutes: minutes.optional(),
      notNextDay: list(id).optional(),
      unpopular: z.boolean().optional(),
    }),
  ),
  employees: list(
    z.object({
      id,
      name: id,
      skills: list(id).optional(),
      places: list(id).optional(),
      wagePerHour: num.optional(),
      hours: z
        .object({
          per: z.enum(['week', 'plan']),
          min: num.optional(),
          max: num.optional(),
          overtime: num.optional(),
        })
        .optional(),
      minShifts: num.optional(),
      maxShifts: num.optional(),
      maxShiftsOf: z.record(id, num).optional(),
      maxDaysPerWeek: num.optional(),
      maxConsecutiveDays: num.optional(),
      minConsecutiveDays: num.optional(),
      minConsecutiveDaysOff: num.optional(),
      maxWeekends: num.optional(),
      away: list(absence).optional(),
      available: list(window).optional(),
      before: z
        .object({
          daysWorkedInARow: num.optional(),
          lastShiftEnd: minutes.optional(),
          unpopularShifts: num.optional(),
        })
        .optional(),
    }),
  ),
  cover: list(
    z.union([
      z.object({ ...needBase, shift: id }),
      z.object({ ...needBase, from: minutes, to: minutes, place: id.optional() }),
    ]),
  ),
  profile: profile.optional(),
  wishes: list(
    z.object({ employee: id, day, shift: id.optional(), kind: z.enum(['on', 'off']), weight: num }),
  ).optional(),
  pinned: list(assignment).optional(),
  published: z.object({ assignments: list(assignment), changeCost: num.optional() }).optional(),
  costs: z.object({ shortPerHour: num.optional() }).optional(),
  fairness: z.object({ unpopular: num.optional(), hours: num.optional() }).optional(),
});

const pricing: z.ZodType<PricingInput> = z.object({
  products: list(
    z.object({
      id,
      name: id,
      price: num,
      unitCost: num,
      units: num,
      options: list(z.object({ price: num, units: num.optional() })),
      elasticity: z.object({ mean: num, sd: num }).optional(),
      stock: num.optional(),
      mustChange: z.boolean().optional(),
      anyStep: z.boolean().optional(),
      tried: z.object({ lowest: num, highest: num }).optional(),
    }),
  ),
  crossEffects: list(z.object({ productId: id, onPriceOf: id, elasticity: num })).optional(),
  orders: list(z.object({ id, name: id, cheapestFirst: list(id), leastStep: num.optional() })).optional(),
  capacities: list(
    z.object({ id, name: id, limit: num, use: list(z.object({ productId: id, perUnit: num })) }),
  ).optional(),
  limits: z
    .object({
      maxChanges: num.optional(),
      maxChange: num.optional(),
      minMargin: num.optional(),
      maxUnits: num.optional(),
      minUnits: num.optional(),
      minRevenue: num.optional(),
      maxAveragePrice: num.optional(),
    })
    .optional(),
  beyondStock: z.enum(['lost', 'forbidden']).optional(),
  seed: z.number().int().optional(),
});

const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('linear'), perUnit: num }),
  z.object({ kind: z.literal('log'), a: num, k: num }),
  z.object({ kind: z.literal('power'), a: num, b: num }),
  z.object({ kind: z.literal('exponential'), a: num, k: num }),
  z.object({ kind: z.literal('hill'), a: num, k: num }),
]);
const curve = z.union([
  shape,
  z.object({ kind: z.literal('points'), points: list(z.object({ spend: num, result: num })) }),
  z.object({ kind: z.literal('draws'), draws: list(shape) }),
]);

const budget: z.ZodType<BudgetInput> = z.object({
  channels: list(
    z.object({
      id,
      name: id,
      curve,
      value: num.optional(),
      min: num.optional(),
      max: num.optional(),
      minIfUsed: num.optional(),
      minTotal: num.optional(),
      maxTotal: num.optional(),
      carryOver: num.optional(),
      strength: numbers.optional(),
      current: num.optional(),
    }),
  ),
  total: num,
  leastTotal: num.optional(),
  periods: z.number().int().optional(),
  periodMax: numbers.optional(),
  maxChange: num.optional(),
  spendLimits: list(
    z.object({
      id,
      name: id,
      min: num.optional(),
      max: num.optional(),
      perUnit: list(z.object({ channelId: id, value: num })),
    }),
  ).optional(),
  aim: z.enum(['result', 'profit']).optional(),
  nextStep: num.optional(),
});

/** The form of a problem, by kind. */
export const PROBLEM_SCHEMA: { readonly [K in PlanKind]: z.ZodType<Kinds[K]['input']> } = {
  inventory,
  staffing,
  pricing,
  budget,
};
