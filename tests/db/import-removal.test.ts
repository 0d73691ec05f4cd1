import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { DatasetId } from '../../src/contracts/ids.ts';
import { removeDataset } from '../../src/datasets/remove-dataset.ts';
import { readCatalogue, upsertDefinition } from '../../src/db/queries/catalogue.ts';
import { insertDataset } from '../../src/db/queries/import-datasets.ts';
import { refreshRollups } from '../../src/db/queries/import-rollups.ts';
import { insertValues } from '../../src/db/queries/import-values.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';
import { importText, makeCsv } from './import-support.ts';
import { readTables } from './import-tables.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const newCompany = () => createTestCompany(database);

async function bring(company: Company, name: string, text: string): Promise<DatasetId> {
  const outcome = await importText(database, company, { name, text });
  if (outcome.kind !== 'imported') throw new Error(`${name} was known.`);
  return outcome.dataset;
}

const remove = (company: Company, dataset: DatasetId, onProgress?: (text: string, done: number) => void) =>
  removeDataset({ data: (work) => database.inTenant(company.id, work), company, dataset, onProgress });

const version = async (company: Company) =>
  Number((await database.asOwner('select data_version as v from tenants where id = $1', [company.id]))[0]?.v);

/** Files that overlap in every way: values, closed and opened days, holidays, words, members, means, cuts. */
const FILES: readonly (readonly [name: string, text: string])[] = [
  [
    'till.csv',
    makeCsv('date,shop,product,units sold,temperature,holiday', '2024-01-01', 60, (day, at) =>
      ['North', 'South']
        .map(
          (shop, s) =>
            `${day},${shop},Tea,${at + s},${10.5 + (at % 7)},${at === 20 ? 'Fair' : ''}\n${day},${shop},Cake,${at + s + 1},${10.5 + (at % 7)},${at === 20 ? 'Fair' : ''}`,
        )
        .join('\n'),
    ),
  ],
  [
    'shut.csv',
    makeCsv('date,closed,shop,product,quantity,holiday', '2024-01-15', 30, (day, at) =>
      ['North', 'East']
        .map(
          (shop, s) =>
            `${day},${at === 3 || at === 9 ? 1 : 0},${shop},Tea,${at === 3 || at === 9 ? 0 : at + 14 + s * 3},${at === 6 ? 'Fair' : ''}`,
        )
        .join('\n'),
    ),
  ],
  [
    'corrected.csv',
    makeCsv('day,store,item,portions,discount', '2024-01-21', 20, (day, at) =>
      ['North', 'South']
        .map((shop, s) => `${day},${shop},Tea,${at % 3 === 0 ? 500 + s : at + 20 + s},${at}.25`)
        .join('\n'),
    ),
  ],
  ['totals.csv', makeCsv('date,quantity,temperature', '2024-01-10', 45, (day, at) => `${day},${at * 3},${at % 9}.5`)],
  [
    'again.csv',
    makeCsv('date,closed,shop,product,quantity', '2024-01-17', 25, (day, at) =>
      ['North', 'East', 'West']
        .map((shop, s) => `${day},${at === 12 ? 1 : 0},${shop},Tea,${at === 12 ? 0 : at + 16 + s * 3}`)
        .join('\n'),
    ),
  ],
];

/** Where and when a row came first is a matter of its time. */
const TIMES = ['created_at', 'tenant_id', 'position'];

describe('taking a file out', () => {
  it('leaves exactly what was before, and another company untouched', async () => {
    const [company, neighbour] = [await newCompany(), await newCompany()];
    for (const [name, text] of FILES) await bring(neighbour, name, text);
    for (const [name, text] of FILES.slice(0, 2)) await bring(company, name, text);
    const [before, beside] = [await readTables(database, company), await readTables(database, neighbour)];
    const [versionBefore, catalogue] = [
      await version(company),
      await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    ];
    const dataset = await bring(company, 'corrected.csv', FILES[2]?.[1] ?? '');
    expect(await readTables(database, company)).not.toEqual(before);
    // 40 discounts; of 40 quantities, those of every third day differ: 7 × 2. One of these days, Jan 24, is shut again.
    expect(await remove(company, dataset)).toEqual({
      kind: 'taken-out',
      fileName: 'corrected.csv',
      period: { start: '2024-01-21', end: '2024-02-09' },
      removed: 54,
      restored: 12,
      metricsGone: ['Discounts'],
    });
    expect(await readTables(database, company)).toEqual(before);
    expect(await readTables(database, neighbour)).toEqual(beside);
    expect(await database.inTenant(company.id, (tx) => readCatalogue(tx, company))).toEqual(catalogue);
    expect(await version(company)).toBe(versionBefore + 2);
    const [row] = await database.asOwner(
      'select d.status, count(u.*)::int as uploads from datasets d join uploads u on u.id = d.upload_id where d.id = $1 group by 1',
      [dataset],
    );
    expect(row).toEqual({ status: 'replaced', uploads: 1 });
  });

  it('the only file: nothing is left of it', async () => {
    const company = await newCompany();
    const before = await readTables(database, company);
    const dataset = await bring(company, 'till.csv', FILES[0]?.[1] ?? '');
    const outcome = await remove(company, dataset);
    expect(outcome).toMatchObject({ restored: 0, metricsGone: ['Quantity sold', 'Temperature'] });
    expect(await readTables(database, company)).toEqual(before);
  });

  it.each(FILES.map(([name]) => name))('%s of five: as if it had never come', async (name) => {
    const [company, never] = [await newCompany(), await newCompany()];
    const datasets = new Map<string, DatasetId>();
    for (const [file, text] of FILES) datasets.set(file, await bring(company, file, text));
    for (const [file, text] of FILES) if (file !== name) await bring(never, file, text);
    const dataset = datasets.get(name);
    if (!dataset) throw new Error(`No ${name}.`);
    await remove(company, dataset);
    const [left, right] = [await readTables(database, company, TIMES), await readTables(database, never, TIMES)];
    for (const table of Object.keys(right)) expect(left[table], table).toEqual(right[table]);
  });

  it('one after the other, in any order, down to nothing', async () => {
    const company = await newCompany();
    const before = await readTables(database, company);
    const datasets: DatasetId[] = [];
    for (const [file, text] of FILES) datasets.push(await bring(company, file, text));
    for (const at of [2, 0, 4, 1, 3]) {
      const dataset = datasets[at];
      if (dataset) await remove(company, dataset);
    }
    expect(await readTables(database, company)).toEqual(before);
  });

  it('twice changes nothing the second time, and the same bytes come in again', async () => {
    const company = await newCompany();
    const [name, text] = FILES[1] ?? ['', ''];
    const dataset = await bring(company, name, text);
    const whole = await readTables(database, company, TIMES);
    await remove(company, dataset);
    const after = await version(company);
    expect(await remove(company, dataset)).toEqual({ kind: 'already-out', fileName: name });
    expect(await version(company)).toBe(after);
    await bring(company, name, text);
    expect(await readTables(database, company, TIMES)).toEqual(whole);
  });

  it('of another company is not found, and neither is one that never was', async () => {
    const [company, neighbour] = [await newCompany(), await newCompany()];
    const dataset = await bring(neighbour, 'till.csv', FILES[0]?.[1] ?? '');
    const before = await readTables(database, neighbour);
    await expect(remove(company, dataset)).rejects.toMatchObject({ code: 'no-such-dataset' });
    // A fresh random UUID names no dataset.
    await expect(remove(company, randomUUID() as DatasetId)).rejects.toMatchObject({ code: 'no-such-dataset' });
    expect(await readTables(database, neighbour)).toEqual(before);
  });

  it.each([0.1, 0.5, 0.9])('stopped after %d of the way leaves all as it was', async (when) => {
    const company = await newCompany();
    const first = await bring(company, 'till.csv', FILES[0]?.[1] ?? '');
    await bring(company, 'shut.csv', FILES[1]?.[1] ?? '');
    const [before, versionBefore] = [await readTables(database, company), await version(company)];
    const stop = (_what: string, done: number) => {
      if (done > when) throw new Error('stop');
    };
    await expect(remove(company, first, stop)).rejects.toThrow('stop');
    expect(await readTables(database, company)).toEqual(before);
    expect(await version(company)).toBe(versionBefore);
  });

  it('a file whose place another one took that is not kept any more stays, and says why', async () => {
    const company = await newCompany();
    const first = await bring(company, 'till.csv', FILES[0]?.[1] ?? '');
    const second = await bring(company, 'shut.csv', FILES[1]?.[1] ?? '');
    await database.asOwner('update datasets set upload_id = null where id = $1', [first]);
    const before = await readTables(database, company);
    await expect(remove(company, second)).rejects.toMatchObject({ code: 'cannot-read-again' });
    expect(await readTables(database, company)).toEqual(before);
    // As the advice says: the older one first.
    await remove(company, first);
    await remove(company, second);
    expect(await readTables(database, company)).toMatchObject({ values: [], rollups: [], metrics: [] });
  });
});

describe('numbers that did not come through an import', () => {
  /** As the sample company's are made: values without a reading of a file. */
  async function writeDirectly(company: Company): Promise<DatasetId> {
    const id = randomUUID() as DatasetId; // A fresh random UUID is a DatasetId by definition.
    const upload = await packUpload({ fileName: 'made.csv', mediaType: 'text/csv', content: Buffer.from('made') });
    const values = Array.from({ length: 20 }, (_, at) => ({
      d: {},
      t: `2024-01-${String(at + 1).padStart(2, '0')}`,
      v: at,
      w: 1,
      s: `{[${at + 2},${at + 3})}`,
    }));
    const place = { metric: 'orders', cut: '', grain: 'day' as const };
    await database.inTenant(company.id, async (tx) => {
      await saveUpload(tx, upload);
      await upsertDefinition(tx, {
        key: 'orders',
        label: 'Orders',
        unit: 'count',
        grain: 'day',
        synonyms: [],
        aggregation: { kind: 'sum' },
        nonNegative: true,
        goodDirection: 'up',
        role: 'measure',
      });
      await insertDataset(tx, {
        id,
        uploadId: upload.id,
        name: 'made.csv',
        fileName: 'made.csv',
        sha256: upload.sha256,
        understanding: { generated: true },
        rowCount: 20,
        firstDay: '2024-01-01',
        lastDay: '2024-01-20',
      });
      await insertValues(tx, { ...place, dataset: id, json: JSON.stringify(values), count: 20 });
      await refreshRollups(
        tx,
        { ...place, isMean: false, first: '2024-01-01', last: '2024-01-20', values: 20 },
        company.weekStart,
      );
    });
    return id;
  }

  it('come back too, after two files went over them, whichever goes first', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const company = await newCompany();
      const made = await writeDirectly(company);
      const before = await readTables(database, company);
      const files = [
        await bring(
          company,
          'one.csv',
          makeCsv(
            'date,closed,orders',
            '2024-01-05',
            10,
            (day, at) => `${day},${at === 4 ? 1 : 0},${at === 4 ? 0 : at % 2 === 0 ? 100 : at + 4}`,
          ),
        ),
        await bring(
          company,
          'two.csv',
          makeCsv('date,orders', '2024-01-10', 15, (day, at) => `${day},${200 + at}`),
        ),
      ];
      for (const at of order) {
        const file = files[at];
        if (file) await remove(company, file);
      }
      expect(await readTables(database, company)).toEqual(before);
      await expect(remove(company, made)).rejects.toMatchObject({ code: 'cannot-take-out' });
      expect(await readTables(database, company)).toEqual(before);
    }
  });
});

describe('reading a file the other way', () => {
  const text = 'date,revenue\n03/04/2024,10.5\n05/04/2024,11.5\n';

  it('is one step: the first reading goes, the other comes', async () => {
    const [company, straight] = [await newCompany(), await newCompany()];
    const first = await importText(database, company, { text, answers: { dateOrder: 'day-first' } });
    const instead = first.kind === 'imported' ? first.dataset : undefined;
    const second = await importText(database, company, { text, answers: { dateOrder: 'month-first' }, instead });
    expect(second).toMatchObject({
      kind: 'imported',
      counts: { added: 2, same: 0, changed: 0 },
      takenOut: { removed: 2, restored: 0, period: { start: '2024-04-03', end: '2024-04-05' } },
    });
    await importText(database, straight, { text, answers: { dateOrder: 'month-first' } });
    expect(await readTables(database, company, TIMES)).toEqual(await readTables(database, straight, TIMES));
    // The same button a second time: the file is there as wanted.
    const again = await importText(database, company, { text, answers: { dateOrder: 'month-first' }, instead });
    expect(again.kind).toBe('already-known');
  });

  it('that fails leaves the first reading', async () => {
    const company = await newCompany();
    const first = await importText(database, company, { text, answers: { dateOrder: 'day-first' } });
    const before = await readTables(database, company);
    const stop = (what: string) => {
      if (what.startsWith('saving')) throw new Error('stop');
    };
    const instead = first.kind === 'imported' ? first.dataset : undefined;
    await expect(
      importText(database, company, { text, answers: { dateOrder: 'month-first' }, instead, onProgress: stop }),
    ).rejects.toThrow('stop');
    expect(await readTables(database, company)).toEqual(before);
  });
});
