import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SkillContext } from '../../skills/context.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { planInventory } from '../../skills/plan-inventory/run.ts';
import { whatIf } from '../../skills/what-if/run.ts';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { DatasetId } from '../../src/contracts/ids.ts';
import type { ItemRecord, RecordKind, RecordOf } from '../../src/contracts/record.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue, upsertDimension } from '../../src/db/queries/catalogue.ts';
import { insertDataset } from '../../src/db/queries/import-datasets.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { listPlans, readExpectations } from '../../src/db/queries/plans.ts';
import { insertRecords } from '../../src/db/queries/records.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { recordKey } from '../../src/records/record-key.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';
import { define, metricOf, type Row, writeFile } from './metrics-support.ts';

/** A Sunday; the shop is shut on Sundays. Today is the Monday after. */
const LAST = '2026-11-22';
const DAYS = 120;
const WEEK = [40, 42, 45, 48, 70, 90];

let database: TestDatabase;
let engines: EnginePool;

beforeAll(async () => {
  database = await openTestDatabase();
  engines = createEnginePool({ threads: 1 });
});
afterAll(async () => {
  await engines?.close();
  await database?.close();
});

const items: ItemRecord[] = [
  {
    name: 'Milk 3.5%',
    unit: 'l',
    supplier: 'Dairy',
    cost: 1.1,
    stock: 40,
    countedOn: LAST,
    packSize: 12,
    shelfLifeDays: 10,
  },
  { name: 'Beans', unit: 'kg', supplier: 'Roaster', cost: 14, stock: 6, countedOn: LAST, packSize: 1 },
  {
    name: 'Bun',
    supplier: 'Baker',
    cost: 0.6,
    stock: 0,
    countedOn: LAST,
    shelfLifeDays: 1,
    product: 'Bun',
    price: 2.4,
  },
  { name: 'Candles', supplier: 'Roaster', cost: 3, stock: 5 },
];
const lists: { readonly [K in RecordKind]?: readonly RecordOf[K][] } = {
  item: items,
  supplier: [
    { name: 'Dairy', leadDays: 1, deliveryCost: 6, orderDays: [0, 2, 4] },
    { name: 'Roaster', leadDays: 2, deliveryCost: 9 },
    { name: 'Baker', leadDays: 0 },
  ],
  recipe: [
    { product: 'latte', item: 'milk 3.5%', quantity: 0.22 },
    { product: 'Latte', item: 'Beans', quantity: 0.018 },
  ],
  product: [{ name: 'Latte', price: 4.2, cost: 0.6 }],
};

/** A shop with sales of two products; lists only where given. */
async function openShop(given: typeof lists): Promise<Company> {
  const company = await createTestCompany(database);
  await define(database, company, [metricOf('units', { label: 'Units sold' })]);
  const days = Array.from({ length: DAYS }, (_, at) => addDays(LAST, at + 1 - DAYS));
  const rows = days.flatMap((t, at): Row[] => {
    const base = WEEK[weekdayOf(t)];
    if (base === undefined) return [];
    const sold = Math.round(base * (1 + 0.1 * Math.sin(at * 2.4)));
    return [
      { dims: { product: 'Latte' }, t, value: sold, row: 2 * at + 2 },
      { dims: { product: 'Bun' }, t, value: Math.round(sold / 2), row: 2 * at + 3 },
    ];
  });
  await writeFile(database, company, { fileName: 'sales.csv', metrics: [{ metric: 'units', grain: 'day', rows }] });
  await database.inTenant(company.id, (tx) =>
    upsertDimension(tx, { key: 'product', label: 'Product', synonyms: [], members: ['Bun', 'Latte'] }),
  );
  await addLists(company, given);
  return company;
}

async function addLists(company: Company, given: typeof lists): Promise<void> {
  const upload = await packUpload({ fileName: 'lists.csv', mediaType: 'text/csv', content: Buffer.from(randomUUID()) });
  // A fresh random UUID is a DatasetId by definition.
  const id = randomUUID() as DatasetId;
  const { sha256, id: uploadId } = upload;
  const named = { id, uploadId, sha256, name: 'lists', fileName: 'lists.csv', understanding: {}, rowCount: 1 };
  await database.inTenant(company.id, async (tx) => {
    await saveUpload(tx, upload);
    await insertDataset(tx, { ...named, firstDay: LAST, lastDay: LAST });
    for (const [kind, records] of Object.entries(given)) {
      // Keys and records of `given` belong together by its type.
      const rows = records.map((record, at) => ({
        kind: kind as RecordKind,
        key: recordKey(kind as 'item', record as ItemRecord),
        record,
        row: at + 2,
      }));
      await insertRecords(tx, id, rows);
    }
  });
}

async function contextOf(company: Company): Promise<SkillContext> {
  const place = { channel: 'web' as const, workspace: company.slug, externalUser: 'u1' };
  const person = await database.inTenant(company.id, (tx) =>
    ensurePerson(tx, place, { displayName: 'Ada', role: 'owner' }),
  );
  return createSkillContext({
    asked: { channel: 'web', workspace: company.slug, conversation: 'c', thread: 'c', user: 'u1', audience: 'private' },
    company,
    person,
    catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    attachments: [],
    previous: null,
    engines,
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date('2026-11-23T09:00:00Z'),
  });
}

/** Grounds every text there is: throws where a digit is no fact. */
function fillIn(result: SkillResult) {
  const grounder = createGrounder(result.facts, { locale: 'en-US', currency: 'USD', today: '2026-11-23' });
  const text = (template: string) => grounder.text(template).replaceAll(/\s/gu, ' ');
  for (const { label } of result.followUps) text(label);
  for (const { title, subtitle = '', alt } of result.charts) [title, subtitle, alt].map(text);
  return {
    said: result.sections.map(({ template }) => text(template)),
    tables: result.tables.map(({ title, columns, rows }) => ({
      title: text(title),
      columns: columns.map(({ label }) => text(label)),
      rows: rows.map((row) => row.map(text)),
    })),
    question: result.question ? text(result.question.text) : null,
  };
}

const plan = async (ctx: SkillContext, input: object = {}) => planInventory.run(ctx, planInventory.input.parse(input));

describe('an order plan from real rows', () => {
  test('says what to order, keeps the plan, and brings files that can be used', async () => {
    const company = await openShop(lists);
    const ctx = await contextOf(company);
    const result = await plan(ctx);
    const { said, tables } = fillIn(result);
    expect(said[0]).toMatch(/^Order \d items? from \d suppliers? on Tue, Nov 24, for \$/);
    expect(said[0]).toMatch(/a week against (a simple reorder rule|filling up)|about the same as/);
    expect(said.join(' ')).toMatch(/Bun for Tue, Nov 24: \d+\. That runs out on \d+% of such days/);
    expect(said.join(' ')).toMatch(/Left out, because nothing tells how much is used: Candles/);
    expect(tables[0]?.title).toBe('To order on Tue, Nov 24');
    expect(tables[0]?.columns).toEqual(['Supplier', 'Item', 'Packs', 'Quantity', 'Arrives', 'Cost']);
    expect(tables.at(-1)?.rows.map(([name]) => name)).toEqual(['Milk 3.5%', 'Beans']);
    expect(result.charts[0]).toMatchObject({ kind: 'stock', grain: 'day' });
    expect(result.files?.map(({ name }) => name)).toEqual(['orders-2026-11-24.xlsx', 'orders-2026-11-24.csv']);
    const csv = Buffer.from(result.files?.[1]?.content ?? []).toString();
    expect(csv).toContain('Dairy,2026-11-25,2026-11-26,Milk 3.5%');

    const [kept] = await database.inTenant(company.id, (tx) => listPlans(tx, { kind: 'inventory', limit: 1 }));
    expect(kept?.title).toMatch(/^Orders for /);
    const expected = await database.inTenant(company.id, async (tx) => (kept ? readExpectations(tx, kept.id) : []));
    // Six days of trade in seven from Tuesday on: 40 + 42 + 45 + 48 + 70 + 90.
    expect(expected.find(({ filter }) => filter.product === 'Latte')?.value).toBeGreaterThan(290);
    expect(expected.find(({ filter }) => filter.product === 'Latte')?.value).toBeLessThan(390);

    // Sunday has no demand: nothing is baked for it.
    const buns = csv.split('\r\n').filter((line) => line.startsWith('Baker'));
    expect(buns.length).toBeGreaterThan(4);
    expect(buns.some((line) => line.includes('2026-11-29'))).toBe(false);
  });

  test('names the item that was asked about first, and a what-if is said before and after', async () => {
    const company = await openShop(lists);
    const ctx = await contextOf(company);
    expect(fillIn(await plan(ctx, { item: 'milk' })).said[0]).toMatch(/^Order \d+ l of Milk 3\.5% on Wed, Nov 25/);
    const changes = [{ what: 'demand', of: 'Latte', percent: 50 }];
    const result = await whatIf.run(ctx, whatIf.input.parse({ kind: 'inventory', changes }));
    const { said } = fillIn(result);
    expect(said[0]).toMatch(/costs? /);
    expect(said[2]).toMatch(/^What changes most: .*(Milk|Beans)/);
    // "Twelve more" is said against the plan's own next order, one pack more of the milk.
    const more = [{ what: 'order', of: 'milk', by: 12 }];
    const milkOf = (text: string) => Number(/Order (\d+) l of Milk/.exec(text)?.[1]);
    const base = milkOf(fillIn(await plan(ctx, { item: 'milk' })).said.join(' '));
    const added = await plan(ctx, { item: 'milk', changes: more });
    expect(milkOf(fillIn(added).said.join(' '))).toBe(base + 12);
    const unknown = whatIf.input.parse({ kind: 'inventory', changes: [{ what: 'stock', of: 'Beanstalk', to: 1 }] });
    await expect(whatIf.run(ctx, unknown)).rejects.toMatchObject({ code: 'unknown-name', advice: /Beans/ });
  });

  test('a supplier that is out says what runs out anyway', async () => {
    const ctx = await contextOf(await openShop(lists));
    const result = await plan(ctx, { changes: [{ what: 'supplier', of: 'dairy', off: true }] });
    expect(fillIn(result).said[0]).toMatch(/^Milk 3\.5% runs out on \w+, Nov 2\d whatever you order/);
  });
});

describe('what is missing is asked for', () => {
  test('no list at all: the template', async () => {
    const result = await plan(await contextOf(await openShop({})));
    expect(fillIn(result).said[0]).toBe('To plan your orders I need a list of what you buy.');
    expect(result.files?.[0]?.name).toBe('items.csv');
  });

  test('items that nothing is known to use: recipes or a weekly use', async () => {
    const result = await plan(await contextOf(await openShop({ item: [{ name: 'Flour', cost: 1, stock: 4 }] })));
    expect(fillIn(result).said[0]).toMatch(/not how much of them you use/);
    expect(Buffer.from(result.files?.[0]?.content ?? []).toString()).toContain('Flour');
  });

  test('no stock: their own list to fill in, or a week’s worth is assumed', async () => {
    const uncounted = items.map(({ stock: _stock, countedOn: _counted, ...item }) => item);
    const ctx = await contextOf(await openShop({ ...lists, item: uncounted }));
    const asked = await plan(ctx);
    expect(fillIn(asked).question).toMatch(/assume that the shelves hold a week/);
    const call = asked.question?.choices[0]?.call;
    expect(call?.skill).toBe('plan-inventory');
    const { said } = fillIn(await plan(ctx, call?.input));
    expect(said.join(' ')).toMatch(/What nobody counted, lasts a week/);
  });
});
