import type { TrendChart } from '../contracts/chart.ts';
import { drawKey, type KeyEntry } from './draw-key.ts';
import { flagEvents, keyEvents, markEvents } from './event-marks.ts';
import { dayNumber } from './format-date.ts';
import { GRAIN_DAYS } from './grain-days.ts';
import { measureText } from './measure-text.ts';
import type { Drawing, Page } from './page.ts';
import type { Flag } from './place-flags.ts';
import { placePointLabels, sampleLine, spreadVertically } from './place-labels.ts';
import { bandLayers, dotLayer, drawFlags, lineLayer, pixelsOf, type Scales } from './time-layers.ts';
import { layOutTimePlot } from './time-plot.ts';
import { findLonePoints, readPoints, type SegmentPoint, splitSegments, thinPoints, typicalGap } from './time-points.ts';
import type { Layer, TextItem } from './vega-layers.ts';
import { toPixel } from './vega-layers.ts';
import { fitText } from './wrap-text.ts';
import { createLabelWriter } from './write-labels.ts';

const MAX_LINES = 8;
/** Opacity of the usual range. */
const BAND = 0.5;

interface TrendLine {
  readonly label: string;
  readonly points: readonly SegmentPoint[];
  readonly main: boolean;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * The first series in ink (or in the accent when nothing else needs it), the others muted, named at their ends.
 * A highlighted stretch is shaded and its part of the line drawn in the accent.
 */
export function drawTrend(spec: TrendChart, page: Page): Drawing {
  const { palette } = page;
  const read = spec.series.map((s) => ({ label: s.label, points: readPoints(s.points) }));
  const expected = (spec.expected ?? []).map(({ t, low, high }) => ({ day: dayNumber(t), low, high }));
  const days = [...read.flatMap((s) => s.points.map((p) => p.day)), ...expected.map((e) => e.day)];
  const span = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))] as const;
  const gap = typicalGap(read[0]?.points.map((p) => p.day) ?? [], GRAIN_DAYS[spec.grain]);
  const lines = read
    .slice(0, MAX_LINES)
    .map((s, i): TrendLine => ({ label: s.label, points: splitSegments(s.points, gap), main: i === 0 }))
    .filter((l) => l.points.length > 0);
  const stretch = readStretch(spec, gap, span);
  const ends = nameEnds(lines, spec, page);
  const usual: KeyEntry[] =
    expected.length > 0 ? [{ text: 'Usual range', color: palette.mutedMark, opacity: BAND }] : [];
  const key = drawKey([...usual, ...keyEvents(spec.events, span, page)], page);
  const plot = layOutTimePlot(
    {
      unit: spec.unit,
      grain: spec.grain,
      days: span,
      values: [...lines.flatMap((l) => l.points.map((p) => p.y)), ...expected.flatMap((e) => [e.low, e.high])],
      rightMargin: ends.width,
      from: key.bottom,
      flags: (x) => listFlags(spec, stretch, span, page, (day) => toPixel(x, day)),
    },
    page,
  );
  const flags = drawFlags(plot, page);
  const band = splitSegments(
    expected.map((e) => ({ day: e.day, y: e.high })),
    gap,
  ).map((p, i) => ({ day: p.day, segment: p.segment, low: expected[i]?.low ?? p.y, high: p.y }));
  return {
    layers: [
      ...key.layers,
      ...shadeLayers(stretch, plot, page),
      ...plot.layers,
      ...bandLayers(band, plot, { color: palette.mutedMark, opacity: BAND }),
      ...flags.layers,
      ...lines.toReversed().flatMap((line) => drawLine(line, stretch, plot, page)),
      ...markEvents(spec.events, span, { x: plot.x, axis: plot.bottom }, page),
    ],
    texts: [...key.texts, ...plot.texts, ...flags.texts, ...ends.place(plot), ...nameExtremes(lines, spec, plot, page)],
    bottom: plot.end,
    notes: [
      ...plot.notes,
      ...(read.length > MAX_LINES
        ? [`${MAX_LINES} of ${read.length} lines are drawn; the table has all of them.`]
        : []),
    ],
  };
}

function readStretch(
  { highlight }: TrendChart,
  gap: number,
  [first, last]: readonly [number, number],
): Stretch | undefined {
  if (!highlight) return undefined;
  const from = dayNumber(highlight.start);
  const to = dayNumber(highlight.end);
  if (to < first || from > last) return undefined;
  // A point stands for its whole day, week or month: half of one belongs to it on either side.
  return { from: Math.max(first, from - gap / 2), to: Math.min(last, Math.max(from, to - gap + 1) + gap / 2) };
}

function shadeLayers(
  stretch: Stretch | undefined,
  plot: Scales & { top: number; bottom: number },
  page: Page,
): Layer[] {
  if (!stretch) return [];
  const values = [{ x: toPixel(plot.x, stretch.from), x2: toPixel(plot.x, stretch.to), y: plot.top, y2: plot.bottom }];
  return [
    {
      data: { values },
      mark: { type: 'rect', color: page.palette.accent, opacity: page.palette.shade },
      encoding: {
        x: { field: 'x', type: 'quantitative', scale: null, axis: null },
        x2: { field: 'x2' },
        y: { field: 'y', type: 'quantitative', scale: null, axis: null },
        y2: { field: 'y2' },
      },
    },
  ];
}

function drawLine(line: TrendLine, stretch: Stretch | undefined, scales: Scales, page: Page): Layer[] {
  const { palette } = page;
  const points = thinPoints(line.points, Math.round(scales.x.range[1] - scales.x.range[0]));
  const lone = findLonePoints(line.points);
  if (!line.main) {
    return [
      lineLayer(points, scales, { color: palette.mutedMark, width: 1.8 }),
      dotLayer(lone, scales, { color: palette.mutedMark, ring: palette.background, radius: 2.8 }),
    ];
  }
  const color = stretch ? palette.ink : palette.accent;
  const within = stretch ? line.points.filter((p) => p.day >= stretch.from && p.day <= stretch.to) : [];
  const end = line.points.at(-1);
  const endColor = end && stretch && end.day <= stretch.to && end.day >= stretch.from ? palette.accent : color;
  const width = points.length > 400 ? 1.4 : 2.4;
  return [
    lineLayer(points, scales, { color, width }),
    ...(within.length > 0 ? [lineLayer(within, scales, { color: palette.accent, width: width + 0.6 })] : []),
    dotLayer(lone, scales, { color, ring: palette.background, radius: 3.2 }),
    ...(end ? [dotLayer([end], scales, { color: endColor, ring: palette.background, radius: 4.6 })] : []),
  ];
}

/** Names and last values at the lines' ends, instead of a legend. One line alone needs only its value. */
function nameEnds(lines: readonly TrendLine[], spec: TrendChart, page: Page) {
  const { look, palette, writing } = page;
  const room = (page.right - page.left) * (look.narrow ? 0.3 : 0.24);
  const named = lines.length > 1;
  const lasts = lines.flatMap((l) => l.points.at(-1)?.y ?? []);
  const write = createLabelWriter(lasts, spec.unit, writing).value;
  const items = lines.flatMap((line) => {
    const end = line.points.at(-1);
    if (!end) return [];
    const value = write(end.y);
    const weight = line.main ? (600 as const) : (400 as const);
    const texts = named ? [fitText(line.label, room, look.label, weight), value] : [value];
    const width = Math.max(...texts.map((t) => measureText(t, look.label, weight)));
    return [{ end, texts: lines.length > 4 ? texts.slice(0, 1) : texts, weight, width, main: line.main }];
  });
  const lineHeight = look.label + 3;
  const rows = items[0]?.texts.length ?? 1;
  const place = ({ x, y }: Scales): TextItem[] => {
    const wanted = items.map((i) => toPixel(y, i.end.y));
    const half = (rows * lineHeight) / 2;
    const centers = spreadVertically(wanted, rows * lineHeight + 4, {
      top: y.range[1],
      bottom: y.range[0] - half + 10,
    });
    return items.flatMap((item, i) =>
      item.texts.map((text, row) => ({
        // One line alone may end before the plot does: its value stays with it.
        x: (named ? x.range[1] : toPixel(x, item.end.day)) + 10,
        y: (centers[i] ?? 0) - half + (row + 1) * lineHeight - 4,
        text,
        size: look.label,
        weight: row === 0 ? item.weight : (400 as const),
        color: item.main ? palette.ink : palette.mutedText,
        align: 'left' as const,
      })),
    );
  };
  return { width: items.reduce((w, i) => Math.max(w, i.width), 0) + 6, place };
}

function listFlags(
  spec: TrendChart,
  stretch: Stretch | undefined,
  span: readonly [number, number],
  page: Page,
  xOf: (day: number) => number,
): (Flag & { color: string })[] {
  const flags: (Flag & { color: string })[] = [];
  if (stretch && spec.highlight) {
    const x = (xOf(stretch.from) + xOf(stretch.to)) / 2;
    flags.push({
      x,
      text: spec.highlight.label,
      rule: 'none',
      place: 'center',
      important: true,
      color: page.palette.accent,
    });
  }
  return [...flags, ...flagEvents(spec.events, span, xOf, page)];
}

/** Longest line whose highest and lowest point are named: on longer ones they are seen but rarely asked about. */
const NAMED_POINTS = 16;

function nameExtremes(lines: readonly TrendLine[], spec: TrendChart, scales: Scales, page: Page): TextItem[] {
  const [line] = lines;
  if (!line || lines.length > 1 || line.points.length < 3 || line.points.length > NAMED_POINTS) return [];
  const { palette, look, writing } = page;
  const end = line.points.at(-1);
  const highest = line.points.reduce((a, b) => (b.y > a.y ? b : a));
  const lowest = line.points.reduce((a, b) => (b.y < a.y ? b : a));
  const write = createLabelWriter(
    line.points.map((p) => p.y),
    spec.unit,
    writing,
  ).value;
  const labels = [highest, lowest]
    .filter((p, i, both) => p !== end && both.indexOf(p) === i && highest.y > lowest.y)
    .map((p) => ({
      xs: [toPixel(scales.x, p.day)],
      y: toPixel(scales.y, p.y),
      text: write(p.y),
      size: look.label,
      weight: 500 as const,
      color: palette.ink,
      halo: palette.background,
    }));
  return placePointLabels(labels, sampleLine(pixelsOf(line.points, scales)), {
    left: scales.x.range[0] - 6,
    right: page.right,
    top: scales.y.range[1] - look.label - 9,
    bottom: scales.y.range[0],
  });
}
