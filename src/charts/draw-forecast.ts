import type { ForecastChart } from '../contracts/chart.ts';
import { drawKey, type KeyEntry } from './draw-key.ts';
import { flagEvents, keyEvents, markEvents } from './event-marks.ts';
import { dayNumber, formatPointDate } from './format-date.ts';
import { GRAIN_DAYS } from './grain-days.ts';
import type { Drawing, Page } from './page.ts';
import { mixColors, stackBands } from './palette.ts';
import type { Flag } from './place-flags.ts';
import { type PointLabel, placePointLabels, sampleLine } from './place-labels.ts';
import { type BandPoint, bandLayers, dotLayer, drawFlags, lineLayer, pixelsOf, type Scales } from './time-layers.ts';
import { layOutTimePlot } from './time-plot.ts';
import {
  findLonePoints,
  keepPast,
  readPoints,
  type SegmentPoint,
  splitSegments,
  thinPoints,
  typicalGap,
} from './time-points.ts';
import { ruleLayer, toPixel } from './vega-layers.ts';
import { createLabelWriter } from './write-labels.ts';

type ForecastRow = Omit<ForecastChart['forecast'][number], 't'> & { readonly day: number };

interface ForecastSeries {
  readonly past: readonly SegmentPoint[];
  readonly future: readonly SegmentPoint[];
  readonly rows: readonly ForecastRow[];
  readonly days: readonly [number, number];
  /** Where the past ends; undefined when there is only one of the two. */
  readonly boundary: number | undefined;
  /** The last known value when the forecast follows it directly: the dashed line and the bands start there. */
  readonly join: { readonly day: number; readonly y: number } | undefined;
}

/** Past in solid ink, future dashed in the accent with its 50% (where known), 80% and 95% range; the last value and the peak are named. */
export function drawForecast(spec: ForecastChart, page: Page): Drawing {
  const { palette, look } = page;
  const series = readSeries(spec, look.narrow);
  const key = drawKey([...listRanges(series, page), ...keyEvents(spec.events, series.days, page)], page);
  const plot = layOutTimePlot(
    {
      unit: spec.unit,
      grain: spec.grain,
      days: series.days,
      values: [
        ...series.past.map((p) => p.y),
        ...series.rows.flatMap((r) => [r.low95, r.high95, r.y]),
        ...(spec.target ? [spec.target.value] : []),
      ],
      rightMargin: 0,
      from: key.bottom,
      flags: (x) => listFlags(spec, series, page, (day) => toPixel(x, day)),
    },
    page,
  );
  const flags = drawFlags(plot, page);
  const thin = Math.round(plot.x.range[1] - plot.x.range[0]);
  const dashed = withJoin(series.future, series.join);
  const target = drawTarget(spec, plot, page);
  return {
    layers: [
      ...key.layers,
      ...plot.layers,
      ...bandLayers(listBand(series, 'low95', 'high95'), plot, { color: palette.accent, opacity: palette.outerBand }),
      ...bandLayers(listBand(series, 'low80', 'high80'), plot, { color: palette.accent, opacity: palette.innerBand }),
      ...bandLayers(listCore(series), plot, { color: palette.accent, opacity: palette.coreBand }),
      ...flags.layers,
      ...target.layers,
      lineLayer(thinPoints(series.past, thin), plot, { color: palette.ink, width: 2.2 }),
      lineLayer(dashed, plot, { color: palette.accent, width: 2.4, dash: [6, 3.5] }),
      dotLayer(findLonePoints(series.past), plot, { color: palette.ink, ring: palette.background, radius: 3.2 }),
      dotLayer(findLonePoints(dashed), plot, { color: palette.accent, ring: palette.background, radius: 3.2 }),
      ...dotsAt(series, plot, page),
      ...markEvents(spec.events, series.days, { x: plot.x, axis: plot.bottom }, page),
    ],
    texts: [
      ...key.texts,
      ...plot.texts,
      ...flags.texts,
      ...placePointLabels(
        [...labelPoints(spec, series, plot, page), ...target.labels],
        [...sampleLine(pixelsOf([...series.past, ...dashed], plot)), ...sampleEdges(series, plot)],
        { left: plot.x.range[0] - 6, right: page.right, top: plot.top - 4, bottom: plot.bottom },
      ),
    ],
    bottom: plot.end,
    notes: plot.notes,
  };
}

function readSeries(spec: ForecastChart, narrow: boolean): ForecastSeries {
  const history = readPoints(keepPast(spec.history, spec.forecast.length, narrow));
  const rows = spec.forecast.map(({ t, ...row }) => ({ ...row, day: dayNumber(t) }));
  const days = [...history.map((p) => p.day), ...rows.map((r) => r.day)];
  const gap = typicalGap(days, GRAIN_DAYS[spec.grain]);
  const past = splitSegments(history, gap);
  const future = splitSegments(
    rows.map((r) => ({ day: r.day, y: r.y })),
    gap,
  );
  const last = past.at(-1);
  const firstRow = rows[0];
  const follows = last !== undefined && firstRow !== undefined && firstRow.day - last.day <= 1.5 * gap;
  const end = history.at(-1);
  return {
    past,
    future,
    rows,
    days: [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))],
    boundary: end && firstRow ? (follows ? last.day : (end.day + firstRow.day) / 2) : undefined,
    join: follows ? last : undefined,
  };
}

function withJoin(future: readonly SegmentPoint[], join: ForecastSeries['join']): SegmentPoint[] {
  const first = future[0];
  return join && first ? [{ ...join, segment: first.segment }, ...future] : [...future];
}

type BandEnd = 'low50' | 'low80' | 'low95' | 'high50' | 'high80' | 'high95';

function listBand(series: ForecastSeries, low: BandEnd, high: BandEnd): BandPoint[] {
  const band = series.rows.map((row, i) => ({
    day: row.day,
    low: row[low] ?? row.y,
    high: row[high] ?? row.y,
    segment: series.future[i]?.segment ?? 0,
  }));
  const first = band[0];
  const { join } = series;
  return join && first ? [{ day: join.day, low: join.y, high: join.y, segment: first.segment }, ...band] : band;
}

/** The innermost band is drawn for all points or for none: half of one would look like a sudden certainty. */
function listCore(series: ForecastSeries): BandPoint[] {
  return hasCore(series) ? listBand(series, 'low50', 'high50') : [];
}

function hasCore({ rows }: ForecastSeries): boolean {
  return rows.length > 0 && rows.every((row) => row.low50 !== undefined && row.high50 !== undefined);
}

/** The bands, in the colours they have over each other. */
function listRanges(series: ForecastSeries, { palette }: Page): KeyEntry[] {
  if (series.rows.length === 0) return [];
  const entry = (text: string, count: 1 | 2 | 3) => ({
    text,
    color: palette.accent,
    opacity: stackBands(palette, count),
  });
  return [...(hasCore(series) ? [entry('50% range', 3)] : []), entry('80% range', 2), entry('95% range', 1)];
}

function listFlags(spec: ForecastChart, series: ForecastSeries, page: Page, xOf: (day: number) => number) {
  const { palette } = page;
  const flags: (Flag & { color: string })[] = [];
  if (series.boundary !== undefined) {
    flags.push({
      x: xOf(series.boundary),
      text: 'Forecast',
      rule: 'plot',
      place: 'after',
      important: true,
      color: palette.accent,
    });
  }
  return [...flags, ...flagEvents(spec.events, series.days, xOf, page)];
}

/** Pixels between the last value and the peak from which both are labelled. */
const LABELS_APART = 120;

/** The last known value and the highest forecast. */
function labelPoints(spec: ForecastChart, series: ForecastSeries, scales: Scales, page: Page): PointLabel[] {
  const { palette, look, writing } = page;
  const peak = findPeak(series.rows);
  const last = series.past.at(-1);
  const write = createLabelWriter([...(peak ? [peak.y] : []), ...(last ? [last.y] : [])], spec.unit, writing).value;
  const at = (p: { day: number; y: number }, text: string, halo: string): PointLabel => ({
    xs: [toPixel(scales.x, p.day)],
    y: toPixel(scales.y, p.y),
    text,
    size: look.label,
    weight: 600,
    color: palette.ink,
    halo,
  });
  // Side by side, the two labels read as one: then the forecast's is the one to keep.
  const isApart = !peak || !last || toPixel(scales.x, peak.day) - toPixel(scales.x, last.day) > LABELS_APART;
  return [
    ...(peak
      ? [at(peak, `${write(peak.y)} · ${formatPointDate(peak.day, spec.grain, writing)}`, haloOver(peak, scales, page))]
      : []),
    ...(last && isApart ? [at(last, write(last.y), palette.background)] : []),
  ];
}

/** The outermost band's edges: a label lies above or within a band rather than across its edge. */
function sampleEdges({ rows }: ForecastSeries, scales: Scales) {
  const edge = (end: 'low95' | 'high95') =>
    sampleLine(
      pixelsOf(
        rows.map((r) => ({ day: r.day, y: r[end] })),
        scales,
      ),
    );
  return [...edge('low95'), ...edge('high95')];
}

/** A label inside a wide band gets a halo in the band's own colour, which is not seen as one. */
function haloOver(row: ForecastRow, { y }: Scales, { palette, look }: Page): string {
  const roomOf = (low: number | undefined, high: number | undefined) =>
    low === undefined || high === undefined ? 0 : toPixel(y, low) - toPixel(y, high);
  const needed = 4 * look.label;
  if (roomOf(row.low80, row.high80) < needed) return palette.background;
  const over = roomOf(row.low50, row.high50) < needed ? 2 : 3;
  return mixColors(palette.background, palette.accent, stackBands(palette, over));
}

function dotsAt(series: ForecastSeries, scales: Scales, { palette }: Page) {
  const peak = findPeak(series.rows);
  const last = series.past.at(-1);
  return [
    ...(last ? [dotLayer([last], scales, { color: palette.ink, ring: palette.background, radius: 4.6 })] : []),
    ...(peak ? [dotLayer([peak], scales, { color: palette.accent, ring: palette.background, radius: 4.6 })] : []),
  ];
}

function findPeak(rows: readonly ForecastRow[]): ForecastRow | undefined {
  return rows.reduce<ForecastRow | undefined>((best, row) => (best && best.y >= row.y ? best : row), undefined);
}

function drawTarget({ target, unit }: ForecastChart, scales: Scales, page: Page) {
  if (!target) return { layers: [], labels: [] };
  const { palette, look, writing } = page;
  const y = toPixel(scales.y, target.value);
  const [left, right] = scales.x.range;
  const text = `${target.label} ${createLabelWriter([target.value], unit, writing).value(target.value)}`;
  const label: PointLabel = {
    // Wherever along the level the lines leave room.
    xs: Array.from({ length: 9 }, (_, i) => left + 4 + ((right - left) * i) / 8),
    y,
    text,
    size: look.label,
    weight: 500,
    color: palette.mutedText,
    halo: palette.background,
  };
  const rule = { x: left - 6, x2: right + 6, y, y2: y };
  return { layers: [ruleLayer([rule], { color: palette.mutedText, width: 1.2, dash: [2, 3] })], labels: [label] };
}
