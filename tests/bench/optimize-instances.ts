import { addDays } from '../../src/calendar/civil-day.ts';
import type { BudgetInput } from '../../src/engines/optimizer/budget/types.ts';
import { type RandomSource, seedRandom } from '../../src/engines/optimizer/estimation/seeded-random.ts';
import type { PricedProduct, PricingInput } from '../../src/engines/optimizer/pricing/types.ts';
import { NO_RULES } from '../../src/engines/optimizer/staffing/labour-profiles.ts';
import type { Employee, StaffingInput, Wish } from '../../src/engines/optimizer/staffing/types.ts';

/** Problems the size of a shop and beyond, shaped like real ones; always the same for the same size. */

const between = (random: RandomSource, from: number, to: number) => from + random.uniform() * (to - from);
const whole = (random: RandomSource, from: number, to: number) => Math.floor(between(random, from, to + 1));
const cents = (value: number) => Math.round(value * 100) / 100;

/** Ladders of so many prices around today's, groups of four that keep their order, a third of all prices may change. */
export function makePrices(products: number, options: number): PricingInput {
  const random = seedRandom(products * 100 + options);
  const made = Array.from({ length: products }, (_, at): PricedProduct => {
    const price = cents(between(random, 10, 70));
    const units = whole(random, 30, 400);
    const elasticity = { mean: -between(random, 1.1, 2.9), sd: 0.3 };
    const ladder = Array.from(
      { length: options },
      (_, k) => Math.floor(price * (0.8 + (0.4 * k) / (options - 1))) + 0.99,
    );
    return {
      id: `product ${at}`,
      name: `product ${at}`,
      price,
      unitCost: cents(price * between(random, 0.35, 0.65)),
      units,
      elasticity,
      options: [...new Set(ladder)].map((asked) => ({
        price: asked,
        units: cents(units * (asked / price) ** elasticity.mean),
      })),
      ...(random.uniform() < 0.15 && { stock: Math.round(units * 1.1) }),
    };
  });
  const groups = Array.from({ length: Math.floor(products / 4) }, (_, group) => made.slice(4 * group, 4 * group + 4));
  return {
    products: made,
    orders: groups.map((members, at) => ({
      id: `group ${at}`,
      name: `group ${at}`,
      cheapestFirst: members.toSorted((a, b) => a.price - b.price).map(({ id }) => id),
    })),
    limits: {
      minMargin: 0.25,
      maxChanges: Math.ceil(products / 3),
      maxUnits: made.reduce((sum, { units }) => sum + units, 0),
    },
  };
}

/** Channels whose response flattens; some with a minimum, some with a least spend if used at all. */
export function makeBudget(channels: number): BudgetInput {
  const random = seedRandom(channels);
  return {
    total: 5000 * channels,
    channels: Array.from({ length: channels }, (_, at) => {
      const max = whole(random, 6000, 15_000);
      return {
        id: `channel ${at}`,
        name: `channel ${at}`,
        curve: { kind: 'log', a: whole(random, 20_000, 90_000), k: whole(random, 3000, 15_000) } as const,
        max,
        ...(random.uniform() < 0.5 && { min: whole(random, 500, 1000) }),
        ...(random.uniform() < 0.5 && { minIfUsed: whole(random, 600, 2000) }),
        current: Math.round(max * between(random, 0.2, 0.7)),
      };
    }),
  };
}

const FIRST_DAY = '2026-01-05';
const SHIFTS = [
  { id: 'early', start: 6 },
  { id: 'late', start: 14 },
  { id: 'night', start: 22 },
] as const;

/** Three shifts of eight hours, three skills, contracts of 24 and 40 hours, days off, likes and dislikes. */
export function makeRoster(employees: number, days: number): StaffingInput {
  const random = seedRandom(employees * 100 + days);
  const dates = Array.from({ length: days }, (_, day) => addDays(FIRST_DAY, day));
  const people = Array.from({ length: employees }, (_, at): Employee => {
    const full = random.uniform() < 0.6;
    const skills = ['0', '1', '2'].filter((skill) => skill === String(at % 3) || random.uniform() < 0.3);
    return {
      id: `person ${at}`,
      name: `person ${at}`,
      skills,
      wagePerHour: whole(random, 22, 31),
      hours: { per: 'week', min: (full ? 24 : 8) * 60, max: (full ? 40 : 24) * 60, overtime: full ? 480 : 0 },
      maxConsecutiveDays: 5,
      away: dates.filter(() => random.uniform() < 0.08).map((day) => ({ day })),
    };
  });
  const wanted = { early: 0.19, late: 0.17, night: 0.07 } as const;
  return {
    firstDay: FIRST_DAY,
    days,
    profile: { ...NO_RULES, minRestMinutes: 660, overtimePremium: 0.5 },
    shifts: SHIFTS.map(({ id, start }) => ({ id, name: id, start: start * 60, minutes: 480, breakMinutes: 0 })),
    employees: people,
    cover: dates.flatMap((day) =>
      SHIFTS.flatMap(({ id }) =>
        ['0', '1', '2'].map((skill) => ({
          day,
          shift: id,
          skill,
          people: Math.round((employees * wanted[id] * between(random, 0.5, 1.5)) / 3),
          shortCost: 200,
          overCost: 5,
        })),
      ),
    ),
    wishes: people.flatMap(({ id }) =>
      dates.flatMap((day) =>
        SHIFTS.filter(() => random.uniform() < 0.3).map((shift): Wish => {
          return {
            employee: id,
            day,
            shift: shift.id,
            kind: random.uniform() < 0.7 ? 'on' : 'off',
            weight: whole(random, 1, 8),
          };
        }),
      ),
    ),
  };
}
