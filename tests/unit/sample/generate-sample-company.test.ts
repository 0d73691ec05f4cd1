import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { generateSampleCompany } from '../../../src/sample/generate-sample-company.ts';

const END = '2026-06-17';
const company = generateSampleCompany({ endDate: END });

/** Records of each file by name, as a reader that knows nothing of the writer sees them. */
const records = new Map(
  company.files.map(({ fileName, text }) => [
    fileName,
    // csv-parse types its records as unknown; with `columns` each is a plain text record.
    parse(text, { columns: true }) as Record<string, string>[],
  ]),
);

describe('the sample company', () => {
  it('is the same for the same request, another for another seed', () => {
    expect(JSON.stringify(generateSampleCompany({ endDate: END }))).toBe(JSON.stringify(company));
    expect(generateSampleCompany({ endDate: END, seed: 2 }).files[0]?.text).not.toBe(company.files[0]?.text);
  });

  it('covers the days asked for and no other', () => {
    const weatherDays = company.rows.filter(({ metric }) => metric === 'rain').map(({ day }) => day);
    expect(weatherDays).toHaveLength(731);
    expect([weatherDays[0], weatherDays.at(-1)]).toEqual(['2024-06-17', END]);
    expect(company.rows.every(({ day }) => day >= '2024-06-17' && day <= END)).toBe(true);
    expect(company.calendar.every(({ day }) => day >= '2024-06-17' && day <= END)).toBe(true);
  });

  it('plants only causes that lie wholly inside the data', () => {
    const short = generateSampleCompany({ endDate: END, days: 60 });
    expect(short.plantedCauses.map(({ id }) => id)).toEqual(['promotion', 'supplier-failure']);
  });

  it('refuses a length or a date that is none', () => {
    for (const days of [0, -3, 1.5])
      expect(() => generateSampleCompany({ endDate: END, days })).toThrow(/sample company of/);
    expect(() => generateSampleCompany({ endDate: 'yesterday' })).toThrow(/civil date/);
  });
});

describe('its arithmetic', () => {
  it('holds in every line of the till: quantity × price − discount = revenue', () => {
    const wrong = (records.get('sales.csv') ?? []).filter((sale) => {
      const [quantity, price, discount, revenue] = ['quantity', 'price', 'discount', 'revenue'].map((key) =>
        Number(sale[key]),
      );
      return (
        Math.round(100 * (Number(quantity) * Number(price) - Number(discount))) !== Math.round(100 * Number(revenue))
      );
    });
    expect(records.get('sales.csv')?.length).toBeGreaterThan(20_000);
    expect(wrong).toEqual([]);
  });

  it('sums discounts of the till to discounts of the day', () => {
    const byShopDay = (file: string, column: string) => {
      const sums = new Map<string, number>();
      for (const record of records.get(file) ?? []) {
        const key = `${record.date} ${record.location}`;
        sums.set(key, (sums.get(key) ?? 0) + Math.round(100 * Number(record[column])));
      }
      return sums;
    };
    expect(byShopDay('days.csv', 'discounts')).toEqual(byShopDay('sales.csv', 'discount'));
  });

  it('charges the price on the menu', () => {
    const menu = new Map(
      (records.get('prices.csv') ?? []).map(({ date, product, price }) => [`${date} ${product}`, price]),
    );
    const wrong = (records.get('sales.csv') ?? []).filter(
      ({ date, product, price }) => menu.get(`${date} ${product}`) !== price,
    );
    expect(wrong).toEqual([]);
  });

  it('has whole counts, whole cents and no negative number where none can be', () => {
    const unit = new Map(company.definitions.map(({ key, unit }) => [key, unit]));
    const wrong = company.rows.filter(({ metric, value }) => {
      const whole = unit.get(metric) === 'count' ? value : Math.round(value * 1e6) / 1e4;
      return !Number.isInteger(whole) || (metric !== 'temperature' && value < 0);
    });
    expect(wrong).toEqual([]);
  });
});

describe('its rows', () => {
  it('stand in the file and row they name', () => {
    const wrong = company.rows.filter(({ metric, dims, day, value, file, row }) => {
      // Row 1 is the header, so the first record is row 2.
      const record = records.get(file)?.[row - 2];
      const sameCut = Object.entries(dims).every(([key, member]) => record?.[key] === member);
      return record?.date !== day || !sameCut || Number(record[metric]) !== value;
    });
    expect(wrong).toEqual([]);
  });

  it('hold every number of every file once', () => {
    const cells = (file: string, columns: number) => (records.get(file)?.length ?? 0) * columns;
    const expected =
      cells('sales.csv', 2) +
      cells('orders.csv', 1) +
      cells('food-costs.csv', 1) +
      cells('days.csv', 4) +
      cells('marketing.csv', 1) +
      cells('marketing-channels.csv', 1) +
      // No voucher is brought on a day when both cafés are closed.
      (records.get('marketing-channels.csv') ?? []).filter(({ vouchers }) => vouchers !== '').length +
      cells('prices.csv', 1) +
      cells('weather.csv', 2);
    expect(company.rows).toHaveLength(expected);
    const places = company.rows.map(({ metric, dims, day }) => `${metric} ${day} ${Object.values(dims).join('/')}`);
    expect(new Set(places).size).toBe(expected);
    expect(company.files.map(({ fileName, rowCount }) => [fileName, rowCount])).toEqual(
      [...records].map(([fileName, list]) => [fileName, list.length]),
    );
  });

  it('use only metrics and members of the catalogue', () => {
    const members = new Map(company.dimensions.map(({ key, members }) => [key, members]));
    const metrics = new Set(company.definitions.map(({ key }) => key));
    const wrong = company.rows.filter(
      ({ metric, dims }) =>
        !metrics.has(metric) || Object.entries(dims).some(([key, member]) => !members.get(key)?.includes(member)),
    );
    expect(wrong).toEqual([]);
  });

  it('give every metric a value, directly or by the parts of its ratio', () => {
    const stored = new Set(company.rows.map(({ metric }) => metric));
    for (const { key, aggregation } of company.definitions) {
      const parts =
        aggregation.kind === 'ratio'
          ? [...aggregation.numerator, ...aggregation.denominator].map(({ metric }) => metric)
          : [key];
      expect(parts.filter((part) => !stored.has(part))).toEqual([]);
    }
  });

  it('show nothing of a shop on a day it is closed', () => {
    const closed = company.calendar.filter(({ kind }) => kind === 'closed');
    const shut = new Set(closed.map(({ day, location }) => `${day} ${location ?? 'all'}`));
    const paidAnyway = new Set(['marketing_spend', 'price', 'temperature', 'rain']);
    const wrong = company.rows.filter(
      ({ metric, day, dims }) =>
        !paidAnyway.has(metric) && (shut.has(`${day} ${dims.location}`) || shut.has(`${day} all`)),
    );
    // Two years of Mondays, a week of renovation and four holidays.
    expect(shut.size).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it('miss no open day of a shop', () => {
    const closed = new Set(
      company.calendar
        .filter(({ kind }) => kind === 'closed')
        .flatMap(({ day, location }) => (location ? [`${day} ${location}`] : [`${day} Riverside`, `${day} Old Mill`])),
    );
    const open = new Set(
      company.rows.filter(({ metric }) => metric === 'customers').map(({ day, dims }) => `${day} ${dims.location}`),
    );
    expect(open.size + closed.size).toBe(731 * 2);
  });
});

it('knows ahead when both cafés stay shut', () => {
  const { upcoming } = generateSampleCompany({ endDate: '2026-11-22', days: 7 });
  expect(upcoming.map(({ day, label }) => [day, label])).toEqual([
    ['2026-11-26', 'Thanksgiving Day'],
    ['2026-12-25', 'Christmas Day'],
  ]);
  expect(upcoming.every(({ kind, location }) => kind === 'closed' && location === undefined)).toBe(true);
});
