import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../../src/calendar/civil-day.ts';
import type { KeptRecord, RecordKind, RecordOf } from '../../../src/contracts/record.ts';
import { nameKey } from '../../../src/records/name-key.ts';
import { RECORD_SCHEMA } from '../../../src/records/record-schema.ts';
import { understandList } from '../../../src/records/understand-list.ts';
import { generateSampleCompany } from '../../../src/sample/generate-sample-company.ts';
import { MENU, PRODUCTS } from '../../../src/sample/menu.ts';

const END = '2026-06-17';
const company = generateSampleCompany({ endDate: END });

// The kind decides the type of the record, as in `KeptRecord`.
const listOf = <K extends RecordKind>(kind: K) =>
  company.records.filter((kept) => kept.kind === kind).map(({ record }) => record as RecordOf[K]);

const items = listOf('item');
const recipes = listOf('recipe');
const employees = listOf('employee');
const cover = listOf('cover');

describe('every list', () => {
  it.each(
    company.files
      .filter(({ fileName }) => company.records.some(({ file }) => file === fileName))
      .map((file) => [file.fileName, file] as const),
  )('%s reads back by upload as the records that stand beside it', (fileName, file) => {
    const understood = understandList(Buffer.from(file.text), { fileName, answers: {} });
    if (understood?.kind !== 'list') throw new Error(`${fileName} is not understood as a list`);
    const expected = company.records
      .filter((kept) => kept.file === fileName)
      .map(({ key, record, row }) => ({ key, record, row }));
    expect(understood.rows).toEqual(expected);
    expect(understood.summary.leftOut).toEqual([]);
    expect(understood.rows).toHaveLength(file.rowCount);
    expect(new Set(company.records.filter((kept) => kept.file === fileName).map(({ kind }) => kind))).toEqual(
      new Set([understood.summary.list]),
    );
  });

  it('has records of its kind, none twice', () => {
    for (const { kind, record } of company.records) expect(RECORD_SCHEMA[kind].safeParse(record).error).toBeUndefined();
    const keys = company.records.map(({ kind, key }: Pick<KeptRecord, 'kind' | 'key'>) => `${kind} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(company.records.map(({ kind }) => kind))).toEqual(new Set(Object.keys(RECORD_SCHEMA)));
  });

  it('is no file of numbers over time, and those are no lists', () => {
    const listed = new Set(company.records.map(({ file }) => file));
    for (const { fileName, text } of company.files) {
      if (listed.has(fileName)) continue;
      expect(understandList(Buffer.from(text), { fileName, answers: {} }), fileName).toBeNull();
    }
  });
});

describe('the stock room', () => {
  it('has forty items of six suppliers, each known', () => {
    const suppliers = listOf('supplier').map(({ name }) => name);
    expect([items.length, suppliers.length]).toEqual([40, 6]);
    expect(new Set(items.map(({ supplier }) => supplier))).toEqual(new Set(suppliers));
  });

  it('makes every product at about the cost on the menu', () => {
    const cost = new Map(items.map((item) => [item.name, item.cost ?? Number.NaN]));
    for (const product of PRODUCTS) {
      const made = recipes
        .filter((recipe) => recipe.product === product)
        .reduce((sum, { item, quantity }) => sum + quantity * (cost.get(item) ?? Number.NaN), 0);
      const bought = items.find((item) => item.product === product)?.cost ?? 0;
      expect(Math.abs((made + bought) / (MENU[product].costCents / 100) - 1), product).toBeLessThan(0.03);
    }
  });

  it('uses every item, and names only items and products there are', () => {
    const named = new Set(recipes.map(({ item }) => item));
    expect([...named].filter((item) => !items.some(({ name }) => name === item))).toEqual([]);
    const unused = items.filter((item) => !named.has(item.name) && !item.product && !item.weeklyUse);
    expect(unused).toEqual([]);
    const products: readonly string[] = PRODUCTS;
    const sold = [...recipes.map(({ product }) => product), ...items.flatMap(({ product }) => product ?? [])];
    expect(new Set(sold)).toEqual(new Set(products));
  });

  it('was counted on the last day and fits the room, with little to spare', () => {
    expect(new Set(items.map(({ countedOn }) => countedOn))).toEqual(new Set([END]));
    const crates = items.reduce((sum, { stock = 0, storage = 0 }) => sum + stock * storage, 0);
    const limit = company.settings.find(({ key }) => key === 'storage-limit')?.value;
    expect(crates).toBeGreaterThan(0.7 * Number(limit));
    expect(crates).toBeLessThan(1.15 * Number(limit));
  });
});

describe('the team', () => {
  it('has fourteen people whose roles and cafés the shifts ask for', () => {
    expect(employees).toHaveLength(14);
    const asked = new Set(cover.map(({ location, role }) => `${location} ${role}`));
    const offered = new Set(
      employees.flatMap(({ roles, locations = [] }) => roles.flatMap((role) => locations.map((at) => `${at} ${role}`))),
    );
    expect([...asked].filter((need) => !offered.has(need))).toEqual([]);
    expect(employees.filter(({ locations }) => locations?.length === 2).length).toBeGreaterThanOrEqual(3);
  });

  it('is wanted on the days a café opens, more on Saturdays, for nearly all hours there are', () => {
    expect(cover.some(({ location, weekday }) => location === 'Old Mill' && weekday === 0)).toBe(false);
    const hours = (wanted: typeof cover) =>
      wanted.reduce((sum, { from, to, people }) => sum + (people * (to - from)) / 60, 0);
    const perDay = [0, 1, 2, 3, 4, 5, 6].map((day) => hours(cover.filter(({ weekday }) => weekday === day)));
    expect(Math.max(...perDay)).toBe(perDay[5]);
    const contracts = employees.reduce((sum, { maxHours = 0 }) => sum + maxHours, 0);
    expect(hours(cover) / contracts).toBeGreaterThan(0.92);
    expect(hours(cover) / contracts).toBeLessThan(1);
  });

  it('is away in the weeks after the data', () => {
    const absences = listOf('absence');
    expect(absences).toHaveLength(3);
    for (const { employee, start, end } of absences) {
      expect(employees.map(({ name }) => name)).toContain(employee);
      expect(start > END && end >= start && end <= addDays(END, 28)).toBe(true);
      expect(weekdayOf(start)).toBeLessThan(5);
    }
  });

  it('knows which share of a day falls into each hour', () => {
    const days = Map.groupBy(listOf('busy-hours'), ({ location, weekday }) => `${location} ${weekday}`);
    expect(days.size).toBe(13);
    for (const hours of days.values()) expect(hours.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });
});

describe('the price list', () => {
  it('has the price of the last day and room on both sides, in the order of each group', () => {
    const products = listOf('product');
    const last = new Map(
      company.rows
        .filter(({ metric, day }) => metric === 'price' && day === END)
        .map(({ dims, value }) => [dims.product, value]),
    );
    expect(products.map(({ name, price }) => [name, price])).toEqual(PRODUCTS.map((name) => [name, last.get(name)]));
    for (const { name, price = 0, cost = 0, lowest = 0, highest = 0 } of products)
      expect(cost < lowest && lowest < price && price < highest, name).toBe(true);
    for (const group of Map.groupBy(products, ({ group }) => group).values()) {
      const ranked = group.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).map(({ price }) => price ?? 0);
      expect(ranked).toEqual(ranked.toSorted((a, b) => a - b));
    }
  });

  it('names the ad channels as the numbers do', () => {
    const members = company.dimensions.find(({ key }) => key === 'ad_channel')?.members ?? [];
    expect(listOf('ad-channel').map(({ name }) => nameKey(name))).toEqual(members.map(nameKey));
  });
});
