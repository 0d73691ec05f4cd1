import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLOSED, FIRST, LOST, lastWeek, november, october, openShop, revenue } from './ask-metric-support.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
const ask = (input: Record<string, unknown>) => shop.ask(input);
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop?.database.close());

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
