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
