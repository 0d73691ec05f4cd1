import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/calendar/civil-day.ts';
import type { Filter } from '../../src/contracts/catalogue.ts';
import type { Company } from '../../src/contracts/company.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';
import { createReading, define, metricOf, type Row, writeFile } from './metrics-support.ts';

const dayAt = (index: number) => addDays('2026-01-05', index);
const noDims: Filter = {};

let database: TestDatabase;
let company: Company;
let read: ReturnType<typeof createReading>;
beforeAll(async () => {
  database = await openTestDatabase();
  company = await createTestCompany(database);
  await define(database, company, [metricOf('visitors')]);
  read = createReading(database, company);
});
afterAll(() => database?.close());

describe('one metric in several cuts', () => {
  /** Whole numbers of the door counter up to day 41, by shop from day 28 on: fourteen days are in both, and differ. */
  const doors = Array.from({ length: 42 }, (_, i): Row => ({ dims: {}, t: dayAt(i), value: 100 + i, row: i + 2 }));
  const shops = Array.from({ length: 42 }, (_, i): Row[] =>
    ['Harbor', 'Mill'].map((location, at) => ({
      dims: { location },
      t: dayAt(28 + i),
      value: 40 + i + at,
      row: 2 * i + at + 2,
    })),
  ).flat();
  beforeAll(async () => {
    await writeFile(database, company, {
      fileName: 'doors.csv',
      metrics: [{ metric: 'visitors', grain: 'day', rows: doors }],
    });
    await writeFile(database, company, {
      fileName: 'shops.csv',
      metrics: [{ metric: 'visitors', grain: 'day', rows: shops }],
    });
  });
  const add = (rows: readonly Row[], from: number, to: number, location?: string) =>
    rows
      .filter(({ t, dims }) => t >= dayAt(from) && t <= dayAt(to) && (location ?? dims.location) === dims.location)
      .reduce((sum, { value }) => sum + value, 0);
  const visitors = (from: number, to: number, filter: Filter = {}) =>
    read((metrics) => metrics.total({ metric: 'visitors', filter, period: { start: dayAt(from), end: dayAt(to) } }));

  test('is added up once a day, over the day on which one file ends and the other goes on', async () => {
    expect((await visitors(0, 69)).value).toBe(add(doors, 0, 41) + add(shops, 42, 69));
    expect((await visitors(28, 41)).value).toBe(add(doors, 28, 41));
    expect((await visitors(40, 43)).value).toBe(add(doors, 40, 41) + add(shops, 42, 43));
  });

  test('is read by shop only from the file that has shops', async () => {
    const mill = await visitors(20, 50, { location: 'Mill' });
    expect(mill.value).toBe(add(shops, 28, 50, 'Mill'));
    // The door counter traded before: that says nothing about the Mill.
    expect(mill.missingDays).toBe(8);
    const { rows } = await read((metrics) =>
      metrics.breakdown({ metric: 'visitors', by: 'location', period: { start: dayAt(0), end: dayAt(69) } }),
    );
    expect(rows.map(({ member, value }) => [member, value])).toEqual([
      ['Mill', add(shops, 28, 69, 'Mill')],
      ['Harbor', add(shops, 28, 69, 'Harbor')],
    ]);
  });

  test('names only the rows it was read from', async () => {
    const { sources } = await visitors(35, 45);
    expect(sources.map(({ fileName, rows, rowCount }) => ({ fileName, rows, rowCount }))).toEqual([
      { fileName: 'doors.csv', rows: [[37, 43]], rowCount: 7 },
      // Days 42 to 45 are its days 14 to 17, two rows each.
      { fileName: 'shops.csv', rows: [[30, 37]], rowCount: 8 },
    ]);
    const one = await visitors(30, 33);
    expect(one.sources.map(({ fileName }) => fileName)).toEqual(['doors.csv']);
  });

  test('a dimension that one file leaves out for a while is a gap there, not a zero', async () => {
    const lone = await createTestCompany(database);
    await define(database, lone, [metricOf('revenue')]);
    const bread = (from: number, to: number, product: string | null): Row[] =>
      Array.from({ length: to - from + 1 }, (_, i) => ({
        dims: product === null ? noDims : { product },
        t: dayAt(from + i),
        value: 10,
        row: i + 2,
      }));
    const rows = [...bread(0, 9, 'Bread'), ...bread(20, 29, 'Bread')];
    await writeFile(database, lone, {
      fileName: 'by-product.csv',
      metrics: [{ metric: 'revenue', grain: 'day', rows }],
    });
    await writeFile(database, lone, {
      fileName: 'totals.csv',
      metrics: [{ metric: 'revenue', grain: 'day', rows: bread(10, 19, null) }],
    });
    const readLone = createReading(database, lone);
    const period = { start: dayAt(0), end: dayAt(29) };
    const total = await readLone((metrics) =>
      metrics.total({ metric: 'revenue', filter: { product: 'Bread' }, period }),
    );
    expect(total).toMatchObject({ value: 200, openDays: 20, missingDays: 10 });
    expect((await readLone((metrics) => metrics.total({ metric: 'revenue', period }))).value).toBe(300);
  });

  test('by product in two files of which one knows the shop too, a breakdown takes each day from one', async () => {
    const lone = await createTestCompany(database);
    await define(database, lone, [metricOf('revenue')]);
    const plain: Row[] = [
      { dims: { product: 'Bread' }, t: dayAt(0), value: 10, row: 2 },
      { dims: { product: 'Bread' }, t: dayAt(1), value: 20, row: 3 },
    ];
    const shop: Row[] = [
      // The second day again, under another name; and a third day.
      { dims: { product: 'Rye bread', location: 'Mill' }, t: dayAt(1), value: 20, row: 2 },
      { dims: { product: 'Bread', location: 'Mill' }, t: dayAt(2), value: 40, row: 3 },
    ];
    for (const [fileName, rows] of [
      ['plain.csv', plain],
      ['shop.csv', shop],
    ] as const)
      await writeFile(database, lone, { fileName, metrics: [{ metric: 'revenue', grain: 'day', rows }] });
    const period = { start: dayAt(0), end: dayAt(2) };
    const { split, total } = await createReading(
      database,
      lone,
    )(async (metrics) => ({
      split: await metrics.breakdown({ metric: 'revenue', by: 'product', period }),
      total: await metrics.total({ metric: 'revenue', period }),
    }));
    expect(total.value).toBe(70);
    expect(split.rows.map(({ member, value }) => [member, value])).toEqual([['Bread', 70]]);
    expect(split.sources.map(({ fileName, rows }) => [fileName, rows])).toEqual([
      ['plain.csv', [[2, 3]]],
      ['shop.csv', [[3, 3]]],
    ]);
  });
});
