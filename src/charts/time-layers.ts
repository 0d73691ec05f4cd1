import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import type { Flag, PlacedFlag } from './place-flags.ts';
import { LANE, type TimePlot } from './time-plot.ts';
import type { SegmentPoint } from './time-points.ts';
import { inData, type Layer, type LinearScale, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';

export interface Scales {
  readonly x: LinearScale;
  readonly y: LinearScale;
}

export interface LineLook {
  readonly color: string;
  readonly width: number;
  readonly dash?: readonly number[];
  readonly opacity?: number;
}

/**
 * For points that are pixels already. Vega-Lite merges the scales of all layers into one, so panels side by side
 * cannot each have their own.
 */
export const IN_PIXELS: Scales = { x: { domain: [0, 1], range: [0, 1] }, y: { domain: [0, 1], range: [0, 1] } };

/** A line of one or more unbroken stretches. */
export function lineLayer(points: readonly SegmentPoint[], { x, y }: Scales, look: LineLook): Layer {
  return {
    data: { values: [...points] },
    mark: {
      type: 'line',
      color: look.color,
      strokeWidth: look.width,
      strokeJoin: 'round',
      strokeCap: look.dash ? 'butt' : 'round',
      ...(look.dash && { strokeDash: [...look.dash] }),
      ...(look.opacity !== undefined && { opacity: look.opacity }),
    },
    encoding: { x: inData('day', x), y: inData('y', y), detail: { field: 'segment', type: 'nominal' } },
  };
}

/** Filled dots; `ring` is the background, so that a dot stands off its line. */
export function dotLayer(
  points: readonly { readonly day: number; readonly y: number }[],
  { x, y }: Scales,
  look: { readonly color: string; readonly ring: string; readonly radius: number },
): Layer {
  return {
    data: { values: [...points] },
    mark: {
      type: 'point',
      shape: 'circle',
      filled: true,
      fill: look.color,
      stroke: look.ring,
      strokeWidth: 1.5,
      size: Math.PI * look.radius ** 2,
      opacity: 1,
    },
    encoding: { x: inData('day', x), y: inData('y', y) },
  };
}

export interface BandPoint {
  readonly day: number;
  readonly low: number;
  readonly high: number;
  readonly segment: number;
}

/** An area between two values; a stretch of one point becomes a thick upright stroke. */
export function bandLayers(
  points: readonly BandPoint[],
  { x, y }: Scales,
  look: { readonly color: string; readonly opacity: number },
): Layer[] {
  const lone = points.filter((p, i) => points[i - 1]?.segment !== p.segment && points[i + 1]?.segment !== p.segment);
  const wide = points.filter((p) => !lone.includes(p));
  const layers: Layer[] = [];
  if (wide.length > 0) {
    layers.push({
      data: { values: wide },
      mark: { type: 'area', color: look.color, opacity: look.opacity, line: false },
      encoding: {
        x: inData('day', x),
        y: inData('low', y),
        y2: { field: 'high' },
        detail: { field: 'segment', type: 'nominal' },
      },
    });
  }
  if (lone.length > 0) {
    layers.push({
      data: { values: lone },
      mark: { type: 'rule', color: look.color, opacity: look.opacity, strokeWidth: 9 },
      encoding: { x: inData('day', x), y: inData('low', y), y2: { field: 'high' } },
    });
  }
  return layers;
}

/** The flags' texts, and their rules from the text down to the foot of the plot. */
export function drawFlags<F extends Flag & { readonly color: string }>(
  plot: TimePlot<F>,
  page: Page,
): { layers: Layer[]; texts: TextItem[] } {
  const { palette, look } = page;
  const baseOf = (f: PlacedFlag<F>) => plot.top - 10 - f.lane * LANE;
  const isFree = ({ flag, lane }: PlacedFlag<F>) =>
    !plot.flags.some((f) => f.lane < lane && covers(f, flag.x, look.label));
  const topOf = (f: PlacedFlag<F>) =>
    f.flag.rule === 'full' || isFree(f) ? baseOf(f) - look.label * 0.9 : plot.top - 4;
  const rules = plot.flags
    .filter((f) => f.flag.rule !== 'none')
    .map((f) => ({ x: f.flag.x, x2: f.flag.x, y: topOf(f), y2: plot.bottom }));
  const texts = plot.flags.map(
    (f): TextItem => ({
      x: f.x,
      y: baseOf(f),
      text: f.flag.text,
      size: look.label,
      weight: 500,
      color: f.flag.color,
      align: f.align,
    }),
  );
  return { layers: rules.length > 0 ? [ruleLayer(rules, { color: palette.rule, width: 1 })] : [], texts };
}

/** Does the text of a flag stand where this line would run? */
function covers({ flag, x, align }: PlacedFlag<Flag>, line: number, size: number): boolean {
  const width = measureText(flag.text, size, 500);
  const from = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
  return line > from - 3 && line < from + width + 3;
}

/** Where drawn points lie, in pixels. */
export function pixelsOf(points: readonly { readonly day: number; readonly y: number }[], { x, y }: Scales) {
  return points.map((p) => ({ x: toPixel(x, p.day), y: toPixel(y, p.y) }));
}
