import type { StockPanel } from '../contracts/chart.ts';
import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import { type Layer, ruleLayer, type TextItem } from './vega-layers.ts';
import { fitText } from './wrap-text.ts';
import { createLabelWriter } from './write-labels.ts';

/** A thin line of a panel and what it is. */
export interface LineName {
  readonly text: string;
  readonly width: number;
  readonly dash: readonly number[];
}

/** Of the swatch, and between it and its text. */
const SWATCH = 20;
const BESIDE = 6;
const GAP = 18;

/** Heading of an item: name and unit, then at the right end, or on lines of their own, what its thin lines are. */
export function nameItem(
  { label, unit }: Pick<StockPanel, 'label' | 'unit'>,
  lines: readonly LineName[],
  from: number,
  page: Page,
): { layers: Layer[]; texts: TextItem[]; bottom: number } {
  const { palette, look, left } = page;
  const first = from + look.label + 2;
  const size = look.label + 0.5;
  const name = measureText(label, size, 600);
  const named: TextItem[] = [
    { x: left, y: first, text: label, size, weight: 600, color: palette.ink, align: 'left' },
    { x: left + name + 7, y: first, text: unit, size, weight: 400, color: palette.mutedText, align: 'left' },
  ];
  const end = left + name + (unit === '' ? 0 : measureText(unit, size, 400) + 7) + GAP;
  const placed = placeLines(lines, end, first, page);
  return {
    layers: placed.map(({ line, x, y }) => {
      const middle = y - look.label * 0.33;
      const { width, dash } = line;
      return ruleLayer([{ x, x2: x + SWATCH, y: middle, y2: middle }], { color: palette.mutedText, width, dash });
    }),
    texts: [
      ...named.filter((item) => item.text !== ''),
      ...placed.map(
        ({ text, x, y }): TextItem => ({
          x: x + SWATCH + BESIDE,
          y,
          text,
          size: look.label - 0.5,
          weight: 400,
          color: palette.mutedText,
          align: 'left',
        }),
      ),
    ],
    bottom: Math.max(first, ...placed.map((p) => p.y)) + 14,
  };
}

/** Beside the name where all fit there, else beneath it, as many on a line as fit. */
function placeLines(lines: readonly LineName[], end: number, first: number, { look, left, right }: Page) {
  const size = look.label - 0.5;
  const sized = lines.map((line) => {
    const text = fitText(line.text, right - left - SWATCH - BESIDE, size, 400);
    return { line, text, width: SWATCH + BESIDE + measureText(text, size, 400) };
  });
  const all = sized.reduce((sum, s) => sum + s.width, 0) + GAP * Math.max(0, sized.length - 1);
  const beside = end + all <= right;
  let x = beside ? right - all : left;
  let y = beside ? first : first + look.label + 6;
  return sized.map(({ line, text, width }) => {
    if (!beside && x > left && x + width > right) {
      x = left;
      y += look.label + 6;
    }
    const at = { line, text, x, y };
    x += width + GAP;
    return at;
  });
}

/** An amount in an item's own unit: "24 kg". */
export function writeAmount(value: number, unit: string, { writing }: Page): string {
  const text = createLabelWriter([value], 'other', writing).value(value);
  return unit === '' ? text : `${text}\u00a0${unit}`;
}
