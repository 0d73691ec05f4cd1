import type { BudgetInput } from '../../../src/engines/optimizer/budget/types.ts';
import type { InventoryInput } from '../../../src/engines/optimizer/inventory/types.ts';
import type { PricingInput } from '../../../src/engines/optimizer/pricing/types.ts';
import type { StaffingInput } from '../../../src/engines/optimizer/staffing/types.ts';

/**
 * Problems that hold every field there is, optional ones included: a field that is added to a type has to be added
 * here too, or this file does not compile.
 */

type Complete<T> = T extends readonly (infer One)[]
  ? readonly Complete<One>[]
  : T extends object
    ? { readonly [K in keyof T]-?: Complete<Exclude<T[K], undefined>> }
    : T;

const inventory: Complete<InventoryInput> = {
  periods: 2,
  items: [
    {
      id: 'milk',
      name: 'Milk',
      supplier: 'dairy',
      unitCost: 1.2,
      costByPeriod: [1.2, 1.1],
      holdingCost: 0.01,
      lostSaleCost: null,
      orderCost: 2,
      leadTime: 1,
      packSize: null,
      minimumOrder: 0,
      maximumOrder: 100,
      fixedOrders: [{ period: 0, quantity: 12 }],
      volume: 1,
      stock: 20,
      onOrder: [{ period: 0, quantity: 6 }],
      shelfLife: 2,
      stockLife: 1,
      demand: [5, 6],
      buffers: [{ target: 2, segments: [{ width: 2, price: 0.4 }] }],
    },
  ],
  suppliers: [{ id: 'dairy', name: 'The dairy', deliveryCost: 5, minimumValue: 10, orderPeriods: [0] }],
  storageLimit: [100, 100],
  budget: 500,
};

const need = { day: '2026-01-05', skill: 'barista', people: 1, atMost: 2, shortCost: 100, overCost: 1 } as const;

const staffing: Complete<StaffingInput> = {
  firstDay: '2026-01-05',
  days: 1,
  shifts: [
    {
      id: 'early',
      name: 'Early',
      place: 'river',
      start: 360,
      minutes: 480,
      breakMinutes: 30,
      notNextDay: ['early'],
      unpopular: true,
    },
  ],
  employees: [
    {
      id: 'ana',
      name: 'Ana',
      skills: ['barista'],
      places: ['river'],
      wagePerHour: 16,
      hours: { per: 'plan', min: 0, max: 480, overtime: 60 },
      minShifts: 0,
      maxShifts: 5,
      maxShiftsOf: { early: 3 },
      maxDaysPerWeek: 5,
      maxConsecutiveDays: 5,
      minConsecutiveDays: 1,
      minConsecutiveDaysOff: 1,
      maxWeekends: 1,
      away: [{ day: '2026-01-05', from: 1200, to: 1300 }],
      available: [{ day: '2026-01-05', from: 300, to: 1000 }],
      before: { daysWorkedInARow: 1, lastShiftEnd: 900, unpopularShifts: 2 },
    },
  ],
  cover: [
    { ...need, shift: 'early' },
    { ...need, from: 400, to: 460, place: 'river' },
  ],
  profile: {
    id: 'house',
    name: 'House rules',
    minRestMinutes: 660,
    maxConsecutiveDays: 6,
    maxMinutesPerShift: 600,
    maxMinutesPerWeek: 2880,
    breaks: [{ over: 360, minutes: 30 }],
    overtimePremium: 0.25,
    overtimeAfterPerWeek: 2400,
    weekend: [5, 6],
  },
  wishes: [{ employee: 'ana', day: '2026-01-05', shift: 'early', kind: 'on', weight: 1 }],
  pinned: [{ employee: 'ana', day: '2026-01-05', shift: 'early', skill: 'barista' }],
  published: {
    assignments: [{ employee: 'ana', day: '2026-01-05', shift: 'early', skill: 'barista' }],
    changeCost: 50,
  },
  costs: { shortPerHour: 160 },
  fairness: { unpopular: 1, hours: 1 },
};

const product = {
  price: 4,
  unitCost: 1,
  units: 100,
  options: [{ price: 4.2, units: 95 }],
  elasticity: { mean: -1.2, sd: 0.2 },
  stock: 200,
  mustChange: false,
  anyStep: true,
  tried: { lowest: 3.5, highest: 4.2 },
} as const;

const pricing: Complete<PricingInput> = {
  products: [
    { ...product, id: 'small', name: 'Small coffee' },
    { ...product, id: 'large', name: 'Large coffee' },
  ],
  crossEffects: [{ productId: 'small', onPriceOf: 'large', elasticity: 0.1 }],
  orders: [{ id: 'coffee', name: 'Coffee', cheapestFirst: ['small', 'large'], leastStep: 0 }],
  capacities: [{ id: 'bar', name: 'The bar', limit: 900, use: [{ productId: 'small', perUnit: 1 }] }],
  limits: {
    maxChanges: 2,
    maxChange: 0.2,
    minMargin: 0.1,
    maxUnits: 900,
    minUnits: 1,
    minRevenue: 1,
    maxAveragePrice: 9,
  },
  beyondStock: 'lost',
  seed: 3,
};

const CURVES: readonly Complete<BudgetInput>['channels'][number]['curve'][] = [
  { kind: 'linear', perUnit: 2 },
  { kind: 'log', a: 100, k: 50 },
  { kind: 'power', a: 10, b: 0.5 },
  { kind: 'exponential', a: 100, k: 50 },
  { kind: 'hill', a: 100, k: 50 },
  {
    kind: 'points',
    points: [
      { spend: 0, result: 0 },
      { spend: 100, result: 50 },
    ],
  },
  { kind: 'draws', draws: [{ kind: 'log', a: 100, k: 50 }] },
];

const budget: Complete<BudgetInput> = {
  channels: CURVES.map((curve, at) => ({
    id: `channel ${at}`,
    name: `Channel ${at}`,
    curve,
    value: 3,
    min: 0,
    max: 500,
    minIfUsed: 10,
    minTotal: 0,
    maxTotal: 900,
    carryOver: 0.2,
    strength: [1, 1.2],
    current: 100,
  })),
  total: 2000,
  leastTotal: 0,
  periods: 2,
  periodMax: [1500, 1500],
  maxChange: 4,
  spendLimits: [
    { id: 'local', name: 'Local papers', min: 0, max: 900, perUnit: [{ channelId: 'channel 0', value: 1 }] },
  ],
  aim: 'result',
  nextStep: 50,
};

export const COMPLETE = { inventory, staffing, pricing, budget } as const;
