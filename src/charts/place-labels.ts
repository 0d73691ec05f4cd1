import type { Weight } from './inter.ts';
import { measureText } from './measure-text.ts';
import type { TextItem } from './vega-layers.ts';

/** A label that belongs to a point of the plot. */
export interface PointLabel {
  /** Where it may stand: at its point, or anywhere along a level line; the first is preferred. */
  readonly xs: readonly number[];
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: Weight;
  readonly color: string;
  readonly halo: string;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

const DISTANCE = 9;
const ALIGNS = ['center', 'left', 'right'] as const;

/**
 * Puts each label above or below its point, or lifted over all lines near it, where it covers the least of the lines
 * and no other label; close above is preferred. Labels come in order of importance. A label with no free place is
 * left out: the table has it.
 */
export function placePointLabels(
  labels: readonly PointLabel[],
  lines: readonly Pixel[],
  bounds: Box,
  occupied: readonly Box[] = [],
): TextItem[] {
  const taken = [...occupied];
  return labels.flatMap((label) => {
    let best: { item: TextItem; box: Box; cost: number } | undefined;
    for (const [order, { x, y, align, box }] of listPlaces(label, lines).entries()) {
      if (!inside(box, bounds) || taken.some((t) => overlap(grow(box, 3), t))) continue;
      const covered = lines.filter((p) => contains(grow(box, 2), p)).length;
      const away = Math.max(0, Math.abs(y - label.y) - 1.7 * label.size) / 3;
      const cost = covered + away + order / 100;
      const { text, size, weight, color, halo } = label;
      if (!best || cost < best.cost) best = { item: { x, y, text, size, weight, color, align, halo }, box, cost };
    }
    if (!best) return [];
    taken.push(best.box);
    return [best.item];
  });
}

function listPlaces(label: PointLabel, lines: readonly Pixel[]) {
  const width = measureText(label.text, label.size, label.weight);
  return label.xs.flatMap((at) =>
    (['above', 'below', 'lifted'] as const).flatMap((side) =>
      ALIGNS.map((align) => {
        const x = align === 'center' ? at : align === 'left' ? at - 3 : at + 3;
        const left = align === 'center' ? x - width / 2 : align === 'left' ? x : x - width;
        const right = left + width;
        const y = placeBaseline(side, label, lines, { left: left - 4, right: right + 4 });
        return { x, y, align, box: { left, right, top: y - label.size * 0.8, bottom: y + label.size * 0.2 } };
      }),
    ),
  );
}

function placeBaseline(
  side: 'above' | 'below' | 'lifted',
  label: PointLabel,
  lines: readonly Pixel[],
  { left, right }: { readonly left: number; readonly right: number },
): number {
  if (side === 'above') return label.y - DISTANCE;
  if (side === 'below') return label.y + DISTANCE + label.size * 0.75;
  const near = lines.filter((p) => p.x > left && p.x < right);
  return near.reduce((top, p) => Math.min(top, p.y), label.y) - DISTANCE;
}

/** Points along a line, at most 3 pixels apart, so that a label's cost is the length of line under it. */
export function sampleLine(points: readonly Pixel[]): Pixel[] {
  return points.flatMap((p, i) => {
    const next = points[i + 1];
    if (!next) return [p];
    const steps = Math.min(200, Math.ceil(Math.hypot(next.x - p.x, next.y - p.y) / 3)) || 1;
    return Array.from({ length: steps }, (_, k) => ({
      x: p.x + ((next.x - p.x) * k) / steps,
      y: p.y + ((next.y - p.y) * k) / steps,
    }));
  });
}

/** Moves labels of one column apart as little as needed: `gap` between centres, all within the bounds. */
export function spreadVertically(
  wanted: readonly number[],
  gap: number,
  bounds: { readonly top: number; readonly bottom: number },
): number[] {
  const order = wanted.map((y, i) => ({ y, i })).toSorted((a, b) => a.y - b.y);
  const placed = order.map(({ y }) => Math.min(Math.max(y, bounds.top), bounds.bottom));
  for (let pass = 0; pass < 60; pass++) {
    for (let k = 1; k < placed.length; k++) {
      const overlapBy = gap - ((placed[k] ?? 0) - (placed[k - 1] ?? 0));
      if (overlapBy <= 0) continue;
      placed[k - 1] = Math.max(bounds.top, (placed[k - 1] ?? 0) - overlapBy / 2);
      placed[k] = Math.min(bounds.bottom, (placed[k - 1] ?? 0) + gap);
    }
  }
  const result = [...wanted];
  for (const [k, { i }] of order.entries()) result[i] = placed[k] ?? 0;
  return result;
}

function inside(box: Box, bounds: Box): boolean {
  return box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function grow(box: Box, by: number): Box {
  return { left: box.left - by, right: box.right + by, top: box.top - by, bottom: box.bottom + by };
}

function contains(box: Box, { x, y }: Pixel): boolean {
  return x > box.left && x < box.right && y > box.top && y < box.bottom;
}
