import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askMetric } from '../../skills/ask-metric/run.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { UserId } from '../../src/contracts/ids.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';
import { define, metricOf, type Row, writeFile } from './metrics-support.ts';

/** A Sunday; the shop is shut on Sundays, so the last row is Saturday's. */
const TODAY = '2026-11-22';
const FIRST = '2026-08-03';

/** Plain numbers: Cake 60 a day and Tea 40, twice that on Saturdays; from November on Cake sells 90. */
const days = Array.from({ length: 111 }, (_, at) => addDays(FIRST, at)).filter((t) => t < TODAY && weekdayOf(t) !== 6);
const CLOSED = '2026-10-14';
const LOST = '2026-10-20';
const open = days.filter((t) => t !== CLOSED && t !== LOST);
const weight = (t: string) => (weekdayOf(t) === 5 ? 2 : 1);
const revenue = open.flatMap((t, at): Row[] => [
  { dims: { product: 'Cake' }, t, value: (t >= '2026-11-01' ? 90 : 60) * weight(t), row: 2 * at + 2 },
  { dims: { product: 'Tea' }, t, value: 40 * weight(t), row: 2 * at + 3 },
]);
const whole = (value: (t: string) => number): Row[] =>
  open.map((t, at) => ({ dims: {}, t, value: value(t), row: at + 2 }));

let database: TestDatabase;
let company: Company;
beforeAll(async () => {
  database = await openTestDatabase();
  company = await createTestCompany(database);
  const ratio = (numerator: string, denominator: string) =>
    ({
      kind: 'ratio',
      numerator: [{ metric: numerator, weight: 1 }],
      denominator: [{ metric: denominator, weight: 1 }],
    }) as const;
  await define(database, company, [
    metricOf('revenue', { unit: 'currency' }),
    metricOf('orders'),
    metricOf('returns', { unit: 'currency' }),
    metricOf('profit', { unit: 'currency', nonNegative: false }),
    metricOf('return_rate', { label: 'Return rate', unit: 'percent', aggregation: ratio('returns', 'revenue') }),
    metricOf('temperature', { unit: 'other', aggregation: { kind: 'mean' }, nonNegative: false, role: 'context' }),
    metricOf('rent', { unit: 'currency', grain: 'month' }),
    metricOf('fair', { label: 'Fair takings', unit: 'currency' }),
  ]);
  await writeFile(database, company, {
    fileName: 'sales.csv',
    days: [{ day: CLOSED, location: '', kind: 'closed', label: 'Burst pipe' }],
    metrics: [
      { metric: 'revenue', grain: 'day', rows: revenue },
      { metric: 'orders', grain: 'day', rows: whole((t) => 10 * weight(t)) },
      {
        metric: 'returns',
        grain: 'day',
        rows: revenue.map((one) => ({ ...one, value: one.dims.product === 'Tea' ? 0 : one.t < '2026-11-01' ? 5 : 9 })),
      },
      { metric: 'profit', grain: 'day', rows: whole((t) => (t < '2026-10-01' ? -10 : 10)) },
      { metric: 'temperature', grain: 'day', rows: whole((t) => (t < '2026-11-01' ? 11.5 : -2)) },
      { metric: 'fair', grain: 'day', rows: [{ dims: {}, t: '2026-09-12', value: 512.5, row: 2 }] },
      {
        metric: 'rent',
        grain: 'month',
        rows: ['2026-08-01', '2026-09-01', '2026-10-01'].map((t, at) => ({
          dims: {},
          t,
          value: 1000 + at,
          row: at + 2,
        })),
      },
    ],
  });
});
afterAll(() => database?.close());

async function ask(input: Record<string, unknown>, now = `${TODAY}T09:00:00Z`) {
  const context = createSkillContext({
    company,
    // A fresh random UUID is a UserId by definition.
    person: { id: randomUUID() as UserId, displayName: 'Ada', role: 'viewer' },
    catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    attachments: [],
    previous: null,
    engines: { run: () => Promise.reject(new Error('no engine is needed to look a number up')) },
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date(now),
  });
  const result = await askMetric.run(context, askMetric.input.parse(input));
  return { result, ...fillIn(result) };
}

/** Grounds every text there is: throws where a digit is no fact. */
function fillIn(result: SkillResult) {
  const grounder = createGrounder(result.facts, { locale: 'en-US', currency: 'USD', today: TODAY });
  // Date ranges are written with thin spaces.
  const text = (template: string) => grounder.text(template).replaceAll(/\s/gu, ' ').replaceAll('–', '-');
  return {
    said: result.sections.map(({ template }) => text(template)),
    charts: result.charts.map(({ kind, title, subtitle, alt }) => [kind, text(title), text(subtitle ?? ''), text(alt)]),
    table: result.tables.map(({ title, columns, rows }) => [
      text(title),
      ...[columns.map(({ label }) => label), ...rows].map((cells) => cells.map(text).join(' | ')),
    ])[0],
    buttons: result.followUps.map(({ label }) => text(label)),
  };
}

const october = { start: '2026-10-01', end: '2026-10-31' };
const november = { start: '2026-11-01', end: '2026-11-30' };
const lastWeek = { start: '2026-11-09', end: '2026-11-15' };

/** Read as an owner would: each sentence must be true of the numbers above, and be English. */
const CASES: [string, Record<string, unknown>, string[]][] = [
  [
    'a week beside the week before',
    { metric: 'revenue', period: lastWeek },
    ['Revenue came to $910 for Nov 9 - 15, the same as for Nov 2 - 8.', 'That is $152 a day over 6 open days.'],
  ],
  [
    'a count',
    { metric: 'orders', period: lastWeek },
    ['Orders came to 70 for Nov 9 - 15, the same as for Nov 2 - 8.', 'That is 11.7 a day over 6 open days.'],
  ],
  [
    'a day',
    { metric: 'revenue', period: { start: '2026-11-10', end: '2026-11-10' } },
    ['Revenue came to $130 on Tue, Nov 10, the same as on Mon, Nov 9.'],
  ],
  [
    'a named comparison',
    { metric: 'revenue', period: lastWeek, compare: { start: '2026-10-05', end: '2026-10-11' } },
    ['Revenue came to $910 for Nov 9 - 15, up 30% from $700 for Oct 5 - 11.', 'That is $152 a day over 6 open days.'],
  ],
  [
    'a named comparison without data',
    { metric: 'revenue', period: lastWeek, compare: { start: '2025-11-09', end: '2025-11-15' } },
    [
      'Revenue came to $910 for Nov 9 - 15.',
      'That is $152 a day over 6 open days.',
      'I have no revenue for Nov 9 - 15, 2025 to compare it with.',
    ],
  ],
  [
    'a named comparison with holes',
    { metric: 'revenue', period: october, compare: { start: '2026-07-01', end: '2026-08-31' } },
    [
      'Revenue came to $3,000 for October 2026, up 3.4% from $2,900 for Jul 1 - Aug 31.',
      'That is $120 a day over 25 open days.',
      '1 day of this period has no row in your data.',
      '28 days of Jul 1 - Aug 31 have no row in your data, so take the comparison with care.',
    ],
  ],
  [
    'the month before is mostly unknown: it is no yardstick',
    { metric: 'revenue', period: { start: '2026-08-01', end: '2026-08-31' } },
    [
      'Revenue came to $2,900 for August 2026.',
      'That is $116 a day over 25 open days.',
      '1 day of this period has no row in your data.',
    ],
  ],
  [
    'no period: four weeks',
    { metric: 'revenue' },
    [
      'Revenue came to $3,430 for Oct 25 - Nov 21, up 32% from $2,600 for Sep 27 - Oct 24.',
      'That is $143 a day over 24 open days.',
    ],
  ],
  [
    'a month that is not over, beside as many days',
    { metric: 'revenue', period: november },
    [
      'Revenue came to $2,730 for Nov 1 - 21, up 44% from $1,900 for Oct 1 - 21.',
      'That is $152 a day over 18 open days.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'the same, named',
    { metric: 'revenue', period: november, compare: october },
    [
      'Revenue came to $2,730 for Nov 1 - 21, up 44% from $1,900 for Oct 1 - 21.',
      'That is $152 a day over 18 open days.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'a period to come',
    { metric: 'revenue', period: { start: '2026-12-01', end: '2026-12-07' } },
    ['Your data for revenue ends on Nov 21, so I have none for Dec 1 - 7.'],
  ],
  [
    'a period before the data',
    { metric: 'revenue', period: { start: '2026-01-01', end: '2026-01-31' } },
    ['Your data for revenue begins on Aug 3, so I have none for January 2026.'],
  ],
  [
    'a closed day',
    { metric: 'revenue', period: { start: CLOSED, end: CLOSED } },
    ['Wed, Oct 14 was a closed day, so there is no revenue.'],
  ],
  [
    'a closed day, split',
    { metric: 'revenue', period: { start: CLOSED, end: CLOSED }, by: 'product' },
    ['Wed, Oct 14 was a closed day, so there is no revenue.'],
  ],
  [
    'a closed day of a product',
    { metric: 'revenue', filter: { product: 'Tea' }, period: { start: CLOSED, end: CLOSED } },
    ['Wed, Oct 14 was a closed day, so there is no revenue (Tea).'],
  ],
  [
    'a day without a row',
    { metric: 'revenue', period: { start: LOST, end: LOST } },
    ['I have no revenue on Tue, Oct 20. Your data for it runs from Aug 3 to Nov 21.'],
  ],
  [
    'nothing sold, and nothing before',
    { metric: 'returns', filter: { product: 'Tea' }, period: lastWeek },
    ['Returns (Tea) came to $0 for Nov 9 - 15, the same as for Nov 2 - 8.'],
  ],
  [
    'a file with a single row',
    { metric: 'fair', period: { start: '2026-09-12', end: '2026-09-12' } },
    ['Fair takings came to $513 on Sat, Sep 12.'],
  ],
  [
    'a month of which one day is known',
    { metric: 'fair', period: { start: '2026-09-01', end: '2026-09-30' } },
    [
      'Fair takings came to $513 for Sep 1 - 12.',
      'Your data for this ends on Sep 12, so this is not yet all of September 2026.',
      '11 days of this period have no row in your data.',
    ],
  ],
  [
    'a loss',
    { metric: 'profit', period: { start: '2026-09-01', end: '2026-09-30' } },
    [
      'Profit came to -$260 for September 2026, down $10 from -$250 for August 2026.',
      'That is -$10 a day over 26 open days.',
    ],
  ],
  [
    'from loss to profit',
    { metric: 'profit', period: october },
    [
      'Profit came to $250 for October 2026, up $510 from -$260 for September 2026.',
      'That is $10 a day over 25 open days.',
      '1 day of this period has no row in your data.',
    ],
  ],
  [
    'degrees: no percentages',
    { metric: 'temperature', period: november },
    [
      'Temperature averaged -2 for Nov 1 - 21, down 13.5 from 11.5 for Oct 1 - 21.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'degrees of one day',
    { metric: 'temperature', period: { start: '2026-11-10', end: '2026-11-10' } },
    ['Temperature stood at -2 on Tue, Nov 10, the same as on Mon, Nov 9.'],
  ],
  [
    'a percentage: points',
    { metric: 'return_rate', period: november },
    [
      'Return rate stood at 5.9% for Nov 1 - 21, up 1.7 points from 4.2% for Oct 1 - 21.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'a percentage, split',
    { metric: 'return_rate', period: november, by: 'product' },
    [
      'Cake had the highest return rate for Nov 1 - 21: 8.6%.',
      'Tea had 0%.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'monthly, asked for a week',
    { metric: 'rent', period: { start: '2026-10-05', end: '2026-10-11' } },
    ['Your data has rent by the month only, so I cannot say it for Oct 5 - 11. It came to $1,002 for October 2026.'],
  ],
  [
    'monthly, asked for the week its month begins in',
    { metric: 'rent', period: { start: '2026-10-01', end: '2026-10-07' } },
    ['Your data has rent by the month only, so I cannot say it for Oct 1 - 7. It came to $1,002 for October 2026.'],
  ],
  [
    'monthly',
    { metric: 'rent', period: october },
    ['Rent came to $1,002 for October 2026, up 0.1% from $1,001 for September 2026.'],
  ],
  [
    'monthly, no period',
    { metric: 'rent' },
    ['Rent came to $1,002 for October 2026, up 0.1% from $1,001 for September 2026.'],
  ],
  [
    'monthly, asked for a month and a half',
    { metric: 'rent', period: { start: '2026-09-01', end: '2026-10-15' } },
    [
      'Rent came to $1,001 for September 2026.',
      'Your data has this by the month only, so the rest of Sep 1 - Oct 15 is left out.',
    ],
  ],
  [
    'monthly, asked for a month to come',
    { metric: 'rent', period: november },
    ['Your data for rent ends on Oct 31, so I have none for November 2026.'],
  ],
  [
    'monthly, asked by the day',
    { metric: 'rent', period: { start: '2026-08-01', end: '2026-10-31' }, over: 'day' },
    [
      'Rent per month for Aug 1 - Oct 31: the highest was $1,002 (October 2026), the lowest $1,000 (August 2026).',
      'Your data has rent by the month only.',
    ],
  ],
  [
    'monthly, a week by the day',
    { metric: 'rent', period: lastWeek, over: 'day' },
    ['Your data for rent ends on Oct 31, so I have none for Nov 9 - 15.'],
  ],
  [
    'split',
    { metric: 'revenue', period: october, by: 'product' },
    [
      'Cake had the highest revenue for October 2026: $1,800, 60% of the total.',
      'Tea had $1,200.',
      '1 day of this period has no row in your data.',
    ],
  ],
  [
    'the weakest',
    { metric: 'revenue', period: october, by: 'product', rank: 'worst' },
    [
      'Tea had the lowest revenue for October 2026: $1,200, 40% of the total.',
      'Cake had $1,800.',
      '1 day of this period has no row in your data.',
    ],
  ],
  [
    'split and compared',
    { metric: 'revenue', period: november, compare: october, by: 'product' },
    [
      'Cake had the highest revenue for Nov 1 - 21: $1,890, 69% of the total.',
      'Tea had $840.',
      'Against Oct 1 - 21, Cake moved most: it rose from $1,140 to $1,890.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'split and compared with nothing',
    { metric: 'revenue', period: lastWeek, compare: { start: '2025-11-09', end: '2025-11-15' }, by: 'product' },
    [
      'Cake had the highest revenue for Nov 9 - 15: $630, 69% of the total.',
      'Tea had $280.',
      'There is nothing in your data for Nov 9 - 15, 2025 to compare with.',
    ],
  ],
  [
    'split by what is filtered already',
    { metric: 'revenue', filter: { product: 'Tea' }, period: october, by: 'product' },
    [
      'Revenue (Tea) came to $1,200 for October 2026, the same as for September 2026.',
      'That is $48 a day over 25 open days.',
      '1 day of this period has no row in your data.',
    ],
  ],
  [
    'split, to come',
    { metric: 'revenue', period: { start: '2026-12-01', end: '2026-12-07' }, by: 'product' },
    ['Your data for revenue ends on Nov 21, so I have none for Dec 1 - 7.'],
  ],
  [
    'by day',
    { metric: 'revenue', period: lastWeek, over: 'day' },
    ['Revenue per day for Nov 9 - 15: the highest was $260 (Sat, Nov 14), the lowest $130 (Mon, Nov 9).'],
  ],
  [
    'by week',
    { metric: 'revenue', period: october, over: 'week' },
    [
      'Revenue per week for October 2026: the highest was $700 (the week from Oct 5), the lowest $600 (the week from Oct 12).',
      'Oct 1 - 3 is left out, because it is not a whole week.',
    ],
  ],
  [
    'by month',
    { metric: 'revenue', period: { start: '2026-08-01', end: '2026-11-30' }, over: 'month' },
    [
      'Revenue per month for Aug 1 - Nov 30: the same throughout, $3,000.',
      'Aug 3 - 31 is left out, because it is not a whole month.',
      'Nov 2 - 21 is left out, because it is not a whole month.',
    ],
  ],
  [
    'by month without a whole month',
    { metric: 'revenue', period: { start: '2026-11-02', end: '2026-11-20' }, over: 'month' },
    [
      'Revenue per day for Nov 2 - 20: the highest was $260 (Sat, Nov 7), the lowest $130 (Mon, Nov 2).',
      'There is no whole month in this period, so here it is by the day.',
    ],
  ],
  [
    'by day, to come',
    { metric: 'revenue', period: { start: '2026-12-02', end: '2026-12-20' }, over: 'day' },
    ['Your data for revenue ends on Nov 21, so I have none for Dec 2 - 20.'],
  ],
  [
    'by day, a single one',
    { metric: 'revenue', period: { start: '2026-11-10', end: '2026-11-10' }, over: 'day' },
    ['Revenue came to $130 on Tue, Nov 10.'],
  ],
  [
    'by day, all equal',
    { metric: 'orders', period: { start: '2026-11-09', end: '2026-11-13' }, over: 'day' },
    ['Orders per day for Nov 9 - 13: the same throughout, 10.'],
  ],
];
describe('what is said', () => {
  test.each(CASES)('%s', async (_, input, expected) => {
    expect((await ask(input)).said).toEqual(expected);
  });
});

describe('what is shown beside it', () => {
  test('the chart says the finding, from where there is data, with the period marked', async () => {
    const { result, charts } = await ask({ metric: 'revenue', period: lastWeek });
    expect(charts).toEqual([
      [
        'trend',
        'Revenue came to $910 for Nov 9 - 15',
        'Revenue per day',
        'Revenue came to $910 for Nov 9 - 15, the same as for Nov 2 - 8.',
      ],
    ]);
    const [chart] = result.charts;
    if (chart?.kind !== 'trend') throw new Error('no trend');
    expect(chart.highlight).toMatchObject(lastWeek);
    expect(chart.series[0]?.points.at(-1)).toEqual({ t: '2026-11-14', y: 260 });
    // A closed day is a hole in the line, not a zero.
    expect(chart.series[0]?.points.find(({ t }) => t === '2026-11-08')).toEqual({ t: '2026-11-08', y: null });
  });

  test('a list tells closed days from days without a row', async () => {
    const { table } = await ask({ metric: 'revenue', period: { start: CLOSED, end: LOST }, over: 'day' });
    expect(table).toEqual([
      'Revenue per day',
      'Day | Revenue',
      'Wed, Oct 14 | closed',
      'Thu, Oct 15 | $100',
      'Fri, Oct 16 | $100',
      'Sat, Oct 17 | $200',
      'Sun, Oct 18 | closed',
      'Mon, Oct 19 | $100',
      'Tue, Oct 20 | no data',
    ]);
  });

  test('a long list says where it begins', async () => {
    const { table } = await ask({ metric: 'revenue', period: { start: FIRST, end: '2026-11-21' }, over: 'day' });
    expect(table?.[0]).toBe('Revenue per day, from Mon, Sep 21 on');
    expect(table).toHaveLength(2 + 62);
  });

  test('a split has shares that add up, and the other period where one was asked for', async () => {
    const { table, charts } = await ask({ metric: 'revenue', period: november, compare: october, by: 'product' });
    expect(table).toEqual([
      'Revenue by product',
      'Product | Revenue | Before | Share',
      'Cake | $1,890 | $1,140 | 69%',
      'Tea | $840 | $760 | 31%',
    ]);
    expect(charts[0]?.slice(0, 3)).toEqual([
      'before-after',
      'Cake had the highest revenue: $1,890',
      'Revenue by product, Nov 1 - 21',
    ]);
  });

  test('averages and losses have no shares', async () => {
    const { table } = await ask({ metric: 'return_rate', period: november, by: 'product' });
    expect(table).toEqual(['Return rate by product', 'Product | Return rate', 'Cake | 8.6%', 'Tea | 0%']);
  });

  test('buttons fit: nothing to explain or to split where there is no number', async () => {
    expect((await ask({ metric: 'revenue', period: lastWeek })).buttons).toEqual([
      'Why did it change?',
      'By product',
      'What comes next?',
    ]);
    expect((await ask({ metric: 'orders', period: lastWeek })).buttons).toEqual([
      'Why did it change?',
      'What comes next?',
    ]);
    expect((await ask({ metric: 'revenue', period: { start: CLOSED, end: CLOSED } })).buttons).toEqual([
      'What comes next?',
    ]);
    expect((await ask({ metric: 'revenue', period: { start: '2026-01-01', end: '2026-01-31' } })).buttons).toEqual([]);
  });

  test('each number names its own rows and its own period', async () => {
    const { result } = await ask({ metric: 'revenue', filter: { product: 'Tea' }, period: lastWeek });
    const value = result.facts.find(({ label }) => label === 'Revenue');
    const before = result.facts.find(({ label }) => label === 'Revenue, before');
    const rowsOf = (period: typeof lastWeek) =>
      revenue
        .filter(({ dims, t }) => dims.product === 'Tea' && t >= period.start && t <= period.end)
        .map(({ row }) => [row, row]);
    expect(value?.source).toMatchObject({
      period: lastWeek,
      sources: [{ fileName: 'sales.csv', rows: rowsOf(lastWeek), rowCount: 6 }],
    });
    expect(before?.source).toMatchObject({ sources: [{ rows: rowsOf({ start: '2026-11-02', end: '2026-11-08' }) }] });
    expect(result.working).toMatchObject({
      sources: [{ rowCount: 12 }],
      leftOut: ['1 day of the period without business has no value and counts as closed, not as zero.'],
    });
  });
});

describe('what cannot be answered is said in words', () => {
  test.each([
    [{ metric: 'profits' }, 'There is no metric called “profits”.'],
    [{ metric: 'revenue', by: 'floor' }, 'Your data is not split by floor.'],
    [{ metric: 'orders', by: 'product' }, 'Your data does not split Orders by product.'],
    [{ metric: 'orders', filter: { product: 'Tea' } }, 'Your data does not split Orders by product.'],
  ])('%o', async (input, message) => {
    await expect(ask(input)).rejects.toMatchObject({
      name: 'UserError',
      message,
      advice: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });
});
