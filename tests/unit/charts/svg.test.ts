import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../../src/charts/render-svg.ts';
import { toVegaLite } from '../../../src/charts/to-vega-lite.ts';
import type { ChartSpec, ChartTheme } from '../../../src/contracts/chart.ts';
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
    'a highlight outside': { ...SAMPLES.trend, highlight: { start: '2020-01-01', end: '2020-01-07', label: 'old' } },
  };

  it.each(Object.entries(odd))('%s is drawn', async (_, spec) => {
    for (const width of [390, 720]) expectSound(await draw(spec, { width }));
  });

  const nothing: Record<string, ChartSpec> = {
    'no series': { ...SAMPLES.trend, series: [] },
    'no points': trendOf([]),
    'all closed': trendOf([null, null]),
    'no bars': { ...SAMPLES.bars, bars: [] },
    'no rows': { ...SAMPLES.beforeAfter, rows: [] },
    'no forecast and no past': { ...SAMPLES.forecast, history: [], forecast: [] },
    'a total that is no number': { ...SAMPLES.waterfall, to: { label: 'x', value: Number.NaN } },
  };

  it.each(Object.entries(nothing))('%s: says there is nothing to draw', (_, spec) => {
    expect(() => toVegaLite(spec, STYLE)).toThrow(UserError);
    expect(() => toVegaLite(spec, STYLE)).toThrow('no numbers to draw');
  });

  it('calls a wrong date our own mistake', () => {
    const points = [{ t: '12/31/2026', y: 1 }];
    const spec: ChartSpec = { ...SAMPLES.trend, series: [{ label: 'S', points }] };
    expect(() => toVegaLite(spec, STYLE)).toThrow(expect.objectContaining({ code: 'chart-date' }));
  });
});
