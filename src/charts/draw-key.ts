import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import { boxLayer, crossLayers, ringLayer, triangleLayer } from './shape-layers.ts';
import { type Layer, ruleLayer, type TextItem } from './vega-layers.ts';
import { fitText } from './wrap-text.ts';

/** A small swatch and what it stands for. */
export interface KeyEntry {
  readonly text: string;
  readonly color: string;
  readonly opacity: number;
  /** An area by default. `outline` and `dashed-outline`: only its edge. */
  readonly mark?:
    | 'area'
    | 'outline'
    | 'dashed-outline'
    | 'dot'
    | 'ring'
    | 'triangle'
    | 'cross'
    | 'line'
    | 'dashed-line';
  /** A strong left edge, in this colour. */
  readonly edge?: string;
}

interface PlacedEntry extends KeyEntry {
  readonly x: number;
  readonly y: number;
}

const SWATCH = { width: 18, height: 11 };
const LINE = 20;
const HEIGHT = 24;

/** Lines of swatches under the title block, for areas: an area has no end that a label could stand at. */
export function drawKey(
  entries: readonly KeyEntry[],
  page: Page,
): { layers: Layer[]; texts: TextItem[]; bottom: number } {
  if (entries.length === 0) return { layers: [], texts: [], bottom: page.top };
  const { look, palette } = page;
  const placed = placeEntries(entries, page);
  const last = placed.at(-1)?.y ?? 0;
  return {
    layers: drawSwatches(placed, page),
    texts: placed.map(({ text, x, y }) => ({
      x: x + SWATCH.width + 7,
      y: y + look.label * 0.36,
      text,
      size: look.label,
      weight: 400,
      color: palette.mutedText,
      align: 'left',
    })),
    bottom: last - 6 + HEIGHT,
  };
}

function placeEntries(entries: readonly KeyEntry[], { look, left, right, top }: Page): PlacedEntry[] {
  let x = left;
  let y = top + 6;
  return entries.map((entry) => {
    const text = fitText(entry.text, right - left - SWATCH.width - 7, look.label, 400);
    const width = SWATCH.width + 7 + measureText(text, look.label, 400);
    if (x > left && x + width > right) {
      x = left;
      y += LINE;
    }
    const at = { ...entry, text, x, y };
    x += width + 18;
    return at;
  });
}

function drawSwatches(placed: readonly PlacedEntry[], page: Page): Layer[] {
  const of = (...marks: readonly (KeyEntry['mark'] | undefined)[]) =>
    placed.filter(({ mark = 'area' }) => marks.includes(mark));
  const boxes = (entries: readonly PlacedEntry[]) =>
    entries.map(({ x, y, color, opacity }) => ({
      x,
      x2: x + SWATCH.width,
      y: y - SWATCH.height / 2,
      y2: y + SWATCH.height / 2,
      color,
      opacity,
    }));
  const edges = placed.flatMap(({ edge, x, y }) =>
    edge ? [{ x, x2: x + 3, y: y - SWATCH.height / 2, y2: y + SWATCH.height / 2, color: edge, opacity: 1 }] : [],
  );
  const dots = of('dot', 'ring').map(({ x, y, color, mark }) => ({
    x: x + SWATCH.width / 2,
    y,
    fill: mark === 'ring' ? page.palette.background : color,
    stroke: color,
  }));
  const triangles = of('triangle').map(({ x, y, color }) => ({ x: x + SWATCH.width / 2, y, color }));
  const crosses = of('cross').map(({ x, y, color }) => ({ x: x + SWATCH.width / 2, y, color }));
  const layers: Layer[] = [];
  const areas = boxes(of('area'));
  if (areas.length > 0) layers.push(boxLayer(areas, 'fill'));
  if (edges.length > 0) layers.push(boxLayer(edges, 'fill'));
  for (const mark of ['outline', 'dashed-outline'] as const) {
    const outlines = boxes(of(mark));
    if (outlines.length > 0) layers.push(boxLayer(outlines, mark));
  }
  if (dots.length > 0) layers.push(ringLayer(dots, 5));
  if (triangles.length > 0) layers.push(triangleLayer(triangles, 4.5));
  if (crosses.length > 0) layers.push(...crossLayers(crosses, 3.6, page.palette.background));
  for (const { x, y, color, mark } of of('line', 'dashed-line')) {
    const dash = mark === 'dashed-line' ? { dash: [5, 3] } : {};
    layers.push(ruleLayer([{ x, x2: x + SWATCH.width, y, y2: y }], { color, width: 2.2, ...dash }));
  }
  return layers;
}
