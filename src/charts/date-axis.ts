import type { Grain } from '../contracts/period.ts';
import { layOutDateTicks } from './date-ticks.ts';
import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import { type LinearScale, type TextItem, toPixel } from './vega-layers.ts';

export interface DateAxisInput {
  /** First and last day named, days since 1970. */
  readonly days: readonly [number, number];
  readonly grain: Grain;
  /** Days → pixels. */
  readonly x: LinearScale;
  /** Last pixel of the plot. */
  readonly from: number;
  /** Days from a tick's own day to where its label is centred: half a day where a day has a width. */
  readonly shift?: number;
}

/** Dates under a plot, in one or two lines; a label at an edge moves inward. `end` is the last used pixel. */
export function layOutDateAxis(
  { days: [first, last], grain, x, from, shift = 0 }: DateAxisInput,
  page: Page,
): { texts: TextItem[]; end: number } {
  const { look, palette, writing } = page;
  const ticks = layOutDateTicks(first, last, {
    grain,
    weekStart: page.style.weekStart,
    maxTicks: look.maxDateTicks,
    pixelsPerDay: (x.range[1] - x.range[0]) / (x.domain[1] - x.domain[0]),
    measure: (label) => measureText(label, look.label, 400),
    style: writing,
  });
  const line = (text: string, at: number, y: number): TextItem => {
    const half = measureText(text, look.label, 400) / 2;
    const kept = Math.max(page.left + half, Math.min(page.right - half, at));
    return { x: kept, y, text, size: look.label, weight: 400, color: palette.mutedText, align: 'center' };
  };
  const firstLine = from + 11 + look.label;
  const texts = ticks.flatMap((tick) => {
    const label = line(tick.label, toPixel(x, tick.day + shift), firstLine);
    return tick.below === '' ? [label] : [label, line(tick.below, label.x, firstLine + look.label + 4)];
  });
  const twoLines = ticks.some((t) => t.below !== '');
  return { texts, end: firstLine + (twoLines ? look.label + 4 : 0) + 4 };
}
