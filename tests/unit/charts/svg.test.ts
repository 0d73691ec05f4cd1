import { describe, expect, it } from 'vitest';
import { toVegaLite } from '../../../src/charts/to-vega-lite.ts';
import type { ChartSpec, ChartTheme } from '../../../src/contracts/chart.ts';
import { draw, expectSound, readTexts } from './draw-svg.ts';
import { SAMPLES, STYLE, trendOf } from './samples.ts';

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

describe('hostile text', () => {
  const hostile = '<script>alert(1)</script>\n"\'&{{x}} datum.y url(http://e.test/x) =1+1 \u0000\u202e]]>';
  const specs: ChartSpec[] = [
    { ...SAMPLES.trend, title: hostile, subtitle: hostile, footnote: hostile, alt: hostile },
    { ...SAMPLES.trend, series: [{ label: hostile, points: SAMPLES.trend.series[0].points }] },
    { ...SAMPLES.trend, events: [{ t: '2026-10-01', label: hostile }] },
    { ...SAMPLES.forecast, label: hostile, target: { value: 900, label: hostile } },
    { ...SAMPLES.forecast, events: [{ t: '2026-11-20', label: hostile, kind: 'closed' }] },
    {
      ...SAMPLES.decomposition,
      label: hostile,
      parts: [
        { label: hostile, hint: hostile, points: [{ t: '2026-09-14', y: 3, future: false, label: hostile }] },
        { label: hostile, shape: 'bars', profile: [{ label: hostile, value: 3 }] },
      ],
    },
    {
      ...SAMPLES.scenarios,
      label: hostile,
      scenarios: SAMPLES.scenarios.scenarios.map((line) => ({ ...line, label: hostile, note: hostile })),
    },
    { ...SAMPLES.backtest, label: hostile },
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
