import { describe, expect, it } from 'vitest';
import { toVegaLite } from '../../../src/charts/to-vega-lite.ts';
import type { ChartSpec, DecompositionPart, ResponseChart } from '../../../src/contracts/chart.ts';
import { UserError } from '../../../src/contracts/errors.ts';
import { draw, expectSound } from './draw-svg.ts';
import { dates, SAMPLES, STYLE, trendOf } from './samples.ts';

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
  const apart = (values: readonly (number | null)[], rest: DecompositionPart[] = []): ChartSpec => {
    const points = dates(values.length).map((t, i) => ({ t, y: values[i] ?? null, future: i > values.length * 0.8 }));
    return {
      ...SAMPLES.decomposition,
      values: points,
      parts: [{ label: 'Trend', level: true, points }, { label: 'L', points }, ...rest],
    };
  };
  const ways = (...lines: (readonly number[])[]): ChartSpec => ({
    ...SAMPLES.scenarios,
    scenarios: lines.map((values, k) => ({
      label: `A way of doing it that has a long name ${k}`,
      note: 'And a long note that says what it comes to in all',
      points: dates(values.length, 1, '2026-11-16').map((t, i) => ({ t, y: values[i] ?? 0, low80: -9, high80: 9 })),
    })),
  });
  const checked = (n: number, steps: number, values: (i: number) => number | null): ChartSpec => ({
    ...SAMPLES.backtest,
    actual: dates(n + steps + 1).map((t, i) => ({ t, y: values(i) })),
    forecasts: dates(n).map((madeOn, k) => ({
      madeOn,
      points: dates(n + steps + 1)
        .slice(k + 1, k + 1 + steps)
        .map((t, i) => ({ t, y: values(k + i) ?? 0, low80: -1, high80: 5 })),
    })),
  });
  const odd: Record<string, ChartSpec> = {
    'a decomposition of one point': apart([5]),
    'a decomposition of zeros': apart(
      [0, 0, 0],
      [{ label: 'W', shape: 'bars', profile: [{ label: 'Mon', value: 0 }] }],
    ),
    'a decomposition of losses': apart([-5, -900, null, -3]),
    'a decomposition of the huge and the tiny': apart(
      [1e300, 1e-300, 3],
      [{ label: 'Y', shape: 'curve', profile: [{ label: 'Jan', value: 1e-12 }] }],
    ),
    'a decomposition of no numbers': apart([1, Number.NaN, Number.POSITIVE_INFINITY, 2], [{ label: 'n', points: [] }]),
    'a decomposition of two years': apart(Array.from({ length: 730 }, (_, i) => 100 + (i % 7))),
    'a decomposition that is all ahead': {
      ...SAMPLES.decomposition,
      values: dates(5).map((t) => ({ t, y: 4, future: true })),
      parts: [],
    },
    'a profile of 53 weeks and one of one': apart(
      [1, 2],
      [
        {
          label: 'Y',
          shape: 'curve',
          profile: Array.from({ length: 53 }, (_, i) => ({ label: `Week ${i}`, value: i })),
        },
        { label: 'Z', shape: 'curve', profile: [{ label: '', value: -1 }] },
      ],
    ),
    'parts that are named on every day': apart(
      [1, 2, 3],
      [
        {
          label: 'H',
          points: dates(300).map((t, i) => ({ t, y: i % 9 ? 0 : i, future: i > 200, label: `Long name ${i}` })),
        },
      ],
    ),
    'scenarios of one point': ways([5], [6]),
    'scenarios of different lengths and signs': ways([1, -2, 3], [4], [-1e12, 1e12], [0, 0]),
    'scenarios without a past': { ...SAMPLES.scenarios, history: [] },
    'scenarios of a year': ways(
      Array.from({ length: 365 }, (_, i) => i % 7),
      Array.from({ length: 365 }, (_, i) => i % 5),
    ),
    'one scenario, with holes and nonsense': {
      ...SAMPLES.scenarios,
      scenarios: [
        {
          label: '',
          points: [
            { t: '2026-11-16', y: Number.NaN },
            { t: '2026-11-17', y: 3, low80: Number.NaN, high80: 4 },
            { t: '2026-12-24', y: 3 },
          ],
        },
      ],
    },
    'one forecast of the past': checked(1, 1, () => 3),
    'forecasts of the past over closed days': checked(9, 4, (i) => (i % 3 ? i : null)),
    'a forecast of the past for each day of a year': checked(365, 1, (i) => i % 7),
    'long forecasts of the past': checked(3, 365, (i) => -i),
    'forecasts of the past of no numbers': checked(4, 3, (i) => (i % 2 ? Number.NaN : 1e300)),
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
    'nothing to take apart': { ...SAMPLES.decomposition, values: [] },
    'only parts': { ...SAMPLES.decomposition, values: [{ t: '2026-09-14', y: null, future: false }] },
    'no scenarios': { ...SAMPLES.scenarios, scenarios: [{ label: 'a', points: [] }] },
    'no forecasts of the past': { ...SAMPLES.backtest, forecasts: [{ madeOn: '2026-09-14', points: [] }] },
    'nothing that came': { ...SAMPLES.backtest, actual: [] },
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
      { ...SAMPLES.decomposition, values: [{ t: 'soon', y: 1, future: false }] },
      { ...SAMPLES.scenarios, scenarios: [{ label: 'a', points: [{ t: 'soon', y: 1 }] }] },
      { ...SAMPLES.backtest, forecasts: SAMPLES.backtest.forecasts.map((f) => ({ ...f, madeOn: 'soon' })) },
    ];
    for (const each of wrong)
      expect(() => toVegaLite(each, STYLE)).toThrow(expect.objectContaining({ code: 'chart-date' }));
  });
});
