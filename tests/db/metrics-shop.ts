import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Filter } from '../../src/contracts/catalogue.ts';
import type { Period } from '../../src/contracts/period.ts';
import { createTestCompany, openTestDatabase } from './harness.ts';
import { createReading, define, metricOf, type Row, writeFile } from './metrics-support.ts';

/** Ten weeks from a Monday. */
export const FIRST = '2026-01-05';
export const LAST = '2026-03-15';
export const dayAt = (index: number) => addDays(FIRST, index);

/** Nobody opened, and the company said so. */
const ALL_CLOSED = '2026-02-17';
/** The Mill only was shut, and the company said so. */
const MILL_CLOSED = '2026-02-11';
/** No row of anybody, and nobody said why. */
export const GAP = '2026-03-03';

/** Harbor never opens on Mondays. Tea sells at the Mill every third day only; Soup came on February 1. */
function sellDay(index: number): { location: string; product: string; revenue: number; orders: number }[] {
  const t = dayAt(index);
  if (t === ALL_CLOSED || t === GAP) return [];
  const sold = [];
  for (const location of ['Harbor', 'Mill']) {
    if (location === 'Harbor' ? weekdayOf(t) === 0 : t === MILL_CLOSED) continue;
    for (const product of ['Cake', 'Tea', 'Soup']) {
      if (product === 'Tea' && location === 'Mill' && index % 3 !== 0) continue;
      if (product === 'Soup' && t < '2026-02-01') continue;
      const orders = 1 + (index % 4) + (product === 'Cake' ? 2 : 0);
      sold.push({ location, product, orders, revenue: orders * (location === 'Mill' ? 7 : 5) + (index % 5) });
    }
  }
  return sold;
}

export const sales = Array.from({ length: 70 }, (_, index) =>
  sellDay(index).map((sale) => ({ ...sale, t: dayAt(index) })),
)
  .flat()
  .map((sale, at) => ({ ...sale, row: at + 2 }));
const rowsOf = (metric: 'revenue' | 'orders'): Row[] =>
  sales.map(({ location, product, t, row, [metric]: value }) => ({ dims: { location, product }, t, value, row }));

/** By hand: from the lines of the file, past everything that is tested. */
export function sumByHand(
  metric: 'revenue' | 'orders',
  period: Period,
  filter: Partial<Record<string, string>> = {},
): number {
  return sales
    .filter(({ t }) => t >= period.start && t <= period.end)
    .filter(
      ({ location, product }) => (filter.location ?? location) === location && (filter.product ?? product) === product,
    )
    .reduce((sum, sale) => sum + sale[metric], 0);
}

export const noDims: Filter = {};
export const FEBRUARY = { start: '2026-02-01', end: '2026-02-28' };
export const ALL = { start: FIRST, end: LAST };
const definitions = [
  metricOf('revenue', { unit: 'currency' }),
  metricOf('orders'),
  metricOf('aov', {
    label: 'Average order',
    unit: 'currency',
    aggregation: {
      kind: 'ratio',
      numerator: [{ metric: 'revenue', weight: 1 }],
      denominator: [{ metric: 'orders', weight: 1 }],
    },
  }),
  metricOf('cost', { unit: 'currency', goodDirection: 'down' }),
  metricOf('margin', {
    unit: 'percent',
    aggregation: {
      kind: 'ratio',
      numerator: [
        { metric: 'revenue', weight: 1 },
        { metric: 'cost', weight: -1 },
      ],
      denominator: [{ metric: 'revenue', weight: 1 }],
    },
  }),
  metricOf('temperature', { unit: 'other', aggregation: { kind: 'mean' }, nonNegative: false, role: 'context' }),
  metricOf('rent', { unit: 'currency', grain: 'month' }),
  metricOf('hours', { unit: 'hours', grain: 'week' }),
  metricOf('nothing'),
];

/** The shop and its files in a database of its own. */
export async function openShop() {
  const database = await openTestDatabase();
  const company = await createTestCompany(database);
  await define(database, company, definitions);
  await writeFile(database, company, {
    fileName: 'sales.csv',
    metrics: [
      { metric: 'revenue', grain: 'day', rows: rowsOf('revenue') },
      { metric: 'orders', grain: 'day', rows: rowsOf('orders') },
    ],
    days: [
      { day: ALL_CLOSED, location: '', kind: 'closed', label: 'Closed' },
      { day: MILL_CLOSED, location: 'Mill', kind: 'closed', label: 'Burst pipe' },
    ],
  });
  // Costs are known for Cake and Tea, up to the end of February only.
  const costs = rowsOf('revenue').filter(({ dims, t }) => dims.product !== 'Soup' && t <= FEBRUARY.end);
  await writeFile(database, company, {
    fileName: 'costs.csv',
    metrics: [{ metric: 'cost', grain: 'day', rows: costs.map((one) => ({ ...one, value: one.value * 0.4 })) }],
  });
  await writeFile(database, company, {
    fileName: 'weather.csv',
    metrics: [
      {
        metric: 'temperature',
        grain: 'day',
        // Two days: the mean of three readings, and one reading.
        rows: [
          { dims: {}, t: '2026-02-02', value: 4, weight: 3, row: 2 },
          { dims: {}, t: '2026-02-03', value: -8, weight: 1, row: 3 },
        ],
      },
    ],
  });
  await writeFile(database, company, {
    fileName: 'rent.csv',
    metrics: [
      {
        metric: 'rent',
        grain: 'month',
        rows: [
          { dims: {}, t: '2026-01-01', value: 3000, row: 2 },
          { dims: {}, t: '2026-02-01', value: 3100, row: 3 },
          { dims: {}, t: '2026-04-01', value: 3300, row: 4 },
        ],
      },
      {
        metric: 'hours',
        grain: 'week',
        // Eight weeks from Monday, December 29.
        rows: Array.from({ length: 8 }, (_, week) => ({
          dims: {},
          t: addDays('2025-12-29', 7 * week),
          value: 2 ** week,
          row: week + 2,
        })),
      },
    ],
  });
  return { database, company, read: createReading(database, company) };
}
