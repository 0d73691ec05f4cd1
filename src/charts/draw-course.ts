import type { DecompositionCourse } from '../contracts/chart.ts';
import { dayNumber } from './format-date.ts';
import type { Page } from './page.ts';
import { mixColors } from './palette.ts';
import { type PointLabel, placePointLabels, sampleLine } from './place-labels.ts';
import { boxLayer } from './shape-layers.ts';
import { dotLayer, IN_PIXELS, lineLayer, pixelsOf } from './time-layers.ts';
import { findLonePoints, type SegmentPoint, splitSegments, thinPoints } from './time-points.ts';
import { type Layer, type LinearScale, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';
import { fitText } from './wrap-text.ts';

export interface CoursePlace {
  readonly x: LinearScale;
  readonly y: LinearScale;
  readonly ticks: readonly number[];
  readonly labels: readonly string[];
  /** Days from one point to the next. */
  readonly gap: number;
}

/** Share of zeros from which a part is drawn as single strokes: it acts on single days. */
const SPARSE_FROM = 0.6;
const MAX_NAMED = { narrow: 3, wide: 6 } as const;

/** One panel over time: its levels, past in ink, future dashed in the accent; what acts on single days as strokes from zero. */
export function drawCourse(
  points: DecompositionCourse['points'],
  { x, y, ticks, labels, gap }: CoursePlace,
  page: Page,
): { layers: Layer[]; texts: TextItem[] } {
  const { palette, look } = page;
  const grid = drawGrid({ x, y, ticks, labels }, page);
  const read = points.map((p) => ({ day: dayNumber(p.t), y: p.y, future: p.future, label: p.label }));
  const known = read.flatMap((p) => (p.y === null ? [] : [{ ...p, y: p.y }]));
  const sparse = known.length > 4 && known.filter((p) => p.y === 0).length >= SPARSE_FROM * known.length;
  const named = known.flatMap((p): (PointLabel & { readonly size: number })[] =>
    p.label === undefined
      ? []
      : [
          {
            // Beside a stroke, not across it.
            xs: sparse ? [toPixel(x, p.day) + 9, toPixel(x, p.day) - 9] : [toPixel(x, p.day)],
            y: toPixel(y, p.y),
            text: fitText(p.label, (x.range[1] - x.range[0]) / 2, look.label - 0.5, 400),
            size: look.label - 0.5,
            weight: 400,
            color: palette.mutedText,
            halo: p.future ? mixColors(palette.background, palette.accent, palette.shade) : palette.background,
          },
        ],
  );
  const zero = toPixel(y, 0);
  const far = named
    .toSorted((a, b) => Math.abs(b.y - zero) - Math.abs(a.y - zero))
    .slice(0, MAX_NAMED[look.narrow ? 'narrow' : 'wide']);
  const marks = sparse ? drawStrokes(known, { x, y, gap }, page) : drawLines(read, { x, y, gap }, page);
  return {
    layers: [...grid.layers, ...marks.layers],
    texts: [
      ...grid.texts,
      ...placePointLabels(far, marks.covered, {
        left: x.range[0],
        right: page.right,
        top: y.range[1] - look.label,
        bottom: y.range[0] + look.label,
      }),
    ],
  };
}

interface DatedPoint {
  readonly day: number;
  readonly y: number | null;
  readonly future: boolean;
}

type Place = Pick<CoursePlace, 'x' | 'y' | 'gap'>;

function drawLines(read: readonly DatedPoint[], { x, y, gap }: Place, { palette }: Page) {
  const width = x.range[1] - x.range[0];
  const line = splitSegments(read, gap);
  const future = new Set(read.filter((p) => p.future).map((p) => p.day));
  const start = line.findIndex((p) => future.has(p.day));
  const past = start < 0 ? line : line.slice(0, start);
  const before = past.at(-1);
  const ahead = start < 0 ? [] : line.slice(start);
  const joined = before && before.segment === ahead[0]?.segment ? [before, ...ahead] : ahead;
  const placed = (points: readonly SegmentPoint[]) =>
    thinPoints(points, Math.round(width)).map((p) => ({
      day: toPixel(x, p.day),
      y: toPixel(y, p.y),
      segment: p.segment,
    }));
  const dense = past.length > width / 3;
  const drawn = { past: placed(past), ahead: placed(joined) };
  const dots = (points: readonly SegmentPoint[], color: string) =>
    dotLayer(findLonePoints(points), IN_PIXELS, { color, ring: palette.background, radius: 2.6 });
  return {
    layers: [
      lineLayer(drawn.past, IN_PIXELS, { color: dense ? palette.mutedText : palette.ink, width: dense ? 1 : 1.8 }),
      lineLayer(drawn.ahead, IN_PIXELS, {
        color: palette.accent,
        width: dense ? 1.6 : 2,
        dash: dense ? [4, 2.5] : [5, 3],
      }),
      dots(drawn.past, palette.ink),
      dots(drawn.ahead, palette.accent),
    ],
    covered: sampleLine(pixelsOf([...drawn.past, ...drawn.ahead], IN_PIXELS)),
  };
}

/** A stroke from zero for every day on which there is something. */
function drawStrokes(known: readonly (DatedPoint & { readonly y: number })[], { x, y, gap }: Place, { palette }: Page) {
  const step = ((x.range[1] - x.range[0]) / Math.max(1, x.domain[1] - x.domain[0])) * gap;
  const half = Math.min(4, Math.max(0.9, step * 0.36));
  const zero = toPixel(y, 0);
  const strokes = known
    .filter((p) => p.y !== 0)
    .map((p) => {
      const at = toPixel(x, p.day);
      const end = toPixel(y, p.y);
      const tall = Math.abs(end - zero) < 1.5 ? zero - Math.sign(p.y) * 1.5 : end;
      return {
        x: at - half,
        x2: at + half,
        y: Math.min(zero, tall),
        y2: Math.max(zero, tall),
        color: p.future ? palette.accent : palette.ink,
        opacity: 1,
      };
    });
  const covered = strokes.flatMap((s) =>
    sampleLine([
      { x: (s.x + s.x2) / 2, y: s.y },
      { x: (s.x + s.x2) / 2, y: s.y2 },
    ]),
  );
  return { layers: strokes.length > 0 ? [boxLayer(strokes, 'fill', 0)] : [], covered };
}

function drawGrid({ x, y, ticks, labels }: Omit<CoursePlace, 'gap'>, { palette, look }: Page) {
  const [left, right] = [x.range[0] - 6, x.range[1] + 6];
  const rule = (tick: number) => ({ x: left, x2: right, y: toPixel(y, tick), y2: toPixel(y, tick) });
  const size = look.label - 1;
  return {
    layers: [
      ruleLayer(ticks.filter((t) => t !== 0).map(rule), { color: palette.grid, width: 1 }),
      ruleLayer(ticks.filter((t) => t === 0).map(rule), { color: palette.zeroLine, width: 1 }),
    ],
    texts: ticks.map(
      (tick, i): TextItem => ({
        x: left - 8,
        y: toPixel(y, tick) + size * 0.36,
        text: labels[i] ?? '',
        size,
        weight: 400,
        color: palette.mutedText,
        align: 'right',
      }),
    ),
  };
}
