import type { StockChart } from '../contracts/chart.ts';
import { layOutDateAxis } from './date-axis.ts';
import { drawKey, type KeyEntry } from './draw-key.ts';
import { drawStockPanel, layOutStockAxis } from './draw-stock-panel.ts';
import { dayNumber } from './format-date.ts';
import { GRAIN_DAYS } from './grain-days.ts';
import type { Drawing, Page } from './page.ts';
import type { LinearScale } from './vega-layers.ts';

export const MAX_PANELS = 4;
/** Height of one panel's plot, by how many there are. */
const HEIGHTS = [190, 130, 104, 88] as const;

/** A panel an item, one time axis under them: stock as steps, deliveries beneath, where it runs out in the fall colour. */
export function drawStock(spec: StockChart, page: Page): Drawing {
  const shown = spec.panels.slice(0, MAX_PANELS);
  const width = GRAIN_DAYS[spec.grain];
  const days = shown.flatMap((p) => [...p.points, ...(p.without?.points ?? [])].map((point) => dayNumber(point.t)));
  const span = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))] as const;
  const axes = shown.map((panel) => layOutStockAxis(panel, page));
  const gutter = Math.max(...axes.map((axis) => axis.width)) + 10;
  const x: LinearScale = { domain: [span[0], span[1] + width], range: [page.left + gutter, page.right] };
  const key = drawKey(listKey(spec, page), page);
  const height = HEIGHTS[shown.length - 1] ?? HEIGHTS[HEIGHTS.length - 1] ?? 88;
  let from = key.bottom;
  const drawings = shown.flatMap((panel, i) => {
    const axis = axes[i];
    if (!axis) return [];
    const drawing = drawStockPanel(panel, { axis, x, from, height, grain: spec.grain, width }, page);
    from = drawing.bottom + 12;
    return [drawing];
  });
  const bottom = drawings.at(-1)?.bottom ?? from;
  const dates = layOutDateAxis({ days: span, grain: spec.grain, x, from: bottom - 4, shift: width / 2 }, page);
  return {
    layers: [...key.layers, ...drawings.flatMap((d) => d.layers)],
    texts: [...key.texts, ...drawings.flatMap((d) => d.texts), ...dates.texts],
    bottom: dates.end,
    notes:
      spec.panels.length > MAX_PANELS
        ? [`${MAX_PANELS} of ${spec.panels.length} are drawn; the table has all of them.`]
        : [],
  };
}

function listKey({ panels }: StockChart, { palette }: Page): KeyEntry[] {
  const has = (test: (panel: StockChart['panels'][number]) => boolean) => panels.slice(0, MAX_PANELS).some(test);
  return [
    ...(has((p) => p.arrivals.length > 0)
      ? [{ text: 'Delivery', color: palette.accent, opacity: 1, mark: 'triangle' as const }]
      : []),
    ...(has((p) => (p.range?.length ?? 0) > 0)
      ? [{ text: '80% range', color: palette.accent, opacity: palette.innerBand }]
      : []),
  ];
}
