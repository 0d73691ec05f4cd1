import type { StockPanel } from '../contracts/chart.ts';
import { dayNumber } from './format-date.ts';
import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import { type LinearScale, type TextItem, toPixel } from './vega-layers.ts';
import { createLabelWriter } from './write-labels.ts';

const BESIDE = 7;
const GAP = 6;
const LANE = 18;

interface PlacedText {
  readonly x: number;
  readonly text: string;
  readonly width: number;
}

/**
 * Deliveries in a lane of their own: a tick on the day, what comes beside it. Where the texts would touch each other
 * they lose their unit, then those go that have no room; the ticks stay, and the table has all of them.
 */
export function placeDeliveries(panel: StockPanel, x: LinearScale, y: number, page: Page) {
  const { palette, look } = page;
  const [first, last] = x.domain;
  const arrivals = panel.arrivals
    .map(({ t, quantity }) => ({ at: dayNumber(t), quantity }))
    .filter(({ at }) => at >= first && at <= last)
    .map(({ at, quantity }) => ({ x: toPixel(x, at), quantity }));
  if (arrivals.length === 0) return { ticks: [], texts: [], bottom: y - 8 };
  const write = createLabelWriter(
    arrivals.map((a) => a.quantity),
    'other',
    page.writing,
  ).change;
  const lay = (unit: string, size: number): PlacedText[] =>
    arrivals.map((arrival) => {
      const text = unit === '' ? write(arrival.quantity) : `${write(arrival.quantity)}\u00a0${unit}`;
      const width = measureText(text, size, 500);
      const fits = arrival.x + BESIDE + width <= page.look.width - 6;
      return { x: fits ? arrival.x + BESIDE : arrival.x - BESIDE - width, text, width };
    });
  const ticksAt = arrivals.map((a) => a.x);
  const sizes = [look.label - 0.5, 11.5] as const;
  const withUnit = lay(panel.unit, sizes[0]);
  const roomy = keepClear(withUnit, ticksAt).length === withUnit.length;
  const size = roomy ? sizes[0] : sizes[1];
  const placed = roomy ? withUnit : lay('', size);
  const clear = keepClear(placed, ticksAt);
  return {
    ticks: arrivals.map((a) => ({ x: a.x, y, color: palette.accent })),
    // One label among many ticks would look as if only that delivery had an amount.
    texts: (3 * clear.length < placed.length ? [] : clear).map(
      ({ x: at, text }): TextItem => ({
        x: at,
        y: y + size * 0.36,
        text,
        size,
        weight: 500,
        color: palette.accent,
        align: 'left',
      }),
    ),
    bottom: y + LANE - 8,
  };
}

/** From left to right, those that touch neither a kept text nor a tick. */
function keepClear(texts: readonly PlacedText[], ticks: readonly number[]): PlacedText[] {
  const kept: PlacedText[] = [];
  for (const text of texts) {
    const hitsTick = ticks.some((tick) => tick > text.x - 4 && tick < text.x + text.width + 7);
    const hitsText = kept.some((k) => text.x < k.x + k.width + GAP && k.x < text.x + text.width + GAP);
    if (!hitsTick && !hitsText) kept.push(text);
  }
  return kept;
}
