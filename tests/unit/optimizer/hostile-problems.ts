import type { PlanKind } from '../../../src/contracts/plan.ts';
import { makeBudget, makePrices, makeRoster } from '../../bench/optimize-instances.ts';
import { makeHardOrders } from './make-orders.ts';

/** What comes of it: refused as a form, refused in words, impossible with what would help, or a plan with its gaps. */
export type HostileEnd = 'bad-problem' | 'invalid' | 'infeasible' | 'planned';

export interface HostileProblem {
  readonly name: string;
  readonly problem: () => unknown;
  readonly end: HostileEnd;
}

const HUGE = 'x'.repeat(1_000_000);
const many = <T>(of: T, count = 10_000) => Array.from({ length: count }, () => of);
const numbered = <T extends { readonly id: string }>(of: T, count = 10_000) =>
  Array.from({ length: count }, (_, at) => ({ ...of, id: `${of.id} ${at}` }));

const orders = makeHardOrders(3, 4);
const [item] = orders.items;
const withItem = (more: object) => ({ ...orders, items: [{ ...item, ...more }] });

const inventory: readonly HostileProblem[] = [
  { name: 'nothing at all', problem: () => ({}), end: 'bad-problem' },
  { name: 'no object', problem: () => 'orders, please', end: 'bad-problem' },
  { name: 'no items', problem: () => ({ ...orders, items: [] }), end: 'invalid' },
  { name: 'a negative cost', problem: () => withItem({ unitCost: -3 }), end: 'invalid' },
  { name: 'NaN', problem: () => withItem({ unitCost: Number.NaN }), end: 'bad-problem' },
  { name: 'infinite demand', problem: () => withItem({ demand: many(Infinity, 4) }), end: 'bad-problem' },
  { name: 'numbers past all reason', problem: () => withItem({ demand: many(1e300, 4) }), end: 'invalid' },
  {
    name: 'demand above any capacity',
    problem: () => ({ ...withItem({ demand: many(1e6, 4), lostSaleCost: null, leadTime: 0 }), budget: 10 }),
    end: 'infeasible',
  },
  { name: '400 periods', problem: () => makeHardOrders(3, 400), end: 'invalid' },
  { name: '10,000 items', problem: () => makeHardOrders(10_000, 12), end: 'invalid' },
  { name: '10,001 items', problem: () => makeHardOrders(10_001, 1), end: 'bad-problem' },
  { name: 'an item twice', problem: () => ({ ...orders, items: [item, item] }), end: 'invalid' },
  { name: 'an unknown supplier', problem: () => withItem({ supplier: 'nobody' }), end: 'invalid' },
  { name: 'a name of a million letters', problem: () => withItem({ name: HUGE }), end: 'bad-problem' },
];

const roster = makeRoster(6, 7);
const [shift] = roster.shifts;
const [person] = roster.employees;

const staffing: readonly HostileProblem[] = [
  { name: 'nothing at all', problem: () => ({}), end: 'bad-problem' },
  { name: 'nobody', problem: () => ({ ...roster, employees: [] }), end: 'invalid' },
  {
    name: 'nobody available',
    problem: () => ({
      ...roster,
      wishes: [],
      employees: roster.employees.map((one) => ({ ...one, hours: undefined, available: [] })),
    }),
    end: 'planned',
  },
  {
    name: 'nobody available, with hours to be given',
    problem: () => ({ ...roster, employees: roster.employees.map((one) => ({ ...one, available: [] })) }),
    end: 'infeasible',
  },
  {
    name: 'more people wanted than there are',
    problem: () => ({ ...roster, cover: roster.cover.map((need) => ({ ...need, people: 10_000 })) }),
    end: 'planned',
  },
  {
    name: 'a negative wage',
    problem: () => ({ ...roster, employees: [{ ...person, wagePerHour: -3 }] }),
    end: 'invalid',
  },
  {
    name: 'NaN',
    problem: () => ({ ...roster, employees: [{ ...person, wagePerHour: Number.NaN }] }),
    end: 'bad-problem',
  },
  { name: '400 days', problem: () => ({ ...roster, days: 400 }), end: 'invalid' },
  { name: 'a year of 1e300 days', problem: () => ({ ...roster, days: 1e300 }), end: 'bad-problem' },
  {
    name: '10,000 people',
    problem: () => ({ ...roster, employees: numbered({ ...person, id: 'p' }) }),
    end: 'invalid',
  },
  { name: '10,000 shifts', problem: () => ({ ...roster, shifts: numbered({ ...shift, id: 's' }) }), end: 'invalid' },
  { name: '10,000 needs', problem: () => ({ ...roster, cover: many(roster.cover[0]) }), end: 'invalid' },
  {
    name: 'shifts that rule each other out in a circle',
    problem: () => ({
      ...roster,
      shifts: roster.shifts.map((one, at, all) => ({ ...one, notNextDay: [all[(at + 1) % all.length]?.id] })),
    }),
    end: 'planned',
  },
  { name: 'a person twice', problem: () => ({ ...roster, employees: [person, person] }), end: 'invalid' },
  {
    name: 'a shift of a million letters',
    problem: () => ({ ...roster, employees: [{ ...person, maxShiftsOf: { [HUGE]: 1 } }] }),
    end: 'bad-problem',
  },
  { name: 'a date of a million letters', problem: () => ({ ...roster, firstDay: HUGE }), end: 'bad-problem' },
];

const prices = makePrices(6, 5);
const [product] = prices.products;
const withProduct = (more: object) => ({ products: [{ ...product, ...more }] });

const pricing: readonly HostileProblem[] = [
  { name: 'nothing at all', problem: () => ({}), end: 'bad-problem' },
  { name: 'no products', problem: () => ({ products: [] }), end: 'invalid' },
  { name: 'a negative cost', problem: () => withProduct({ unitCost: -3 }), end: 'invalid' },
  { name: 'a price of zero', problem: () => withProduct({ price: 0 }), end: 'invalid' },
  { name: 'NaN', problem: () => withProduct({ units: Number.NaN }), end: 'bad-problem' },
  { name: 'infinity', problem: () => withProduct({ units: Infinity }), end: 'bad-problem' },
  {
    name: 'more units asked for than any price sells',
    problem: () => ({ ...prices, limits: { ...prices.limits, minUnits: 1e9, maxUnits: 1e10 } }),
    end: 'infeasible',
  },
  {
    name: 'prices in a circle, each dearer than the next',
    problem: () => ({
      ...prices,
      orders: ['product 0', 'product 1', 'product 2'].map((id, at, all) => ({
        id,
        name: id,
        cheapestFirst: [id, all[(at + 1) % 3]],
        leastStep: 1,
      })),
    }),
    end: 'infeasible',
  },
  { name: 'a product twice', problem: () => ({ products: [product, product] }), end: 'invalid' },
  {
    name: '10,000 products',
    problem: () => ({ products: numbered({ ...product, id: 'p' }) }),
    end: 'invalid',
  },
  {
    name: '10,000 prices of one product',
    problem: () => withProduct({ options: many({ price: 11, units: 3 }) }),
    end: 'invalid',
  },
  {
    name: '10,000 capacities',
    problem: () => ({
      ...prices,
      capacities: numbered({ id: 'c', name: 'oven', limit: 1, use: [{ productId: 'product 0', perUnit: 1 }] }),
    }),
    end: 'invalid',
  },
  {
    name: '10,000 orders of prices',
    problem: () => ({
      ...prices,
      orders: numbered({ id: 'o', name: 'order', cheapestFirst: ['product 0', 'product 1'] }),
    }),
    end: 'invalid',
  },
  {
    name: '10,000 effects between products',
    problem: () => ({
      ...prices,
      crossEffects: many({ productId: 'product 0', onPriceOf: 'product 1', elasticity: 1 }),
    }),
    end: 'invalid',
  },
  { name: 'a name of a million letters', problem: () => withProduct({ name: HUGE }), end: 'bad-problem' },
];

const split = makeBudget(4);
const [channel] = split.channels;
const withChannel = (more: object) => ({ total: 1000, channels: [{ ...channel, min: 0, minIfUsed: 0, ...more }] });

const budget: readonly HostileProblem[] = [
  { name: 'nothing at all', problem: () => ({}), end: 'bad-problem' },
  { name: 'no channels', problem: () => ({ total: 10, channels: [] }), end: 'invalid' },
  { name: 'a negative total', problem: () => ({ ...split, total: -5 }), end: 'invalid' },
  { name: 'NaN', problem: () => ({ ...split, total: Number.NaN }), end: 'bad-problem' },
  { name: 'infinity', problem: () => withChannel({ max: Infinity }), end: 'bad-problem' },
  {
    name: 'a curve that falls',
    problem: () => withChannel({ curve: { kind: 'linear', perUnit: -2 } }),
    end: 'invalid',
  },
  { name: 'minimums above the total', problem: () => ({ ...withChannel({ min: 5000 }) }), end: 'infeasible' },
  { name: '400 periods', problem: () => ({ ...split, periods: 400 }), end: 'invalid' },
  { name: '1e300 periods', problem: () => ({ ...split, periods: 1e300 }), end: 'bad-problem' },
  {
    name: '10,000 channels',
    problem: () => ({ total: 10, channels: numbered({ ...channel, id: 'c' }) }),
    end: 'invalid',
  },
  { name: 'a channel twice', problem: () => ({ total: 10, channels: [channel, channel] }), end: 'invalid' },
  {
    name: '10,000 draws of a curve',
    problem: () => withChannel({ curve: { kind: 'draws', draws: many({ kind: 'log', a: 1, k: 1 }) } }),
    end: 'invalid',
  },
  {
    name: '10,000 limits',
    problem: () => ({
      ...split,
      spendLimits: numbered({ id: 'l', name: 'limit', max: 1, perUnit: [{ channelId: 'channel 0', value: 1 }] }),
    }),
    end: 'invalid',
  },
  { name: 'a name of a million letters', problem: () => withChannel({ name: HUGE }), end: 'bad-problem' },
];

export const HOSTILE: Readonly<Record<PlanKind, readonly HostileProblem[]>> = { inventory, staffing, pricing, budget };
