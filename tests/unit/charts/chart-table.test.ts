import { describe, expect, it } from 'vitest';
import { chartTable } from '../../../src/charts/chart-table.ts';
import type { ChartSpec } from '../../../src/contracts/chart.ts';
import { SAMPLES } from './samples.ts';

const US = { locale: 'en-US', currency: 'USD' };
const plain = (rows: readonly (readonly string[])[]) =>
  rows.map((r) => r.map((c) => c.replace(/[\u00a0\u202f]/g, ' ')));

describe('chartTable', () => {
  it('has every number of a trend, with its usual range and events', () => {
    const table = chartTable(SAMPLES.trend, US);
    expect(table.title).toBe('Sales fell last week');
    expect(table.columns.map((c) => c.label)).toEqual(['Date', 'Revenue', 'Usual, from', 'Usual, to', 'Event']);
    expect(table.rows).toHaveLength(63);
    expect(table.rows[0]).toEqual(['Mon, Sep 14, 2026', '$640', '–', '–', '']);
    expect(table.rows[1]?.[1]).toBe('–');
    expect(table.rows[28]).toEqual(['Mon, Oct 12, 2026', '$640', '–', '–', 'Columbus Day']);
    expect(table.rows[56]).toEqual(['Mon, Nov 9, 2026', '$640', '$600', '$1,300', '']);
  });

  it('has past, forecast, both ranges and the goal', () => {
    const table = chartTable(SAMPLES.forecast, US);
    expect(table.columns.map((c) => c.label)).toEqual([
      'Date',
      'Revenue',
      'Forecast',
      '80% from',
      '80% to',
      '95% from',
      '95% to',
      'Goal',
      'Event',
    ]);
    expect(table.rows).toHaveLength(77);
    expect(table.rows[63]).toEqual(['Mon, Nov 16, 2026', '–', '$640', '$560', '$720', '$490', '$790', '$1,100', '']);
  });

  it('has the 50% range where there is one', () => {
    const spec: ChartSpec = {
      ...SAMPLES.forecast,
      forecast: SAMPLES.forecast.forecast.map((f) => ({ ...f, low50: f.y - 40, high50: f.y + 40 })),
    };
    const table = chartTable(spec, US);
    expect(table.columns.map((c) => c.label).slice(2, 5)).toEqual(['Forecast', '50% from', '50% to']);
    expect(table.rows[63]?.slice(2, 6)).toEqual(['$640', '$600', '$680', '$560']);
  });

  it('has each part of a decomposition by date, then what repeats', () => {
    const table = chartTable(SAMPLES.decomposition, US);
    expect(table.columns.map((c) => c.label)).toEqual([
      'When',
      'Kind',
      'Revenue',
      'Trend',
      'Holidays',
      'What is left',
      'Event',
      'Adds',
    ]);
    expect(table.rows).toHaveLength(70 + 6 + 3);
    expect(table.rows[2]).toEqual(['Wed, Sep 16, 2026', 'Past', '$702', '$852', '$0', '$0', '', '–']);
    expect(table.rows[28]).toEqual(['Mon, Oct 12, 2026', 'Past', '$500', '$878', '-$180', '+$12', 'Columbus Day', '–']);
    expect(table.rows[70]).toEqual(['Mon', 'Day of the week', '–', '–', '–', '–', '', '-$210']);
    expect(table.rows[74]?.at(-1)).toBe('+$490');
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
    expect(table.rows[69]?.slice(0, 2)).toEqual(['Sun, Nov 22, 2026', 'Forecast']);
  });

  it('has a column for each scenario, with a range for those that have one', () => {
    const table = chartTable(SAMPLES.scenarios, US);
    expect(table.columns.map((c) => c.label)).toEqual([
      'Date',
      'Revenue',
      'As planned',
      'As planned: 80% from',
      'As planned: 80% to',
      'With the promotion',
      'Event',
    ]);
    expect(table.rows).toHaveLength(77);
    expect(table.rows[73]).toEqual(
      ['Thu, Nov 26, 2026', '–', '$760', '$680', '$840', '$830', 'Thanksgiving'].map(String),
    );
  });

  it('has what was forecast beside what came', () => {
    const table = chartTable(SAMPLES.backtest, US);
    expect(table.columns.map((c) => c.label)).toEqual([
      'Date',
      'What came',
      'Known up to',
      'Forecast',
      '80% from',
      '80% to',
      'Inside the range',
    ]);
    expect(table.rows[0]).toEqual(['Mon, Sep 14, 2026', '$640', '–', '–', '–', '–', '–']);
    const monday = table.rows.find((row) => row[0] === 'Mon, Oct 26, 2026');
    expect(monday).toEqual(['Mon, Oct 26, 2026', '$640', 'Sun, Oct 25, 2026', '$760', '$680', '$840', 'No']);
    expect(table.rows.filter((row) => row.at(-1) === 'No')).toHaveLength(6);
    expect(table.rows.filter((row) => row.at(-1) === 'Yes')).toHaveLength(18);
  });

  it('keeps bars that are given in an order in it, as all others', () => {
    const bars = [3, 9, 5].map((value) => ({ label: `$${value}`, value }));
    expect(chartTable({ ...SAMPLES.bars, order: 'given', bars }, US).rows.map((r) => r[0])).toEqual(['$3', '$9', '$5']);
  });

  it('writes bars in full, cents below a hundred only', () => {
    const bars = [1234567.8, 99.5, 12, -0.05].map((value) => ({ label: 'n'.repeat(40), value }));
    expect(chartTable({ ...SAMPLES.bars, bars }, US).rows.map((r) => r[1])).toEqual([
      '$1,234,568',
      '$99.50',
      '$12',
      '-$0.05',
    ]);
    expect(chartTable({ ...SAMPLES.bars, bars }, US).rows[0]?.[0]).toHaveLength(40);
  });

  it('adds a waterfall up', () => {
    expect(chartTable(SAMPLES.waterfall, US).rows).toEqual([
      ['Week before', '–', '$9,820'],
      ['Fewer visitors', '-$1,240', '$8,580'],
      ['Higher prices', '+$310', '$8,890'],
      ['Last week', '–', '$8,890'],
    ]);
  });

  it('has the change of each row', () => {
    const table = chartTable(SAMPLES.beforeAfter, { locale: 'de-DE', currency: 'EUR' });
    expect(plain(table.rows)).toEqual([
      ['Old Town', '1.010 €', '1.240 €', '+230 €'],
      ['Kiosk', '340 €', '310 €', '-30 €'],
    ]);
  });

  it('writes units and other grains', () => {
    const percent: ChartSpec = { ...SAMPLES.bars, unit: 'percent', bars: [{ label: 'a', value: 0.1234 }] };
    expect(chartTable(percent, US).rows[0]?.[1]).toBe('12.3%');
    const hours: ChartSpec = { ...SAMPLES.bars, unit: 'hours', bars: [{ label: 'a', value: 7.5 }] };
    expect(chartTable(hours, US).rows[0]?.[1]).toBe('7.5h');
    const months: ChartSpec = {
      ...SAMPLES.trend,
      unit: 'other',
      grain: 'month',
      series: [{ label: 'S', points: [{ t: '2026-06-01', y: 0.0003 }] }],
      events: [],
      expected: [],
    };
    expect(chartTable(months, US).rows).toEqual([['June 2026', '0.0003']]);
  });

  it('has a row for each item and day of a stock', () => {
    const table = chartTable(SAMPLES.stock, US);
    expect(table.columns.map((c) => c.label)).toEqual([
      'Item',
      'Date',
      'Delivery',
      'Expected use',
      'Short',
      'Stock',
      '80% from',
      '80% to',
      'Without an order',
      'Safety stock',
    ]);
    expect(table.rows).toHaveLength(14);
    expect(table.rows[0]).toEqual(['Milk, L', 'Mon, Nov 23, 2026', '–', '16', '–', '48', '20', '70', '48', '12']);
    expect(table.rows[2]?.slice(2, 6)).toEqual(['72', '–', '–', '86']);
    expect(table.rows[8]).toEqual([
      'Oat drink, cartons',
      'Tue, Nov 24, 2026',
      '–',
      '–',
      '1.5',
      '0',
      '–',
      '–',
      '–',
      '–',
    ]);
  });

  it('is the roster itself, with what its colours say in words', () => {
    const table = chartTable(SAMPLES.roster, { locale: 'de-DE', currency: 'EUR' });
    expect(table.columns.map((c) => c.label).slice(0, 4)).toEqual(['Name', 'Group', 'Mo., 23. Nov.', 'Di., 24. Nov.']);
    expect(table.rows.map((r) => r.slice(0, 6))).toEqual([
      ['Maya Okafor', 'Harbor', '7–15 (lead)', '7–15 (lead, overtime)', 'Off', '–'],
      ['Tom Brandt', 'Old Town', '11–19 (barista, changed)', 'Sick (away)', '–', '11–19 (barista, missing)'],
      ['Not covered', '', '–', '–', '1 barista 11–19; 1 kitchen 7–15', '–'],
    ]);
    expect(table.rows[0]?.at(-1)).toBe('16 h');
  });

  it('has today, the plan and the points of each curve', () => {
    const table = chartTable(SAMPLES.response, US);
    expect(table.columns.map((c) => c.label)).toEqual([
      'Name',
      'What',
      'Spend a week',
      'Vouchers a week',
      '80% from',
      '80% to',
    ]);
    expect(table.rows[0]).toEqual(['Instagram', 'Today', '$120', '110', '–', '–']);
    expect(table.rows[1]).toEqual(['Instagram', 'Plan', '$210', '145', '–', '–']);
    expect(table.rows[3]).toEqual(['Instagram', 'Estimate', '$100', '100', '80', '120']);
    expect(table.rows[6]?.[1]).toBe('Never tried');
    expect(table.rows).toHaveLength(2 + 5 + 2 + 3);
  });

  it('notes values never tried', () => {
    const rows = [
      { label: 'Latte', before: 4.4, after: 4.65, mark: 'untried' as const },
      { label: 'Tea', before: 2.9, after: 2.9 },
    ];
    expect(chartTable({ ...SAMPLES.beforeAfter, rows }, US).rows).toEqual([
      ['Latte', '$4.40', '$4.65', '+$0.25', 'Not tried before'],
      ['Tea', '$2.90', '$2.90', '$0', ''],
    ]);
  });
});
