import type { RosterCell } from '../contracts/chart.ts';
import { CELL_PADDING, isShift, type RosterLayout, splitLabel } from './lay-out-roster.ts';
import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import type { Palette } from './palette.ts';
import type { RoleColors } from './roster-colors.ts';
import { boxLayer, type ColoredBox, ringLayer } from './shape-layers.ts';
import type { Layer, TextItem } from './vega-layers.ts';

export interface PlacedCell {
  readonly cell: RosterCell;
  /** Which day, from 0. */
  readonly column: number;
  /** Top of the cell. */
  readonly y: number;
}

/** Blocks with their hours: filled where someone works, outlined where something is out of the ordinary. */
export function drawCells(placed: readonly PlacedCell[], layout: RosterLayout, colors: RoleColors, page: Page) {
  const { palette } = page;
  const fills: ColoredBox[] = [];
  const edges: ColoredBox[] = [];
  const outlines: ColoredBox[] = [];
  const dashed: ColoredBox[] = [];
  for (const item of placed) {
    const box = boxOf(item, layout);
    const { tone, role } = item.cell;
    const color = colors.roles.get(role ?? '') ?? colors.other;
    if (tone === 'work' || tone === 'overtime') {
      fills.push({ ...box, color: color.fill, opacity: 1 });
      edges.push({ ...box, x2: box.x + 3, color: color.edge, opacity: 1 });
    }
    if (tone === 'overtime') outlines.push({ ...inset(box), color: palette.fall, opacity: 1 });
    if (tone === 'short') dashed.push({ ...inset(box), color: palette.fall, opacity: 1 });
    if (tone === 'away') dashed.push({ ...inset(box), color: palette.mutedMark, opacity: 1 });
  }
  const changed = placed
    .filter((item) => item.cell.changed)
    .map((item) => {
      const box = boxOf(item, layout);
      return { x: box.x2 - 1, y: box.y + 1, fill: palette.ink, stroke: palette.background };
    });
  const layers: Layer[] = [];
  if (fills.length > 0) layers.push(boxLayer(fills, 'fill', 3));
  if (edges.length > 0) layers.push(boxLayer(edges, 'fill', 1));
  if (outlines.length > 0) layers.push(boxLayer(outlines, 'outline', 3));
  if (dashed.length > 0) layers.push(boxLayer(dashed, 'dashed-outline', 3));
  if (changed.length > 0) layers.push(ringLayer(changed, 4.5));
  return { layers, texts: placed.flatMap((item) => writeCell(item, layout, palette)) };
}

function boxOf({ column, y }: PlacedCell, { left, columnWidth, cellHeight }: RosterLayout) {
  const x = left + column * columnWidth;
  return { x: x + 1.5, x2: x + columnWidth - 1.5, y, y2: y + cellHeight };
}

/** An outline is drawn half outside its box. */
function inset<B extends { x: number; x2: number; y: number; y2: number }>(box: B): B {
  return { ...box, x: box.x + 0.7, x2: box.x2 - 0.7, y: box.y + 0.7, y2: box.y2 - 0.7 };
}

function writeCell(item: PlacedCell, layout: RosterLayout, palette: Palette): TextItem[] {
  const { cell } = item;
  if (layout.lines === 0 || cell.label === '') return [];
  const { x, x2, y } = boxOf(item, layout);
  const works = cell.tone === 'work' || cell.tone === 'overtime';
  const parts = splitLabel(cell.label, layout.lines);
  const room = x2 - x - (works ? CELL_PADDING : 3);
  // A reason that does not fit says less than the block's own look, which the key explains.
  if (!isShift(cell) && parts.some((part) => measureText(part, layout.size, 400) > room)) return [];
  const middle = y + layout.cellHeight / 2;
  const line = layout.size + 2;
  return parts.map((text, i) => ({
    x: (x + x2) / 2 + (works ? 1.5 : 0),
    y: middle + (i - (parts.length - 1) / 2) * line + layout.size * 0.36,
    text,
    size: layout.size,
    weight: isShift(cell) ? (500 as const) : (400 as const),
    color: cell.tone === 'short' ? palette.fall : works ? palette.ink : palette.mutedText,
    align: 'center' as const,
  }));
}
