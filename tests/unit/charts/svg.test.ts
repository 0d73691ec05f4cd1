import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../../src/charts/render-svg.ts';
import { toVegaLite } from '../../../src/charts/to-vega-lite.ts';
import type { ChartSpec, ChartTheme, ResponseChart } from '../../../src/contracts/chart.ts';
import { UserError } from '../../../src/contracts/errors.ts';
import { dates, SAMPLES, STYLE, trendOf } from './samples.ts';

const draw = (spec: ChartSpec, style: Partial<typeof STYLE> = {}) =>
  renderSvg(toVegaLite(spec, { ...STYLE, ...style }), spec.alt);

/** All text of a picture, as written. */
function readTexts(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((m) => m[1] ?? '');
}

/** Every coordinate of a path or a transform is a number: NaN and Infinity would draw nothing. */
function expectSound(svg: string) {
  expect(svg).toMatch(/^<svg .*<\/svg>$/s);
  expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
}

describe.each(Object.entries(SAMPLES))('%s', (_, spec) => {
  it.each<[ChartTheme, number]>([
    ['light', 720],
    ['dark', 720],
    ['light', 390],
    ['dark', 390],
  ])('draws its title in %s at %i', async (theme, width) => {
    const svg = await draw(spec, { theme, width });
    expectSound(svg);
    expect(svg).toContain(`width="${width}"`);
    expect(readTexts(svg).join(' ')).toContain(spec.title);
  });

  it('carries its alt text and refers to nothing outside', async () => {
    const svg = await draw(spec);
    expect(svg).toContain(`role="img" aria-label="${spec.alt}"`);
    expect(svg).not.toMatch(/href|<image|<script|<foreignObject|url\((?!#)/i);
    expect(svg.replace(/xmlns(:xlink)?="[^"]*"/g, '')).not.toMatch(/https?:/);
  });

  it('makes the same spec from the same chart', () => {
    expect(toVegaLite(spec, STYLE)).toEqual(toVegaLite(spec, STYLE));
  });
});

describe('what stands in the picture', () => {
  it('labels the peak of the forecast and the goal, and the last value where it does not stand beside the peak', async () => {
    const texts = readTexts(await draw(SAMPLES.forecast));
    expect(texts).not.toContain('$1,180');
    const { forecast } = SAMPLES.forecast;
    const late = forecast.map((step, i) =>
      i < forecast.length - 1 ? step : { ...step, y: 1500, high80: 1600, high95: 1700 },
    );
    expect(readTexts(await draw({ ...SAMPLES.forecast, forecast: late }, { width: 1400 }))).toContain('$1,180');
    expect(texts).toContain('$1,340 · Sat, Nov 21');
    expect(texts).toContain('Goal $1,100');
    expect(texts).toEqual(expect.arrayContaining(['Forecast', '80% range', '95% range', 'Thanksgiving']));
  });

  it('writes axis, dates and values the German way', async () => {
    const texts = readTexts(await draw(SAMPLES.forecast, { locale: 'de-DE', currency: 'EUR' })).map((t) =>
      t.replace(/\u00a0/g, ' '),
    );
    expect(texts).toEqual(expect.arrayContaining(['1000 €', '0 €', '1.340 € · Sa., 21. Nov.', '19. Okt.']));
  });

  it('shades the highlight and names it', async () => {
    const texts = readTexts(await draw(SAMPLES.trend));
    expect(texts).toEqual(expect.arrayContaining(['Last week', 'Usual range', 'Columbus Day', 'From sales.csv']));
  });

  it('writes a sign with every step of a waterfall and says where a cut scale starts', async () => {
    const texts = readTexts(await draw(SAMPLES.waterfall));
    expect(texts).toEqual(expect.arrayContaining(['−$1,240', '+$310', '$9,820', '$8,890']));
    expect(texts.join(' ')).toMatch(/The scale starts at \$[\d,]+, not at zero/);
  });

  it('says when a line does not start at zero', async () => {
    expect(readTexts(await draw(trendOf([900, 920, 950, 930]))).join(' ')).toContain('not at zero');
    expect(readTexts(await draw(trendOf([100, 920, 950, 930]))).join(' ')).not.toContain('not at zero');
  });

  it('draws at most 20 bars, the accented one among them, and says so', async () => {
    const bars = Array.from({ length: 30 }, (_, i) => ({ label: `m${i}`, value: 100 - i, accent: i === 27 }));
    const texts = readTexts(await draw({ ...SAMPLES.bars, bars }));
    expect(texts).toContain('m27');
    expect(texts).not.toContain('m19');
    expect(texts.join(' ')).toContain('20 of 30 are drawn');
  });

  it('folds the smallest steps of a long waterfall into one that adds up', async () => {
    const steps = Array.from({ length: 14 }, (_, i) => ({ label: `s${i}`, delta: 10 * (i + 1) }));
    const texts = readTexts(
      await draw({ ...SAMPLES.waterfall, from: { label: 'a', value: 100 }, steps, to: { label: 'b', value: 1150 } }),
    );
    // The five smallest: 10 + 20 + 30 + 40 + 50.
    expect(texts).toEqual(expect.arrayContaining(['5 smaller changes', '+$150', '$1,150']));
  });
});

describe('a plan in the picture', () => {
  const tidy = (texts: string[]) => texts.map((t) => t.replace(/\u00a0/g, ' '));
  const texts = async (spec: ChartSpec, style: Partial<typeof STYLE> = {}) => tidy(readTexts(await draw(spec, style)));

  it('names items, deliveries, safety stock, what is short, and when it would be gone', async () => {
    expect(await texts(SAMPLES.stock)).toEqual(
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
    expect(await texts({ ...SAMPLES.stock, panels: [plain] })).toContain('Runs out Tue, Nov 24');
    expect((await texts({ ...SAMPLES.stock, panels: [{ ...oat, short: [] }] })).join('\n')).not.toMatch(
      /Runs out|short$/m,
    );
  });

  it('adds up deliveries of one day', async () => {
    const arrivals = [1, 2.5].map((quantity) => ({ t: '2026-11-25', quantity }));
    expect(await texts({ ...SAMPLES.stock, panels: [{ ...SAMPLES.stock.panels[0], arrivals }] })).toContain('+3.5 L');
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
    expect(await texts(SAMPLES.roster)).toEqual(
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
    const drawn = await texts({ ...SAMPLES.roster, rows } as ChartSpec, { width: 360 });
    expect(drawn.filter((t) => t === '11–19')).toHaveLength(14);
    expect(drawn.join(' ')).toContain('Wed, Nov 25: 1 barista 11–19, 1 kitchen 7–15');
  });

  it('draws only blocks where no text fits, and says where the hours are', async () => {
    const rows = Array.from({ length: 34 }, (_, i) => ({ ...SAMPLES.roster.rows[0], label: `Person ${i}` }));
    const spec: ChartSpec = { ...SAMPLES.roster, days: dates(16, 1, '2026-11-23'), rows };
    const all = await texts(spec, { width: 360 });
    expect(all).not.toContain('7–15');
    const drawn = all.join(' ');
    expect(drawn).toContain('30 of 34 people are drawn');
    expect(drawn).toContain('14 of 16 days are drawn');
    expect(drawn).toContain('hours of each shift are in the table');
  });

  it('says what each channel gets today and in the plan', async () => {
    expect(await texts(SAMPLES.response)).toEqual(
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
    expect((await texts({ ...SAMPLES.response, curves: [first, large] })).join(' ')).toContain('scale of its own');
    expect((await texts(SAMPLES.response)).join(' ')).not.toContain('scale of its own');
  });

  it('writes prices with their cents, an unchanged one once, and marks one never tried', async () => {
    const rows = [
      { label: 'Latte', before: 4.4, after: 4.65, mark: 'untried' as const },
      { label: 'Catering', before: 120, after: 125 },
      { label: 'Tea', before: 2.9, after: 2.9 },
    ];
    const drawn = await texts({ ...SAMPLES.beforeAfter, rows });
    expect(drawn).toEqual(expect.arrayContaining(['$4.40', '$4.65*', '$120', '$125', '* Not tried before.']));
    // Each label with a halo is written twice: the halo, then the letters.
    expect(drawn.filter((t) => t === '$4.40')).toHaveLength(2);
    expect(drawn.filter((t) => t === '$2.90')).toHaveLength(2);
  });
});

describe('hostile text', () => {
  const hostile = '<script>alert(1)</script>\n"\'&{{x}} datum.y url(http://e.test/x) =1+1 \u0000\u202e]]>';
  const specs: ChartSpec[] = [
    { ...SAMPLES.trend, title: hostile, subtitle: hostile, footnote: hostile, alt: hostile },
    { ...SAMPLES.trend, series: [{ label: hostile, points: SAMPLES.trend.series[0].points }] },
    { ...SAMPLES.trend, events: [{ t: '2026-10-01', label: hostile }] },
    { ...SAMPLES.forecast, label: hostile, target: { value: 900, label: hostile } },
    { ...SAMPLES.bars, bars: [{ label: hostile, value: 1 }] },
    { ...SAMPLES.waterfall, steps: [{ label: hostile, delta: -930 }] },
    { ...SAMPLES.beforeAfter, beforeLabel: hostile, rows: [{ label: hostile, before: 1, after: 2 }] },
    {
      ...SAMPLES.stock,
      panels: [
        {
          ...SAMPLES.stock.panels[0],
          label: hostile,
          unit: hostile,
          without: { label: hostile, points: SAMPLES.stock.panels[0].points },
        },
      ],
    },
    {
      ...SAMPLES.roster,
      rows: [
        {
          label: hostile,
          group: hostile,
          total: hostile,
          cells: [{ day: '2026-11-23', label: hostile, tone: 'work', role: hostile }],
        },
        ...SAMPLES.roster.rows,
      ],
      gaps: [{ day: '2026-11-24', label: hostile }],
    },
    {
      ...SAMPLES.response,
      spendLabel: hostile,
      resultLabel: hostile,
      curves: [{ ...SAMPLES.response.curves[0], label: hostile }],
    },
  ];

  it.each(specs)('is shown as text: %#', async (spec) => {
    const svg = await draw(spec);
    expectSound(svg);
    expect(svg).not.toContain('<script');
    expect([...svg].some((c) => c === '\u0000' || c === '\u202e')).toBe(false);
  });

  it('is never part of an expression, a signal or a title', () => {
    for (const spec of specs) {
      const { layer, title } = JSON.parse(JSON.stringify(toVegaLite(spec, STYLE)));
      expect(title).toBeUndefined();
      for (const { data: _, ...rest } of layer) expect(JSON.stringify(rest)).not.toMatch(/alert|http/);
    }
  });

  it('cuts a long name to 28 characters', async () => {
    const texts = readTexts(await draw({ ...SAMPLES.bars, bars: [{ label: 'n'.repeat(200), value: 3 }] }));
    expect(texts).toContain(`${'n'.repeat(27)}…`);
  });
});

describe('odd data', () => {
  const onePanel = (stock: readonly number[]): ChartSpec => ({
    ...SAMPLES.stock,
    panels: [
      {
        label: 'Milk',
        unit: 'L',
        points: dates(stock.length).map((t, i) => ({ t, stock: stock[i] ?? 0 })),
        arrivals: [],
      },
    ],
  });
  const oneCurve = (points: ResponseChart['curves'][number]['points']): ChartSpec => ({
    ...SAMPLES.response,
    curves: [{ label: 'a', points, plan: { spend: 0, result: 0 }, triedUpTo: 2 }],
  });
  const odd: Record<string, ChartSpec> = {
    'one point': trendOf([5]),
    'points apart': trendOf([5, null, 6, null, 7]),
    'all equal': trendOf([5, 5, 5, 5]),
    'all zero': trendOf([0, 0, 0]),
    negative: trendOf([-5, -900, -3]),
    'mixed signs': trendOf([-5, 900, -300]),
    huge: trendOf([1e12, 3e12, 2e12]),
    tiny: trendOf([0.0003, 0.0001]),
    '5,000 points': trendOf(Array.from({ length: 5000 }, (_, i) => 100 + (i % 37))),
    'not a number among numbers': trendOf([1, Number.NaN, 3, Number.POSITIVE_INFINITY, 2]),
    'only a forecast': { ...SAMPLES.forecast, history: [] },
    'only a past': { ...SAMPLES.forecast, forecast: [] },
    'no steps': { ...SAMPLES.waterfall, steps: [], to: { label: 'x', value: 9820 } },
    'zero waterfall': { ...SAMPLES.waterfall, from: { label: 'a', value: 0 }, steps: [], to: { label: 'b', value: 0 } },
    'losses in a waterfall': {
      ...SAMPLES.waterfall,
      from: { label: 'a', value: 100 },
      steps: [{ label: 's', delta: -300 }],
      to: { label: 'b', value: -200 },
    },
    'zero bars': { ...SAMPLES.bars, bars: [{ label: '', value: 0 }] },
    'negative bars': { ...SAMPLES.bars, bars: [-3, -1, -2].map((value) => ({ label: `${value}`, value })) },
    percent: { ...SAMPLES.bars, unit: 'percent', bars: [{ label: 'a', value: 0.0004 }] },
    'equal rows': { ...SAMPLES.beforeAfter, rows: [{ label: 'a', before: 0, after: 0 }] },
    'an event on every day': {
      ...SAMPLES.trend,
      events: dates(60).map((t, i) => ({ t, label: `A rather long event name ${i}` })),
    },
    'one point of stock': onePanel([5]),
    'no stock at all': onePanel([0, 0, 0]),
    'stock below zero': onePanel([4, -3, -8]),
    'huge stock': onePanel([1e15, 3e15]),
    'tiny stock': onePanel([0.0001, 0.0003]),
    'stock that is no number': onePanel([Number.NaN, 3, Number.POSITIVE_INFINITY]),
    'a year of stock': onePanel(Array.from({ length: 365 }, (_, i) => i % 30)),
    'a delivery every day, some of them nonsense': {
      ...SAMPLES.stock,
      panels: [
        {
          ...SAMPLES.stock.panels[0],
          arrivals: dates(30, 1, '2026-11-20').map((t, i) => ({ t, quantity: i % 5 === 0 ? Number.NaN : i - 3 })),
          floor: Number.NaN,
          range: [{ t: '2026-11-23', low: Number.NaN, high: 4 }],
          without: { label: '', points: [] },
        },
      ],
    },
    'nine panels': { ...SAMPLES.stock, panels: Array.from({ length: 9 }, () => SAMPLES.stock.panels[0]) },
    'a roster of one person without shifts': {
      ...SAMPLES.roster,
      days: ['2026-11-23'],
      rows: [{ label: '', cells: [] }],
      gaps: [],
    },
    'shifts on other days, many on one, nameless': {
      ...SAMPLES.roster,
      rows: [
        {
          label: 'ナターシャ・アレクサンドロヴナ・コンスタンチノーポリスカヤ',
          cells: [
            { day: '2020-01-01', label: 'x', tone: 'work' },
            ...Array.from({ length: 9 }, (_, i) => ({
              day: '2026-11-24',
              label: i === 0 ? '' : '06:30 until 14:45 or later',
              tone: 'work' as const,
              role: `r${i}`,
            })),
          ],
        },
      ],
      gaps: Array.from({ length: 40 }, (_, i) => ({ day: '2026-11-25', label: `${i} extraordinarily-long-role-name` })),
    },
    'one point of a curve': oneCurve([{ spend: 0, result: 0 }]),
    'a curve of nothing': oneCurve([]),
    'huge spend': oneCurve([{ spend: 1e14, result: 1e15 }]),
    'a negative result': oneCurve([
      { spend: 0, result: -5 },
      { spend: 10, result: -9 },
    ]),
    'a curve that is no number': oneCurve([
      { spend: Number.NaN, result: 1 },
      { spend: 5, result: Number.POSITIVE_INFINITY, low: Number.NaN, high: 3 },
      { spend: -4, result: 2 },
      { spend: 4, result: 2, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
    ]),
    'nine curves': { ...SAMPLES.response, curves: Array.from({ length: 9 }, () => SAMPLES.response.curves[0]) },
    'a highlight outside': { ...SAMPLES.trend, highlight: { start: '2020-01-01', end: '2020-01-07', label: 'old' } },
  };

  it.each(Object.entries(odd))('%s is drawn', async (_, spec) => {
    for (const width of [320, 390, 720, 1200]) expectSound(await draw(spec, { width }));
  });

  const nothing: Record<string, ChartSpec> = {
    'no series': { ...SAMPLES.trend, series: [] },
    'no points': trendOf([]),
    'all closed': trendOf([null, null]),
    'no bars': { ...SAMPLES.bars, bars: [] },
    'no rows': { ...SAMPLES.beforeAfter, rows: [] },
    'no forecast and no past': { ...SAMPLES.forecast, history: [], forecast: [] },
    'no panels': { ...SAMPLES.stock, panels: [] },
    'panels without stock': onePanel([Number.NaN]),
    'no people': { ...SAMPLES.roster, rows: [] },
    'no days': { ...SAMPLES.roster, days: [] },
    'no curves': { ...SAMPLES.response, curves: [] },
    'a plan that is no number': {
      ...SAMPLES.response,
      curves: [{ label: 'a', points: [], plan: { spend: Number.NaN, result: 1 } }],
    },
    'a total that is no number': { ...SAMPLES.waterfall, to: { label: 'x', value: Number.NaN } },
  };

  it.each(Object.entries(nothing))('%s: says there is nothing to draw', (_, spec) => {
    expect(() => toVegaLite(spec, STYLE)).toThrow(UserError);
    expect(() => toVegaLite(spec, STYLE)).toThrow('no numbers to draw');
  });

  it('calls a wrong date our own mistake', () => {
    const points = [{ t: '12/31/2026', y: 1 }];
    const spec: ChartSpec = { ...SAMPLES.trend, series: [{ label: 'S', points }] };
    const wrong: ChartSpec[] = [
      spec,
      { ...SAMPLES.stock, panels: [{ label: 'M', unit: '', points: [{ t: 'soon', stock: 1 }], arrivals: [] }] },
      { ...SAMPLES.roster, days: ['soon'] },
    ];
    for (const each of wrong)
      expect(() => toVegaLite(each, STYLE)).toThrow(expect.objectContaining({ code: 'chart-date' }));
  });
});
