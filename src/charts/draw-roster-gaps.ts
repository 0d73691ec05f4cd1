import type { RosterChart } from '../contracts/chart.ts';
import { dayNumber, formatDay } from './format-date.ts';
import { GAPS_NAME, type RosterLayout } from './lay-out-roster.ts';
import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import { boxLayer } from './shape-layers.ts';
import type { Layer, TextItem } from './vega-layers.ts';
import { wrapText } from './wrap-text.ts';

interface DrawnGaps {
  readonly layers: readonly Layer[];
  readonly texts: readonly TextItem[];
  /** Last pixel of the grid, and of what stands under it. */
  readonly gridBottom: number;
  readonly bottom: number;
}

const SIZE = 11;
const LINE = 14;
const MAX_LINES = 6;
/** Days listed under the grid. */
const MAX_LISTED = 7;

/** The last row: who is missing on which day; where the cells are too small it counts them and lists them beneath. */
export function drawGaps(spec: RosterChart, layout: RosterLayout, top: number, page: Page): DrawnGaps {
  const gaps = spec.gaps ?? [];
  if (gaps.length === 0) return { layers: [], texts: [], gridBottom: top, bottom: top };
  const days = spec.days.map((day) => gaps.filter((gap) => gap.day === day).map((gap) => gap.label));
  const wrapped = days.map((labels) => wrapLabels(labels, layout.columnWidth - 10));
  const readable = wrapped.every((blocks) => blocks !== undefined && blocks.flat().length <= MAX_LINES);
  const blocks = readable
    ? wrapped.map((ofDay) => ofDay ?? [])
    : days.map((labels) => (labels.length > 0 ? [[String(labels.length)]] : []));
  const y = top + (layout.stacked ? 24 : 5);
  const placed = blocks.flatMap((ofDay, column) => placeBlocks(ofDay, column, y, layout));
  const bottom = Math.max(...placed.map((block) => block.y2));
  const list = readable ? { texts: [], bottom: bottom + 4 } : listGaps(spec, days, bottom + 4, page);
  const size = readable ? SIZE : 13;
  return {
    layers: [
      boxLayer(
        placed.map(({ lines: _, ...box }) => ({ ...box, color: page.palette.fall, opacity: 1 })),
        'dashed-outline',
        3,
      ),
    ],
    texts: [
      nameGaps(layout, y, page),
      ...placed.flatMap((block) =>
        block.lines.map(
          (text, k): TextItem => ({
            x: (block.x + block.x2) / 2,
            y: (block.y + block.y2) / 2 + (k - (block.lines.length - 1) / 2) * LINE + size * 0.36,
            text,
            size,
            weight: readable ? 500 : 600,
            color: page.palette.fall,
            align: 'center',
          }),
        ),
      ),
      ...list.texts,
    ],
    gridBottom: bottom + 4,
    bottom: list.bottom,
  };
}

/** One box a gap, beneath each other. */
function placeBlocks(blocks: readonly (readonly string[])[], column: number, top: number, layout: RosterLayout) {
  const x = layout.left + column * layout.columnWidth;
  let y = top;
  return blocks.map((lines) => {
    const block = {
      x: x + 2.2,
      x2: x + layout.columnWidth - 2.2,
      y,
      y2: y + Math.max(23, lines.length * LINE + 7),
      lines,
    };
    y = block.y2 + 4;
    return block;
  });
}

/** Each label of a day in lines; undefined where a word would have to be broken. */
function wrapLabels(labels: readonly string[], width: number): string[][] | undefined {
  const words = labels.flatMap((label) => label.split(' '));
  if (words.some((word) => measureText(word, SIZE, 500) > width)) return undefined;
  return labels.map((label) => wrapText(label, { width, size: SIZE, weight: 500, maxLines: 10 }));
}

function nameGaps({ stacked }: RosterLayout, y: number, { look, palette, left }: Page): TextItem {
  return {
    x: left,
    y: stacked ? y - 8 : y + 11.5 + look.label * 0.36,
    text: GAPS_NAME,
    size: look.label + 0.5,
    weight: 600,
    color: palette.fall,
    align: 'left',
  };
}

function listGaps(spec: RosterChart, days: readonly (readonly string[])[], top: number, page: Page) {
  const { look, palette, left, right, writing } = page;
  const named = days.flatMap((labels, i) => {
    const day = formatDay(dayNumber(spec.days[i] ?? ''), { weekday: 'short', day: 'numeric', month: 'short' }, writing);
    return labels.length > 0 ? [`${day}: ${labels.join(', ')}`] : [];
  });
  const more = named.length - MAX_LISTED;
  const lines = [
    ...named.slice(0, MAX_LISTED),
    ...(more > 0 ? [`And ${more} more ${more === 1 ? 'day' : 'days'}; the table has all of them.`] : []),
  ].flatMap((text) => wrapText(text, { width: right - left, size: look.label - 0.5, weight: 400, maxLines: 2 }));
  const texts = lines.map(
    (text, i): TextItem => ({
      x: left,
      y: top + (i + 1) * (look.label + 4.5) - 3,
      text,
      size: look.label - 0.5,
      weight: 400,
      color: palette.ink,
      align: 'left',
    }),
  );
  return { texts, bottom: top + lines.length * (look.label + 4.5) + 2 };
}
