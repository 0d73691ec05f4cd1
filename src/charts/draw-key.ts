import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import { asColor, inPixels, type Layer, type TextItem } from './vega-layers.ts';

/** A small swatch and what it stands for. */
export interface KeyEntry {
  readonly text: string;
  readonly color: string;
  readonly opacity: number;
}

const SWATCH = { width: 18, height: 11 };
const HEIGHT = 24;

/** One line of swatches under the title block, for areas: an area has no end that a label could stand at. */
export function drawKey(
  entries: readonly KeyEntry[],
  page: Page,
): { layers: Layer[]; texts: TextItem[]; bottom: number } {
  if (entries.length === 0) return { layers: [], texts: [], bottom: page.top };
  const { look, palette } = page;
  const y = page.top + 6;
  let x = page.left;
  const placed = entries.map((entry) => {
    const at = x;
    x += SWATCH.width + 7 + measureText(entry.text, look.label, 400) + 18;
    return { entry, at };
  });
  return {
    layers: [
      {
        data: {
          values: placed.map(({ entry, at }) => ({
            x: at,
            x2: at + SWATCH.width,
            y: y - SWATCH.height / 2,
            y2: y + SWATCH.height / 2,
            color: entry.color,
            opacity: entry.opacity,
          })),
        },
        mark: { type: 'rect', cornerRadius: 2 },
        encoding: {
          x: inPixels('x'),
          x2: { field: 'x2' },
          y: inPixels('y'),
          y2: { field: 'y2' },
          fill: asColor('color'),
          opacity: { field: 'opacity', type: 'quantitative', scale: null, legend: null },
        },
      },
    ],
    texts: placed.map(({ entry, at }) => ({
      x: at + SWATCH.width + 7,
      y: y + look.label * 0.36,
      text: entry.text,
      size: look.label,
      weight: 400,
      color: palette.mutedText,
      align: 'left',
    })),
    bottom: page.top + HEIGHT,
  };
}
