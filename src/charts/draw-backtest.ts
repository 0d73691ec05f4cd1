import type { BacktestChart } from '../contracts/chart.ts';
import { type CheckedForecast, chooseForecasts } from './choose-forecasts.ts';
import { drawPeriods } from './draw-backtest-periods.ts';
import { drawKey, type KeyEntry } from './draw-key.ts';
import { isInside } from './forecast-table.ts';
import { dayNumber } from './format-date.ts';
import { GRAIN_DAYS } from './grain-days.ts';
import type { Drawing, Page } from './page.ts';
import { ringLayer } from './shape-layers.ts';
import { type BandPoint, bandLayers, dotLayer, lineLayer, type Scales } from './time-layers.ts';
import { layOutTimePlot } from './time-plot.ts';
import { findLonePoints, readPoints, type SegmentPoint, splitSegments, thinPoints, typicalGap } from './time-points.ts';
import { type Layer, toPixel } from './vega-layers.ts';

/**
 * What came as a line in ink; what had been forecast from several moments of the past as thin lines in the accent with
 * their 80% range, and in the fall colour what came outside of it. Forecasts of one step each: see drawPeriods.
 */
export function drawBacktest(spec: BacktestChart, page: Page): Drawing {
  const all = checkForecasts(spec);
  const gap = typicalGap(
    readPoints(spec.actual).map((p) => p.day),
    GRAIN_DAYS[spec.grain],
  );
  const forecasts = chooseForecasts(all, gap, page);
  const single = forecasts.every(({ points }) => points.length === 1);
  const history = keepAround(spec, forecasts, page);
  const days = [...history, ...forecasts.flatMap((f) => f.points)].map((p) => p.day);
  const span = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))] as const;
  const actual = splitSegments(history, gap);
  const missed = listMissed(forecasts);
  const key = drawKey(listKey(spec.label, { single, missed: missed.length > 0 }, page), page);
  const plot = layOutTimePlot(
    {
      unit: spec.unit,
      grain: spec.grain,
      days: span,
      values: [...actual.map((p) => p.y), ...forecasts.flatMap((f) => f.points.flatMap((p) => [p.low, p.high, p.y]))],
      rightMargin: 0,
      from: key.bottom,
      flags: () => [],
    },
    page,
  );
  const marks = single
    ? drawPeriods(
        forecasts.flatMap((f) => f.points),
        actual,
        { plot, gap },
        page,
      )
    : drawRuns(forecasts, actual, missed, { plot, gap }, page);
  return {
    layers: [...key.layers, ...plot.layers, ...marks],
    texts: [...key.texts, ...plot.texts],
    bottom: plot.end,
    notes: [
      ...plot.notes,
      ...(forecasts.length < all.length
        ? [`${forecasts.length} of ${all.length} forecasts are drawn; the table has all of them.`]
        : []),
    ],
  };
}

function checkForecasts({ actual, forecasts }: BacktestChart): CheckedForecast[] {
  const came = new Map(actual.map((p) => [p.t, p.y]));
  return forecasts.map(({ madeOn, points }) => ({
    from: dayNumber(madeOn),
    known: came.get(madeOn) ?? null,
    points: points.map((p) => {
      const value = came.get(p.t) ?? null;
      return {
        day: dayNumber(p.t),
        y: p.y,
        low: p.low80,
        high: p.high80,
        came: value,
        inside: value === null || isInside(value, p),
      };
    }),
  }));
}

/** Points of what came before the first forecast, as a share of what was forecast; at least eight. */
const BEFORE = { narrow: 0.2, wide: 0.35 } as const;

function keepAround({ actual }: BacktestChart, forecasts: readonly CheckedForecast[], { look }: Page) {
  const all = readPoints(actual);
  const first = forecasts.reduce((least, f) => Math.min(least, f.from), Number.POSITIVE_INFINITY);
  const last = forecasts.reduce((most, f) => f.points.reduce((m, p) => Math.max(m, p.day), most), first);
  const before = all.filter((p) => p.day <= first);
  const checked = all.filter((p) => p.day > first && p.day <= last);
  const kept = Math.max(8, Math.round(checked.length * BEFORE[look.narrow ? 'narrow' : 'wide']));
  return [...before.slice(-kept), ...checked];
}

function listMissed(forecasts: readonly CheckedForecast[]): { day: number; y: number }[] {
  return forecasts.flatMap(({ points }) =>
    points.flatMap(({ day, came, inside }) => (came === null || inside ? [] : [{ day, y: came }])),
  );
}

function listKey(
  label: string,
  { single, missed }: { readonly single: boolean; readonly missed: boolean },
  { palette }: Page,
): KeyEntry[] {
  return [
    { text: label, color: palette.ink, opacity: 1, mark: single ? 'dot' : 'line' },
    {
      text: single ? 'Forecast before' : 'Forecast',
      color: palette.accent,
      opacity: 1,
      mark: single ? 'line' : 'dashed-line',
    },
    { text: '80% range', color: palette.accent, opacity: palette.innerBand },
    ...(missed ? [{ text: 'Outside it', color: palette.fall, opacity: 1, mark: 'dot' as const }] : []),
    ...(single ? [] : [{ text: 'Forecast made', color: palette.ink, opacity: 1, mark: 'ring' as const }]),
  ];
}

function drawRuns(
  forecasts: readonly CheckedForecast[],
  actual: readonly SegmentPoint[],
  missed: readonly { readonly day: number; readonly y: number }[],
  { plot, gap }: { readonly plot: Scales; readonly gap: number },
  { palette }: Page,
): Layer[] {
  const ring = palette.background;
  const width = plot.x.range[1] - plot.x.range[0];
  const runs = forecasts.map((f) => readRun(f, gap));
  const starts = forecasts.flatMap(({ from, known }) => (known === null ? [] : [{ day: from, y: known }]));
  return [
    ...runs.flatMap(({ band }) => bandLayers(band, plot, { color: palette.accent, opacity: palette.innerBand })),
    lineLayer(thinPoints(actual, Math.round(width)), plot, { color: palette.ink, width: 2 }),
    dotLayer(findLonePoints(actual), plot, { color: palette.ink, ring, radius: 2.8 }),
    ...runs.map(({ line }) => lineLayer(line, plot, { color: palette.accent, width: 2, dash: [6, 3.5] })),
    dotLayer(
      runs.flatMap(({ line }) => findLonePoints(line)),
      plot,
      { color: palette.accent, ring, radius: 2.8 },
    ),
    ringLayer(
      starts.map((p) => ({ x: toPixel(plot.x, p.day), y: toPixel(plot.y, p.y), fill: ring, stroke: palette.ink })),
      4,
    ),
    dotLayer(missed, plot, { color: palette.fall, ring, radius: 4 }),
  ];
}

/** A forecast begins at the last value known when it was made, where that stands right before it. */
function readRun({ from, known, points }: CheckedForecast, gap: number): { line: SegmentPoint[]; band: BandPoint[] } {
  const joined = known !== null && points.some((p) => p.day > from && p.day - from <= 1.5 * gap);
  const start = joined && known !== null ? [{ day: from, y: known, low: known, high: known }] : [];
  const all = [...start, ...points];
  const line = splitSegments(all, gap);
  return { line, band: all.map((p, i) => ({ day: p.day, low: p.low, high: p.high, segment: line[i]?.segment ?? 0 })) };
}
