import type { CheckedPoint } from './choose-forecasts.ts';
import type { Page } from './page.ts';
import { boxLayer } from './shape-layers.ts';
import { dotLayer, lineLayer, type Scales } from './time-layers.ts';
import { type SegmentPoint, thinPoints } from './time-points.ts';
import { type Layer, ruleLayer, toPixel } from './vega-layers.ts';

/**
 * Forecasts of one period each: the range as an upright bar with the forecast as a stroke across it, and what came as
 * a dot, in the fall colour outside of the range.
 */
export function drawPeriods(
  points: readonly CheckedPoint[],
  actual: readonly SegmentPoint[],
  { plot, gap }: { readonly plot: Scales; readonly gap: number },
  { palette }: Page,
): Layer[] {
  const { x, y } = plot;
  const step = ((x.range[1] - x.range[0]) / Math.max(1, x.domain[1] - x.domain[0])) * gap;
  const ring = palette.background;
  const came = points.flatMap((p) => (p.came === null ? [] : [{ day: p.day, y: p.came, inside: p.inside }]));
  const half = Math.min(7, Math.max(1.6, step * 0.3));
  const bars = points.map((p) => {
    const at = toPixel(x, p.day);
    const [top, bottom] = [toPixel(y, p.high), toPixel(y, p.low)];
    return {
      x: at - half,
      x2: at + half,
      y: top,
      y2: Math.max(bottom, top + 1),
      color: palette.accent,
      opacity: palette.innerBand,
    };
  });
  const strokes = points.map((p) => {
    const at = toPixel(x, p.day);
    return { x: at - half, x2: at + half, y: toPixel(y, p.y), y2: toPixel(y, p.y) };
  });
  return [
    lineLayer(thinPoints(actual, Math.round(x.range[1] - x.range[0])), plot, { color: palette.mutedMark, width: 1.6 }),
    boxLayer(bars, 'fill'),
    ruleLayer(strokes, { color: palette.accent, width: 2.2 }),
    dotLayer(
      came.filter((p) => p.inside),
      plot,
      { color: palette.ink, ring, radius: Math.min(3.8, Math.max(2.2, step * 0.24)) },
    ),
    dotLayer(
      came.filter((p) => !p.inside),
      plot,
      { color: palette.fall, ring, radius: Math.min(4.6, Math.max(2.8, step * 0.28)) },
    ),
  ];
}
