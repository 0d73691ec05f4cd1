import type { StockPanel } from '../contracts/chart.ts';
import type { Grain } from '../contracts/period.ts';
import { dayNumber, formatPointDate } from './format-date.ts';
import { formatTicks } from './format-number.ts';
import { measureText } from './measure-text.ts';
import { type LineName, nameItem, writeAmount } from './name-item.ts';
import { layOutNumberAxis, type NumberAxis } from './number-ticks.ts';
import type { Page } from './page.ts';
import { placeDeliveries } from './place-deliveries.ts';
import { type PointLabel, placePointLabels, sampleLine } from './place-labels.ts';
import { triangleLayer } from './shape-layers.ts';
import { bandLayers, IN_PIXELS, lineLayer, pixelsOf, type Scales } from './time-layers.ts';
import type { SegmentPoint } from './time-points.ts';
import { type Layer, type LinearScale, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';

export interface StockAxis extends NumberAxis {
  readonly labels: readonly string[];
  /** Pixels of the widest label. */
  readonly width: number;
}

const WITHOUT = { width: 1.6, dash: [4, 3] };
const FLOOR = { width: 1.2, dash: [2, 3] };

interface PanelPlace {
  readonly axis: StockAxis;
  readonly x: LinearScale;
  /** First free pixel. */
  readonly from: number;
  /** Of the plot, in pixels. */
  readonly height: number;
  readonly grain: Grain;
  /** Days that one point covers. */
  readonly width: number;
}

interface Amount {
  readonly t: string;
  readonly stock: number;
}

/** Zero is always on the axis: what counts is how far the stock is from it. */
export function layOutStockAxis(panel: StockPanel, { look, writing }: Page): StockAxis {
  const values = [
    0,
    ...panel.points.map((p) => p.stock),
    ...(panel.without?.points ?? []).map((p) => Math.max(0, p.stock)),
    ...(panel.range ?? []).flatMap((r) => [r.low, r.high]),
    ...(panel.floor === undefined ? [] : [panel.floor]),
  ];
  const axis = layOutNumberAxis(values, 2.4);
  const labels = formatTicks(axis.ticks, 'other', writing);
  return { ...axis, labels, width: Math.max(...labels.map((l) => measureText(l, look.label, 400))) };
}

/** One item: its name, its stock as steps over faint levels, its deliveries in a lane under the plot. */
export function drawStockPanel(
  panel: StockPanel,
  place: PanelPlace,
  page: Page,
): { layers: Layer[]; texts: TextItem[]; bottom: number } {
  const { palette, look } = page;
  const { axis, x, width } = place;
  const name = nameItem(panel, listLevels(panel, place, page), place.from, page);
  const top = name.bottom;
  const bottom = top + place.height;
  const y: LinearScale = { domain: [axis.domain[0], axis.domain[1]], range: [bottom, top] };
  const scales: Scales = { x, y };
  const placed = (points: readonly SegmentPoint[]) =>
    points.map((p) => ({ day: toPixel(x, p.day), y: toPixel(y, p.y), segment: p.segment }));
  const steps = placed(makeSteps(panel.points, width));
  const without = placed(makeSteps(listWithout(panel), width));
  const out = listStretches(panel, width);
  const deliveries = placeDeliveries(panel, x, bottom + 12, page);
  const zero = toPixel(y, 0);
  const range = (panel.range ?? []).map((r) => ({ day: dayNumber(r.t), low: r.low, high: r.high }));
  const band =
    range.length > 0
      ? makeBand(range, width).map((b) => ({
          ...b,
          day: toPixel(x, b.day),
          low: toPixel(y, b.low),
          high: toPixel(y, b.high),
        }))
      : steps.map((p) => ({ day: p.day, low: zero, high: p.y, segment: p.segment }));
  return {
    layers: [
      ...name.layers,
      ...gridLayers(axis, scales, page),
      ...bandLayers(band, IN_PIXELS, {
        color: palette.accent,
        opacity: range.length > 0 ? palette.innerBand : palette.outerBand / 2,
      }),
      ...drawFloor(panel, scales, page),
      ...(without.length > 0 ? [lineLayer(without, IN_PIXELS, { color: palette.mutedText, ...WITHOUT })] : []),
      lineLayer(steps, IN_PIXELS, { color: palette.accent, width: 2.2 }),
      ruleLayer(
        out.map((s) => ({ x: toPixel(x, s.from), x2: toPixel(x, s.to), y: zero, y2: zero })),
        { color: palette.fall, width: 5 },
      ),
      ...(deliveries.ticks.length > 0 ? [triangleLayer(deliveries.ticks, 4.5)] : []),
    ],
    texts: [
      ...name.texts,
      ...axis.ticks.map(
        (tick, i): TextItem => ({
          x: x.range[0] - 10,
          y: toPixel(y, tick) + look.label * 0.36,
          text: axis.labels[i] ?? '',
          size: look.label,
          weight: 400,
          color: palette.mutedText,
          align: 'right',
        }),
      ),
      ...placePointLabels(
        sayRunOut(panel, out, place, scales, page),
        [...sampleLine(pixelsOf(steps, IN_PIXELS)), ...sampleLine(pixelsOf(without, IN_PIXELS))],
        { left: x.range[0], right: page.right, top: top - look.label - 4, bottom: bottom - 2 },
      ),
      ...deliveries.texts,
    ],
    bottom: deliveries.bottom,
  };
}

/** Each point holds from its day on, for as many days as it covers. */
function makeSteps(points: readonly Amount[], width: number): SegmentPoint[] {
  let segment = 0;
  return points.flatMap(({ t, stock }, i) => {
    const day = dayNumber(t);
    const before = points[i - 1];
    if (before && day - dayNumber(before.t) > 1.5 * width) segment += 1;
    const next = points[i + 1];
    const end = next && dayNumber(next.t) - day <= 1.5 * width ? dayNumber(next.t) : day + width;
    return [
      { day, y: stock, segment },
      { day: end, y: stock, segment },
    ];
  });
}

function makeBand(range: readonly { day: number; low: number; high: number }[], width: number) {
  let segment = 0;
  return range.flatMap((r, i) => {
    const before = range[i - 1];
    if (before && r.day - before.day > 1.5 * width) segment += 1;
    const next = range[i + 1];
    const end = next && next.day - r.day <= 1.5 * width ? next.day : r.day + width;
    return [
      { ...r, segment },
      { ...r, day: end, segment },
    ];
  });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly quantity: number;
}

/** Days in a row without enough stock, as one stretch each. */
function listStretches(panel: StockPanel, width: number): Stretch[] {
  const days = panel.short
    ? panel.short.map(({ t, quantity }) => ({ day: dayNumber(t), quantity }))
    : panel.points.filter((p) => p.stock <= 0).map((p) => ({ day: dayNumber(p.t), quantity: 0 }));
  const stretches: Stretch[] = [];
  for (const { day, quantity } of days) {
    const last = stretches.at(-1);
    if (last && day - last.to < 0.5 * width) {
      stretches[stretches.length - 1] = { ...last, to: day + width, quantity: last.quantity + quantity };
    } else {
      stretches.push({ from: day, to: day + width, quantity });
    }
  }
  return stretches;
}

function gridLayers(axis: StockAxis, { x, y }: Scales, { palette }: Page): Layer[] {
  const rule = (tick: number) => ({ x: x.range[0], x2: x.range[1], y: toPixel(y, tick), y2: toPixel(y, tick) });
  return [
    ruleLayer(axis.ticks.filter((t) => t !== 0).map(rule), { color: palette.grid, width: 1 }),
    ruleLayer([rule(0)], { color: palette.zeroLine, width: 1 }),
  ];
}

/** What the lines beside the stock's own are, and the day on which the dashed one reaches nothing. */
function listLevels(panel: StockPanel, { grain }: PanelPlace, page: Page): LineName[] {
  const last = listWithout(panel).at(-1);
  const label = panel.without?.label ?? '';
  const gone = last && last.stock <= 0 ? `: gone ${formatPointDate(dayNumber(last.t), grain, page.writing)}` : '';
  return [
    ...(panel.floor === undefined
      ? []
      : [{ text: `Safety stock ${writeAmount(panel.floor, panel.unit, page)}`, ...FLOOR }]),
    ...(last ? [{ text: `${label}${gone}`, ...WITHOUT }] : []),
  ];
}

function drawFloor({ floor }: StockPanel, { x, y }: Scales, { palette }: Page): Layer[] {
  if (floor === undefined) return [];
  const at = toPixel(y, floor);
  return [
    ruleLayer([{ x: x.range[0], x2: x.range[1], y: at, y2: at }], {
      color: palette.mutedText,
      width: 1.2,
      dash: [2, 3],
    }),
  ];
}

function sayRunOut(
  { short, unit }: StockPanel,
  out: readonly Stretch[],
  { grain }: PanelPlace,
  { x, y }: Scales,
  page: Page,
): PointLabel[] {
  return out.map((s) => ({
    size: page.look.label - 0.5,
    halo: page.palette.background,
    xs: [toPixel(x, s.from), toPixel(x, (s.from + s.to) / 2), toPixel(x, s.to)],
    y: toPixel(y, 0),
    text: short
      ? `${writeAmount(s.quantity, unit, page)} short`
      : `Runs out ${formatPointDate(s.from, page.look.narrow ? 'week' : grain, page.writing)}`,
    weight: 600 as const,
    color: page.palette.fall,
  }));
}

/** Without the plan: down to the day on which nothing is left; after it there is nothing to see. */
function listWithout({ without }: StockPanel): Amount[] {
  if (!without) return [];
  const gone = without.points.findIndex((p) => p.stock <= 0);
  const kept = gone < 0 ? without.points : without.points.slice(0, gone + 1);
  return kept.map(({ t, stock }) => ({ t, stock: Math.max(0, stock) }));
}
