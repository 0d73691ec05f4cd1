import type { ResponseChart, ResponseCurve } from '../contracts/chart.ts';
import { drawKey, type KeyEntry } from './draw-key.ts';
import { drawCurve, PANEL_FOOT, panelHead } from './draw-response-panel.ts';
import type { Drawing, Page } from './page.ts';
import { layOutResponseAxes, type ResponseAxes } from './response-axes.ts';
import type { TextItem } from './vega-layers.ts';

const MAX_CURVES = 6;
/** Channels whose largest values differ by more get scales of their own: the small ones would not be seen. */
const SHARED_UP_TO = 6;
const COLUMN_GAP = 24;
const ROW_GAP = 14;

/** A panel a channel: the curve with its range, solid as far as there is experience; today as a ring, the plan as a dot. */
export function drawResponse(spec: ResponseChart, page: Page): Drawing {
  const { look, palette } = page;
  const shown = spec.curves.slice(0, MAX_CURVES);
  const key = drawKey(listKey(shown, page), page);
  const columns = chooseColumns(shown.length, page);
  const height = look.plotHeight / (columns === 1 && shown.length === 1 ? 1.1 : columns === 3 ? 2.1 : 1.9);
  const shared = areAlike(shown);
  const wanted = columns === 1 ? 4 : 2.4;
  const axes = shown.map((curve): ResponseAxes => layOutResponseAxes(shared ? shown : [curve], spec, wanted, page));
  const gutter = Math.max(...axes.map((a) => a.gutter));
  const width = (page.right - page.left - (columns - 1) * COLUMN_GAP) / columns;
  const top = key.bottom + look.label + 14;
  const rowHeight = panelHead(page) + height + PANEL_FOOT + ROW_GAP;
  const panels = shown.flatMap((curve, i) => {
    const own = axes[i];
    if (!own) return [];
    const left = page.left + (i % columns) * (width + COLUMN_GAP);
    const from = top + Math.floor(i / columns) * rowHeight;
    return [drawCurve(curve, { left: left + gutter, name: left, right: left + width, from, height, axes: own }, page)];
  });
  const bottom = top + Math.ceil(shown.length / columns) * rowHeight - ROW_GAP;
  const axisName = (text: string, x: number, y: number, align: 'left' | 'right'): TextItem => ({
    x,
    y,
    text,
    size: look.label,
    weight: 400,
    color: palette.mutedText,
    align,
  });
  return {
    layers: [...key.layers, ...panels.flatMap((p) => p.layers)],
    texts: [
      ...key.texts,
      axisName(`↑ ${spec.resultLabel}`, page.left, key.bottom + look.label - 2, 'left'),
      ...panels.flatMap((p) => p.texts),
      axisName(`${spec.spendLabel} →`, page.right, bottom + look.label + 4, 'right'),
    ],
    bottom: bottom + look.label + 8,
    notes: [
      ...(shared || shown.length === 1 ? [] : ['Each channel has a scale of its own.']),
      ...(spec.curves.length > MAX_CURVES
        ? [`${MAX_CURVES} of ${spec.curves.length} are drawn; the table has all of them.`]
        : []),
    ],
  };
}

function chooseColumns(count: number, { look }: Page): number {
  if (count === 1) return 1;
  if (look.narrow) return count < 4 ? 1 : 2;
  if (look.width >= 620 && (count === 3 || count > 4)) return 3;
  return 2;
}

function areAlike(curves: readonly ResponseCurve[]): boolean {
  const spread = (of: (curve: ResponseCurve) => number[]) => {
    const tops = curves.map((c) => of(c).reduce((a, b) => Math.max(a, b), 0)).filter((top) => top > 0);
    return Math.max(...tops) / Math.min(...tops);
  };
  const places = (c: ResponseCurve) => [...c.points, c.plan, ...(c.now ? [c.now] : [])];
  const widest = Math.max(
    spread((c) => places(c).map((p) => p.spend)),
    spread((c) => places(c).map((p) => p.result)),
  );
  return !(widest > SHARED_UP_TO);
}

function listKey(curves: readonly ResponseCurve[], { palette }: Page): KeyEntry[] {
  const hasRange = curves.some((c) => c.points.some((p) => p.low !== undefined && p.high !== undefined));
  const isGuess = curves.some((c) => c.triedUpTo !== undefined && c.points.some((p) => p.spend > (c.triedUpTo ?? 0)));
  return [
    ...(curves.some((c) => c.now)
      ? [{ text: 'Today', color: palette.mutedText, opacity: 1, mark: 'ring' as const }]
      : []),
    { text: 'Plan', color: palette.accent, opacity: 1, mark: 'dot' as const },
    ...(isGuess
      ? [{ text: 'More than ever tried', color: palette.accent, opacity: 1, mark: 'dashed-line' as const }]
      : []),
    ...(hasRange ? [{ text: '80% range', color: palette.accent, opacity: palette.innerBand }] : []),
  ];
}
