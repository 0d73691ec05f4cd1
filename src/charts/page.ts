import type { ChartSpec } from '../contracts/chart.ts';
import { type ChartStyle, chooseLook, type Look, type WritingStyle } from './chart-style.ts';
import { choosePalette, type Palette } from './palette.ts';
import type { Layer, TextItem } from './vega-layers.ts';
import { wrapText } from './wrap-text.ts';

/** What every kind of chart is drawn on: sizes, colours, writing, and where its plot may begin. */
export interface Page {
  readonly look: Look;
  readonly palette: Palette;
  readonly style: ChartStyle;
  readonly writing: WritingStyle;
  readonly left: number;
  readonly right: number;
  /** First free pixel under the title block. */
  readonly top: number;
}

/** What a kind adds to the page. `bottom` is its last used pixel; notes go to the small print. */
export interface Drawing {
  readonly layers: readonly Layer[];
  readonly texts: readonly TextItem[];
  readonly bottom: number;
  readonly notes: readonly string[];
}

/** Title (the finding) and subtitle at the top left, where the plot's own left edge is. */
export function layOutHeader(
  spec: ChartSpec,
  style: ChartStyle,
  writing: WritingStyle,
): { page: Page; texts: TextItem[] } {
  const look = chooseLook(style.width);
  const palette = choosePalette(style.theme);
  const left = look.margin;
  const right = look.width - look.margin;
  const width = right - left;
  const titles = wrapText(spec.title, { width, size: look.title, weight: 600, maxLines: 3 });
  const subtitles = wrapText(spec.subtitle ?? '', { width, size: look.subtitle, weight: 400, maxLines: 2 });
  let y = look.margin - 4;
  const line = (text: string, size: number, height: number, weight: 400 | 600, color: string): TextItem => {
    y += height;
    return { x: left, y: y - (height - size) / 2 - size * 0.12, text, size, weight, color, align: 'left' };
  };
  const texts = titles.map((t) => line(t, look.title, look.titleLine, 600, palette.ink));
  y += titles.length > 0 && subtitles.length > 0 ? 3 : 0;
  texts.push(...subtitles.map((t) => line(t, look.subtitle, look.subtitleLine, 400, palette.mutedText)));
  return { page: { look, palette, style, writing, left, right, top: y + (look.narrow ? 12 : 16) }, texts };
}

/** Small print under the plot: the source, then what the reader should know about the drawing. */
export function layOutFooter(
  page: Page,
  bottom: number,
  notes: readonly string[],
): { texts: TextItem[]; height: number } {
  const { look, palette, left, right } = page;
  const lines = notes.flatMap((note) =>
    wrapText(note, { width: right - left, size: look.footnote, weight: 400, maxLines: 3 }),
  );
  const top = bottom + (lines.length > 0 ? 14 : 0);
  const texts = lines.map(
    (text, i): TextItem => ({
      x: left,
      y: top + (i + 1) * look.footnoteLine - 4,
      text,
      size: look.footnote,
      weight: 400,
      color: palette.mutedText,
      align: 'left',
    }),
  );
  return { texts, height: Math.ceil(top + lines.length * look.footnoteLine + look.margin - 8) };
}
