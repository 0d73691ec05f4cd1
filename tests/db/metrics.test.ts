import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Filter } from '../../src/contracts/catalogue.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { Period } from '../../src/contracts/period.ts';
import { createTestCompany, type TestDatabase } from './harness.ts';
import { ALL, dayAt, FEBRUARY, FIRST, GAP, LAST, noDims, openShop, sales, sumByHand } from './metrics-shop.ts';
import { createReading, define, metricOf, type Row, writeFile } from './metrics-support.ts';

const FILTERS: Filter[] = [{}, { location: 'Mill' }, { product: 'Tea' }, { product: 'Soup', location: 'Harbor' }];

let database: TestDatabase;
let company: Company;
let read: ReturnType<typeof createReading>;
beforeAll(async () => {
  ({ database, company, read } = await openShop());
});
afterAll(() => database?.close());

describe('a total', () => {
  test.each(FILTERS)('of a sum is what the lines add up to: %o', async (filter) => {
    for (const period of [FEBRUARY, ALL, { start: '2026-02-10', end: '2026-02-10' }]) {
      const { value } = await read((metrics) => metrics.total({ metric: 'revenue', filter, period }));
      expect(value).toBe(sumByHand('revenue', period, filter));
    }
  });

  test.each(FILTERS)('of a ratio is one sum over another, never a mean of ratios: %o', async (filter) => {
    const { value } = await read((metrics) => metrics.total({ metric: 'aov', filter, period: FEBRUARY }));
    expect(value).toBeCloseTo(sumByHand('revenue', FEBRUARY, filter) / sumByHand('orders', FEBRUARY, filter), 12);
  });

  test('of a ratio takes only days on which all of it is known', async () => {
    const period = { start: '2026-02-20', end: '2026-03-10' };
    const known = { start: '2026-02-20', end: '2026-02-28' };
    const { value } = await read((metrics) => metrics.total({ metric: 'margin', filter: { product: 'Tea' }, period }));
    // Costs are 40% of revenue, and end in February; with March's revenue it would be far more than 60%.
    expect(value).toBeCloseTo(0.6, 12);
    const { openDays } = await read((metrics) => metrics.total({ metric: 'margin', period }));
    expect(openDays).toBe(9);
    expect(sumByHand('revenue', known)).toBeLessThan(sumByHand('revenue', period));
  });

  test('of a mean weighs its readings', async () => {
    const period = { start: '2026-02-02', end: '2026-02-03' };
    const { value } = await read((metrics) => metrics.total({ metric: 'temperature', period }));
    expect(value).toBe((4 * 3 - 8) / 4);
  });

  test('of days nobody knows is none, not zero', async () => {
    for (const period of [
      { start: '2027-01-01', end: '2027-01-31' },
      { start: GAP, end: GAP },
    ]) {
      const total = await read((metrics) => metrics.total({ metric: 'revenue', period }));
      expect(total).toMatchObject({ value: null, openDays: 0, sources: [] });
      expect(total.missingDays).toBeGreaterThan(0);
    }
    expect(await read((metrics) => metrics.total({ metric: 'nothing', period: ALL }))).toMatchObject({ value: null });
  });
});

describe('closed, missing and zero', () => {
  const days = { start: '2026-02-09', end: '2026-02-18' };
  const states = async (filter: Filter, period: Period = days) => {
    const { points } = await read((metrics) => metrics.series({ metric: 'revenue', filter, period }));
    return points.map(({ state, y }) => (state === 'open' && y === 0 ? 'zero' : state)).join(' ');
  };

  test('are told apart for the company', async () => {
    // Monday the 9th to Wednesday the 18th: closed on Tuesday the 17th only.
    expect(await states({})).toBe('open open open open open open open open closed open');
    expect(await states({}, { start: '2026-03-02', end: '2026-03-04' })).toBe('open gap open');
  });

  test('are told apart for each location: its own weekday, its own closed day', async () => {
    expect(await states({ location: 'Harbor' })).toBe('closed open open open open open open closed closed open');
    expect(await states({ location: 'Mill' })).toBe('open open closed open open open open open closed open');
  });

  test('a product without a row on a day of trade sold nothing; on a closed day of its shop it is no zero', async () => {
    const at = await read((metrics) =>
      metrics.series({ metric: 'revenue', filter: { product: 'Tea', location: 'Mill' }, period: days }),
    );
    // Index 36 is February 10: of these days 36, 39 and 42 have Tea, and the 11th is closed.
    expect(at.points.map(({ y }) => (y === null ? null : y > 0))).toEqual([
      false, // 9th
      true, // 10th
      null, // 11th, closed
      false,
      true, // 13th
      false,
      false,
      true, // 16th
      null, // 17th, closed
      false,
    ]);
  });

  test('a product that is never sold on a weekday is a zero there: the shop is open', async () => {
    const lone = await createTestCompany(database);
    await define(database, lone, [metricOf('revenue')]);
    const rows = Array.from({ length: 70 }, (_, index): Row[] => [
      { dims: { product: 'Cake' }, t: dayAt(index), value: 5, row: 2 * index + 2 },
      ...(weekdayOf(dayAt(index)) === 6
        ? []
        : [{ dims: { product: 'Bread' }, t: dayAt(index), value: 1, row: 2 * index + 3 }]),
    ]).flat();
    await writeFile(database, lone, { fileName: 'a.csv', metrics: [{ metric: 'revenue', grain: 'day', rows }] });
    const { points, closedWeekdays } = await createReading(
      database,
      lone,
    )((metrics) => metrics.series({ metric: 'revenue', filter: { product: 'Bread' } }));
    expect(closedWeekdays).toEqual([]);
    // The last row of Bread is a Saturday's, and the Sunday after belongs to the series: others traded.
    expect(points.at(-1)).toEqual({ t: LAST, y: 0, state: 'open' });
  });

  test('a product is no gap before it came and none after it went', async () => {
    const january = { start: '2026-01-12', end: '2026-01-18' };
    const soup = await read((metrics) =>
      metrics.total({ metric: 'revenue', filter: { product: 'Soup' }, period: january }),
    );
    expect(soup).toMatchObject({ value: 0, openDays: 7, missingDays: 0 });
    // Its own history begins with its first sale.
    const { points } = await read((metrics) => metrics.series({ metric: 'revenue', filter: { product: 'Soup' } }));
    expect(points[0]?.t).toBe('2026-02-01');
  });

  test('of a ratio: a day without a sale of the product is no missing day', async () => {
    const total = await read((metrics) =>
      metrics.total({ metric: 'aov', filter: { product: 'Tea', location: 'Mill' }, period: days }),
    );
    expect(total).toMatchObject({ openDays: 3, missingDays: 0 });
  });

  test('are counted', async () => {
    const { openDays, closedDays, missingDays } = await read((metrics) =>
      metrics.total({ metric: 'revenue', filter: { location: 'Harbor' }, period: ALL }),
    );
    // Ten Mondays, one closed Tuesday, one gap on a Tuesday.
    expect({ openDays, closedDays, missingDays }).toEqual({ openDays: 58, closedDays: 11, missingDays: 1 });
  });
});

describe('a breakdown', () => {
  test.each([
    ['product', {}],
    ['location', {}],
    ['product', { location: 'Mill' }],
    ['location', { product: 'Tea' }],
  ] as const)('by %s of %o adds up to the total, now and before', async (by, filter) => {
    const january = { start: '2026-01-05', end: '2026-01-31' };
    const { rows } = await read((metrics) =>
      metrics.breakdown({ metric: 'revenue', filter, by, period: FEBRUARY, compare: january }),
    );
    for (const row of rows) {
      const own = { ...filter, [by]: row.member };
      expect(row.value).toBe(sumByHand('revenue', FEBRUARY, own));
      expect(row.before ?? 0).toBe(sumByHand('revenue', january, own));
    }
    expect(rows.reduce((sum, row) => sum + (row.value ?? 0), 0)).toBe(sumByHand('revenue', FEBRUARY, filter));
    expect(rows.map(({ value }) => value)).toEqual(
      rows.map(({ value }) => value).toSorted((a, b) => Number(b) - Number(a)),
    );
  });

  test('of a ratio says the same as the total of each member, also where one of its terms ends sooner', async () => {
    const period = { start: '2026-02-20', end: '2026-03-10' };
    const { split, tea, all } = await read(async (metrics) => ({
      split: await metrics.breakdown({ metric: 'margin', by: 'product', period }),
      tea: await metrics.total({ metric: 'margin', filter: { product: 'Tea' }, period }),
      all: await metrics.breakdown({ metric: 'aov', by: 'product', period }),
    }));
    // Soup has no costs, so there is no margin to say.
    expect(split.rows.map(({ member }) => member)).toEqual(['Cake', 'Tea']);
    expect(split.rows.find(({ member }) => member === 'Tea')?.value).toBeCloseTo(tea.value ?? 0, 12);
    const parts = all.rows.map(({ ratio }) => ratio);
    const sum = (side: 'numerator' | 'denominator') => parts.reduce((total, part) => total + (part?.[side] ?? 0), 0);
    expect([sum('numerator'), sum('denominator')]).toEqual([sumByHand('revenue', period), sumByHand('orders', period)]);
  });

  test('of what is not split that way is refused in words', async () => {
    await expect(
      read((metrics) => metrics.breakdown({ metric: 'temperature', by: 'product', period: ALL })),
    ).rejects.toThrow('Your data does not split Temperature by product.');
    await expect(
      read((metrics) => metrics.total({ metric: 'revenue', filter: { floor: 'Top' }, period: ALL })),
    ).rejects.toMatchObject({
      name: 'UserError',
      code: 'unknown-dimension',
      advice: 'It can be split by: location, product.',
    });
    await expect(read((metrics) => metrics.series({ metric: 'profits' }))).rejects.toMatchObject({
      name: 'UserError',
      code: 'unknown-metric',
      message: 'There is no metric called “profits”.',
    });
  });

  test('is offered by the dimensions that are left', async () => {
    const dimensions = (key: string, filter?: Filter) => read((metrics) => metrics.dimensionsOf(key, filter));
    expect(await dimensions('revenue')).toEqual(['location', 'product']);
    expect(await dimensions('margin', { product: 'Tea' })).toEqual(['location']);
    expect(await dimensions('rent')).toEqual([]);
  });
});

describe('weeks and months', () => {
  test.each([
    ['monday', '2026-01-05', 10],
    ['sunday', '2026-01-11', 9],
    ['saturday', '2026-01-10', 9],
  ] as const)('weeks begin on %s, and only whole ones count', async (weekStart, first, count) => {
    const points = await database
      .inTenant(company.id, async () => null)
      .then(() =>
        createReading(database, { ...company, weekStart })((metrics) =>
          metrics.series({ metric: 'revenue', grain: 'week' }),
        ),
      );
    expect(points.points.map(({ t }) => t)).toEqual(
      Array.from({ length: count }, (_, week) => addDays(first, 7 * week)),
    );
    for (const { t, y } of points.points) expect(y).toBe(sumByHand('revenue', { start: t, end: addDays(t, 6) }));
  });

  test('a week whose last day is a closed one is whole', async () => {
    // Of Harbor, weeks from Tuesday to Monday would be whole; from Monday, too: the first Monday is before the data.
    const { points } = await read((metrics) =>
      metrics.series({ metric: 'revenue', filter: { location: 'Harbor' }, grain: 'week' }),
    );
    expect(points[0]?.t).toBe(FIRST);
    expect(points).toHaveLength(10);
    // Up to a Sunday evening on a shop that shuts on Sundays.
    const lone = await createTestCompany(database);
    await define(database, lone, [metricOf('revenue')]);
    const rows = Array.from({ length: 69 }, (_, i): Row => ({ dims: {}, t: dayAt(i), value: 1, row: i + 2 })).filter(
      ({ t }) => weekdayOf(t) !== 6,
    );
    await writeFile(database, lone, { fileName: 'a.csv', metrics: [{ metric: 'revenue', grain: 'day', rows }] });
    const weeks = await createReading(
      database,
      lone,
    )((metrics) => metrics.series({ metric: 'revenue', grain: 'week' }));
    expect(weeks.points.map(({ y }) => y)).toEqual(Array.from({ length: 10 }, () => 6));
  });

  test('a week that the data does not reach the end of is left out, though the period does', async () => {
    const period = { start: '2026-03-02', end: '2026-03-29' };
    const { points } = await read((metrics) => metrics.series({ metric: 'revenue', grain: 'week', period }));
    expect(points.map(({ t }) => t)).toEqual(['2026-03-02', '2026-03-09']);
    const cut = { start: '2026-03-02', end: '2026-03-12' };
    const { points: fewer } = await read((metrics) =>
      metrics.series({ metric: 'revenue', grain: 'week', period: cut }),
    );
    expect(fewer.map(({ t }) => t)).toEqual(['2026-03-02']);
  });

  test('months, of ratios too', async () => {
    const { sums, ratios } = await read(async (metrics) => ({
      sums: await metrics.series({ metric: 'revenue', grain: 'month' }),
      ratios: await metrics.series({ metric: 'aov', grain: 'month' }),
    }));
    // January begins on the 5th, March ends on the 15th.
    expect(sums.points).toEqual([{ t: '2026-02-01', y: sumByHand('revenue', FEBRUARY), state: 'open' }]);
    expect(ratios.points[0]?.y).toBeCloseTo(sumByHand('revenue', FEBRUARY) / sumByHand('orders', FEBRUARY), 12);
  });
});

describe('a metric that is known by the month or the week only', () => {
  const rent = (start: string, end: string) =>
    read((metrics) => metrics.total({ metric: 'rent', period: { start, end } }));

  test('is never a month’s number for a day or a week', async () => {
    for (const [start, end] of [
      ['2026-02-01', '2026-02-01'],
      ['2026-02-01', '2026-02-07'],
      ['2026-02-01', '2026-02-27'],
      ['2026-02-10', '2026-02-16'],
    ] as const)
      expect(await rent(start, end)).toMatchObject({ value: null, openDays: 0, sources: [] });
  });

  test('is added up over the whole months of a period', async () => {
    expect((await rent('2026-01-01', '2026-02-28')).value).toBe(6100);
    expect((await rent('2026-01-15', '2026-03-10')).value).toBe(3100);
    expect(await rent('2026-01-01', '2026-04-30')).toMatchObject({ value: 9400, openDays: 3, missingDays: 1 });
  });

  test('has a point for each month, and none by the day', async () => {
    const { grain, points } = await read((metrics) => metrics.series({ metric: 'rent', grain: 'day' }));
    expect(grain).toBe('month');
    expect(points.map(({ t, y, state }) => `${t} ${y} ${state}`)).toEqual([
      '2026-01-01 3000 open',
      '2026-02-01 3100 open',
      '2026-03-01 null gap',
      '2026-04-01 3300 open',
    ]);
  });

  test('weeks count in the month of their middle day', async () => {
    const { points } = await read((metrics) => metrics.series({ metric: 'hours', grain: 'month' }));
    // Thursdays: January 1, 8, 15, 22, 29 are January's; February 5, 12, 19 are not all of February's.
    expect(points).toEqual([{ t: '2026-01-01', y: 1 + 2 + 4 + 8 + 16, state: 'open' }]);
    const split = await read((metrics) =>
      metrics.total({ metric: 'hours', period: { start: '2026-01-05', end: '2026-01-20' } }),
    );
    // January 5 to 11 and 12 to 18 are inside; the week of the 19th is not.
    expect(split.value).toBe(2 + 4);
  });
});

describe('sources', () => {
  test('are the rows of the file behind the number, merged', async () => {
    const day = '2026-02-09';
    const { sources } = await read((metrics) => metrics.total({ metric: 'aov', period: { start: day, end: day } }));
    const rows = sales.filter(({ t }) => t === day).map(({ row }) => row);
    expect(sources).toMatchObject([{ fileName: 'sales.csv', rows: [[rows[0], rows.at(-1)]], rowCount: rows.length }]);
    const filter = { location: 'Mill', product: 'Soup' };
    const own = await read((metrics) => metrics.total({ metric: 'revenue', filter, period: FEBRUARY }));
    const expected = sales.filter(
      ({ location, product, t }) => location === 'Mill' && product === 'Soup' && t <= FEBRUARY.end,
    );
    expect(own.sources[0]?.rows).toEqual(expected.map(({ row }) => [row, row]));
  });

  test('of two files are two, and count each row once however many ranges there are', async () => {
    const { sources } = await read((metrics) => metrics.total({ metric: 'margin', period: FEBRUARY }));
    expect(sources.map(({ fileName }) => fileName)).toEqual(['costs.csv', 'sales.csv']);
    const tea = await read((metrics) => metrics.total({ metric: 'aov', filter: { product: 'Cake' }, period: ALL }));
    const expected = sales.filter(({ product }) => product === 'Cake');
    expect(tea.sources[0]?.rows).toHaveLength(50);
    expect(tea.sources[0]?.rowCount).toBe(expected.length);
  });
});

describe('drivers', () => {
  test.each([noDims, { location: 'Mill' }])('multiply to the total exactly: %o', async (filter) => {
    const compare = { start: '2026-01-05', end: '2026-01-31' };
    const trees = await read((metrics) => metrics.drivers({ metric: 'revenue', filter, period: FEBRUARY, compare }));
    expect(trees.map(({ terms }) => terms.map(({ label }) => label))).toEqual([
      ['Open days', 'Orders per open day', 'Average order'],
    ]);
    const product = (side: 'before' | 'after') => trees[0]?.terms.reduce((all, term) => all * term[side], 1);
    expect(product('after')).toBeCloseTo(sumByHand('revenue', FEBRUARY, filter), 9);
    expect(product('before')).toBeCloseTo(sumByHand('revenue', compare, filter), 9);
  });

  test('are none where there is nothing to divide by', async () => {
    const compare = { start: '2025-01-01', end: '2025-01-31' };
    expect(await read((metrics) => metrics.drivers({ metric: 'revenue', period: FEBRUARY, compare }))).toEqual([]);
    expect(await read((metrics) => metrics.drivers({ metric: 'aov', period: FEBRUARY, compare: ALL }))).toEqual([]);
  });
});

describe('what is remembered', () => {
  test('is not served after the next import', async () => {
    const day = { start: '2026-02-09', end: '2026-02-09' };
    const ask = () =>
      read(async (metrics) => ({
        total: (await metrics.total({ metric: 'revenue', period: day })).value,
        cake: (await metrics.breakdown({ metric: 'revenue', by: 'product', period: day })).rows.find(
          ({ member }) => member === 'Cake',
        )?.value,
        last: (await metrics.series({ metric: 'revenue' })).points.at(-1)?.t,
        closed: (await metrics.days(day)).length,
      }));
    const before = await ask();
    expect(await ask()).toEqual(before);
    const changed = sales.find(({ t, product }) => t === day.start && product === 'Cake');
    await writeFile(database, company, {
      fileName: 'corrections.csv',
      metrics: [
        {
          metric: 'revenue',
          grain: 'day',
          rows: [
            {
              dims: { location: 'Mill', product: 'Cake' },
              t: day.start,
              value: (changed?.revenue ?? 0) + 1000,
              row: 2,
            },
            { dims: { location: 'Mill', product: 'Cake' }, t: '2026-03-16', value: 1, row: 3 },
          ],
        },
      ],
      days: [{ day: day.start, location: '', kind: 'event', label: 'Fair' }],
    });
    expect(await ask()).toEqual({
      total: Number(before.total) + 1000,
      cake: Number(before.cake) + 1000,
      last: '2026-03-16',
      closed: before.closed + 1,
    });
  });
});
