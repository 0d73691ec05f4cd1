import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';
import { importText, makeCsv } from './import-support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const newCompany = (overrides: Partial<Company> = {}) => createTestCompany(database, overrides);

/** Everything of a company that an import may touch, by count and by sum. */
async function inventory(company: Company): Promise<Record<string, unknown>> {
  const [row] = await database.asOwner(
    `select (select count(*)::int from datasets where tenant_id = $1) as datasets,
       (select count(*)::int from business_metrics where tenant_id = $1) as values,
       (select coalesce(sum(value), 0)::float8 from business_metrics where tenant_id = $1) as total,
       (select count(*)::int from metric_rollups where tenant_id = $1) as rollups,
       (select coalesce(sum(sum), 0)::float8 from metric_rollups where tenant_id = $1) as rolled,
       (select count(*)::int from business_days where tenant_id = $1) as days,
       (select count(*)::int from metric_definitions where tenant_id = $1) as metrics,
       (select data_version::int from tenants where id = $1) as version`,
    [company.id],
  );
  return row ?? {};
}

const counts = (outcome: Awaited<ReturnType<typeof importText>>) =>
  outcome.kind === 'imported' ? outcome.counts : null;

const twoShops = (first: string, days: number, quantity: (at: number, shop: number) => number) =>
  makeCsv('date,shop,product,quantity', first, days, (day, at) =>
    ['North', 'South']
      .map((shop, s) => `${day},${shop},Tea,${quantity(at, s)}\n${day},${shop},Cake,${quantity(at, s) + 1}`)
      .join('\n'),
  );

describe('what an import stores', () => {
  it('values with their rows, and sums by day, week and month that add up', async () => {
    const company = await newCompany();
    const outcome = await importText(database, company, { text: twoShops('2024-01-03', 40, (at, s) => at + s) });
    expect(counts(outcome)).toEqual({ added: 160, same: 0, changed: 0 });
    const rollups = await database.asOwner(
      `select r.grain, r.dims::text as dims, count(*)::int as rows, sum(r.sum)::float8 as total, sum(r.days)::int as days from metric_rollups r
       where r.tenant_id = $1 and r.dims in ('{}', '{"item": "Cake"}', '{"location": "South"}') group by 1, 2 order by 1, 2`,
      [company.id],
    );
    // Σ over 40 days of 2·(2·at + s) + 1 per shop, s = 0, 1: all 4·780 + 2·40 + 2·40 = 3,280; Cake 2·780 + 40 + 80 = 1,680; South 2·780 + 80 + 40 = 1,680.
    const all = [
      ['{"item": "Cake"}', 1_680],
      ['{"location": "South"}', 1_680],
      ['{}', 3_280],
    ] as const;
    const buckets = { day: 40, month: 2, week: 6 };
    expect(rollups).toEqual(
      (['day', 'month', 'week'] as const).flatMap((grain) =>
        all.map(([dims, total]) => ({ grain, dims, rows: buckets[grain], total, days: 40 })),
      ),
    );
    const [value] = await database.asOwner(
      `select value::float8 as value, source_rows::text as rows from business_metrics where tenant_id = $1 and time = '2024-01-04' and dims = '{"item": "Cake", "location": "South"}'`,
      [company.id],
    );
    expect(value).toEqual({ value: 3, rows: '{[9,10)}' });
  });

  it.each([
    ['monday', '2024-01-01'],
    ['sunday', '2023-12-31'],
    ['saturday', '2023-12-30'],
  ] as const)('weeks from %s', async (weekStart, first) => {
    const company = await newCompany({ weekStart });
    await importText(database, company, {
      text: makeCsv('date,quantity', '2024-01-03', 10, (day, at) => `${day},${at}`),
    });
    const [row] = await database.asOwner(
      `select min(period_start)::text as first from metric_rollups where tenant_id = $1 and grain = 'week'`,
      [company.id],
    );
    expect(row).toEqual({ first });
  });

  it('means by weight, and months for a file that has months only', async () => {
    const company = await newCompany();
    await importText(database, company, {
      text: makeCsv(
        'date,shop,temperature,quantity',
        '2024-01-01',
        4,
        (day, at) => `${day},A,${at}.5,1\n${day},B,${at + 2}.5,2`,
      ),
    });
    await importText(database, company, { name: 'months.csv', text: 'month,bookings\n2024-01,40\n2024-02,45\n' });
    const [mean] = await database.asOwner(
      `select (weighted_sum / weight)::float8 as mean from metric_rollups where tenant_id = $1 and metric = 'temperature' and dims = '{}' and grain = 'month'`,
      [company.id],
    );
    // ((0.5 + … + 3.5) + (2.5 + … + 5.5)) / 8 = (8 + 16) / 8
    expect(mean).toEqual({ mean: 3 });
    const months = await database.asOwner(
      `select period_start::text as t, sum::float8 as sum, days from metric_rollups where tenant_id = $1 and metric = 'bookings' order by 1`,
      [company.id],
    );
    expect(months).toEqual([
      { t: '2024-01-01', sum: 40, days: 31 },
      { t: '2024-02-01', sum: 45, days: 29 },
    ]);
  });

  it('a catalogue with names as the file has them, whatever they say', async () => {
    const company = await newCompany();
    const hostile = `'; drop table tenants; --`;
    await importText(database, company, {
      text: makeCsv(
        'date,"product",quantity',
        '2024-01-01',
        5,
        (day, at) => `${day},"${hostile}",${at}\n${day},<script>alert(1)</script>,${at}`,
      ),
    });
    const catalogue = await database.inTenant(company.id, (tx) => readCatalogue(tx, company));
    expect(catalogue.dimensions[0]?.members).toEqual([hostile, '<script>alert(1)</script>']);
    expect(catalogue.dataRange).toEqual({ start: '2024-01-01', end: '2024-01-05' });
  });
});

describe('nothing is ever counted twice', () => {
  it('the same file again changes nothing', async () => {
    const company = await newCompany();
    const text = twoShops('2024-01-01', 20, (at) => at);
    await importText(database, company, { text });
    const before = await inventory(company);
    expect((await importText(database, company, { name: 'copy of it.csv', text })).kind).toBe('already-known');
    expect(await inventory(company)).toEqual(before);
  });

  it('the same file twice at once is one', async () => {
    const company = await newCompany();
    const text = twoShops('2024-01-01', 20, (at) => at);
    const outcomes = await Promise.all([
      importText(database, company, { text }),
      importText(database, company, { text }),
    ]);
    expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['already-known', 'imported']);
  });

  it('where files overlap the newer holds, and it says what was new, equal and changed', async () => {
    const company = await newCompany();
    await importText(database, company, { text: twoShops('2024-01-01', 20, (at) => at) });
    // Days 11–20 again, day 20 corrected, and ten new days: 40 known values of which 4 differ.
    const second = await importText(database, company, {
      text: twoShops('2024-01-11', 20, (at) => (at === 9 ? 100 : at + 10)),
    });
    expect(counts(second)).toEqual({ added: 40, same: 36, changed: 4 });
    const plain = await newCompany();
    await importText(database, plain, { text: twoShops('2024-01-01', 30, (at) => (at === 19 ? 100 : at)) });
    const [merged, whole] = [await inventory(company), await inventory(plain)];
    expect([merged.values, merged.total, merged.rollups, merged.rolled]).toEqual([
      whole.values,
      whole.total,
      whole.rollups,
      whole.rolled,
    ]);
  });

  it('a file in another cut lies beside the first', async () => {
    const company = await newCompany();
    await importText(database, company, { text: twoShops('2024-01-01', 20, (at) => at) });
    await importText(database, company, {
      text: makeCsv('date,quantity', '2024-01-01', 20, (day, at) => `${day},${at}`),
    });
    const cuts = await database.asOwner('select distinct cut from business_metrics where tenant_id = $1 order by 1', [
      company.id,
    ]);
    expect(cuts).toEqual([{ cut: '' }, { cut: 'item,location' }]);
  });

  it('a day the newer file calls closed has no values left, and one it has values for is open', async () => {
    const company = await newCompany();
    const file = (closed: number) =>
      makeCsv(
        'date,closed,quantity',
        '2024-01-01',
        20,
        (day, at) => `${day},${at === closed ? 1 : 0},${at === closed ? 0 : at}`,
      );
    await importText(database, company, { text: file(4) });
    await importText(database, company, { text: file(7) });
    const days = await database.asOwner('select day::text as day from business_days where tenant_id = $1', [
      company.id,
    ]);
    expect(days).toEqual([{ day: '2024-01-08' }]);
    const [row] = await database.asOwner(
      `select count(*)::int as values, (sum(value))::float8 as total from business_metrics where tenant_id = $1`,
      [company.id],
    );
    expect(row).toEqual({ values: 19, total: 190 - 7 });
  });
});

describe('whole or not at all', () => {
  it('a broken date in row 57,312 of 200,000 is refused by row and column, and nothing stays', async () => {
    const company = await newCompany();
    await importText(database, company, { text: twoShops('2024-01-01', 5, (at) => at) });
    const before = await inventory(company);
    const lines = Array.from(
      { length: 200_000 },
      (_, at) => `2024-0${1 + (at % 9)}-1${at % 10},Product ${at % 50},${at % 17}`,
    );
    lines[57_310] = '2024-13-45,Product 1,3';
    const text = `date,product,quantity\n${lines.join('\n')}\n`;
    await expect(importText(database, company, { name: 'large.csv', text })).rejects.toMatchObject({
      message: 'Row 57,312, column “date”: “2024-13-45” is not a date.',
      place: { file: 'large.csv', row: 57_312, column: 'date' },
    });
    expect(await inventory(company)).toEqual(before);
  });

  it('stopped half way, nothing stays and a second try succeeds', async () => {
    const company = await newCompany();
    const before = await inventory(company);
    const text = twoShops('2020-01-01', 900, (at) => at);
    const stop = (_what: string, done: number) => {
      if (done > 0.4) throw new Error('stop');
    };
    await expect(importText(database, company, { text, onProgress: stop })).rejects.toThrow('stop');
    expect(await inventory(company)).toEqual(before);
    expect(counts(await importText(database, company, { text }))?.added).toBe(3_600);
  });
});
