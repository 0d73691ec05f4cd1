import { describe, expect, it } from 'vitest';
import type { ChartSpec } from '../../../src/contracts/chart.ts';
import { draw, textsOf } from './draw-svg.ts';
import { dates, SAMPLES } from './samples.ts';

describe('a plan in the picture', () => {
  it('names items, deliveries, safety stock, what is short, and when it would be gone', async () => {
    expect(await textsOf(SAMPLES.stock)).toEqual(
      expect.arrayContaining([
        'Milk',
        'L',
        '+72 L',
        '+48 L',
        '+36 cartons',
        'Safety stock 12 L',
        'Without an order: gone Thu, Nov 26',
        '6.5 cartons short',
        '80% range',
      ]),
    );
  });

  it('calls a stock of nothing run out where nobody says what is short', async () => {
    const [, oat] = SAMPLES.stock.panels;
    const { short: _, ...plain } = oat;
    expect(await textsOf({ ...SAMPLES.stock, panels: [plain] })).toContain('Runs out Tue, Nov 24');
    expect((await textsOf({ ...SAMPLES.stock, panels: [{ ...oat, short: [] }] })).join('\n')).not.toMatch(
      /Runs out|short$/m,
    );
  });

  it('adds up deliveries of one day', async () => {
    const arrivals = [1, 2.5].map((quantity) => ({ t: '2026-11-25', quantity }));
    expect(await textsOf({ ...SAMPLES.stock, panels: [{ ...SAMPLES.stock.panels[0], arrivals }] })).toContain('+3.5 L');
  });

  it('keeps each panel to its own scale', async () => {
    const [milk] = SAMPLES.stock.panels;
    const large = { ...milk, points: milk.points.map((p) => ({ t: p.t, stock: 1000 * p.stock })) };
    const both = await draw({ ...SAMPLES.stock, panels: [large, milk] });
    const ys = [...both.matchAll(/<path[^>]* d="(M[^"]+)"[^>]*stroke-width="2\.2"/g)].map((m) =>
      [...(m[1] ?? '').matchAll(/,(-?[\d.]+)/g)].map((y) => Number(y[1])),
    );
    expect(ys).toHaveLength(2);
    const spread = ys.map((values) => Math.max(...values) - Math.min(...values));
    expect(spread[0]).toBeGreaterThan(40);
    expect(spread[1]).toBeGreaterThan(40);
  });

  it('writes shifts, groups, roles, totals and gaps', async () => {
    expect(await textsOf(SAMPLES.roster)).toEqual(
      expect.arrayContaining([
        'Harbor',
        'Old Town',
        'Maya Okafor',
        '7–15',
        '11–19',
        'Sick',
        'Off',
        '16 h',
        'lead',
        'barista',
        'Overtime',
        'Away',
        'Missing',
        'Changed',
        'Not covered',
        'Mon',
        'Nov 23',
      ]),
    );
  });

  it('keeps the shifts of fourteen people readable on a phone, and lists the gaps under them', async () => {
    const rows = Array.from({ length: 14 }, (_, i) => ({ ...SAMPLES.roster.rows[i % 2], label: `Person ${i}` }));
    const drawn = await textsOf({ ...SAMPLES.roster, rows } as ChartSpec, { width: 360 });
    expect(drawn.filter((t) => t === '11–19')).toHaveLength(14);
    expect(drawn.join(' ')).toContain('Wed, Nov 25: 1 barista 11–19, 1 kitchen 7–15');
  });

  it('draws only blocks where no text fits, and says where the hours are', async () => {
    const rows = Array.from({ length: 34 }, (_, i) => ({ ...SAMPLES.roster.rows[0], label: `Person ${i}` }));
    const spec: ChartSpec = { ...SAMPLES.roster, days: dates(16, 1, '2026-11-23'), rows };
    const all = await textsOf(spec, { width: 360 });
    expect(all).not.toContain('7–15');
    const drawn = all.join(' ');
    expect(drawn).toContain('30 of 34 people are drawn');
    expect(drawn).toContain('14 of 16 days are drawn');
    expect(drawn).toContain('hours of each shift are in the table');
  });

  it('says what each channel gets today and in the plan', async () => {
    expect(await textsOf(SAMPLES.response)).toEqual(
      expect.arrayContaining([
        '$120 → $210',
        '$80, as today',
        '↑ Vouchers a week',
        'Spend a week →',
        'More than ever tried',
        'Today',
        'Plan',
      ]),
    );
  });

  it('gives channels of very different size scales of their own, and says so', async () => {
    const [first] = SAMPLES.response.curves;
    const large = { label: 'Radio', points: [], plan: { spend: 9000, result: 4000 } };
    expect((await textsOf({ ...SAMPLES.response, curves: [first, large] })).join(' ')).toContain('scale of its own');
    expect((await textsOf(SAMPLES.response)).join(' ')).not.toContain('scale of its own');
  });

  it('writes prices with their cents, an unchanged one once, and marks one never tried', async () => {
    const rows = [
      { label: 'Latte', before: 4.4, after: 4.65, mark: 'untried' as const },
      { label: 'Catering', before: 120, after: 125 },
      { label: 'Tea', before: 2.9, after: 2.9 },
    ];
    const drawn = await textsOf({ ...SAMPLES.beforeAfter, rows });
    expect(drawn).toEqual(expect.arrayContaining(['$4.40', '$4.65*', '$120', '$125', '* Not tried before.']));
    // Each label with a halo is written twice: the halo, then the letters.
    expect(drawn.filter((t) => t === '$4.40')).toHaveLength(2);
    expect(drawn.filter((t) => t === '$2.90')).toHaveLength(2);
  });
});
