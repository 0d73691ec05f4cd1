import type { ResponseCurve } from '../contracts/chart.ts';
import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import type { ResponseAxes } from './response-axes.ts';
import { ringLayer } from './shape-layers.ts';
import { bandLayers, IN_PIXELS, lineLayer } from './time-layers.ts';
import { type Layer, type LinearScale, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';
import { fitText } from './wrap-text.ts';
import { createLabelWriter } from './write-labels.ts';

interface PanelPlace {
  /** Left edge of the plot, and of the channel's name. */
  readonly left: number;
  readonly name: number;
  readonly right: number;
  readonly from: number;
  readonly height: number;
  readonly axes: ResponseAxes;
}

type Place = ResponseCurve['plan'];

const RADIUS = 5.5;
/** Pixels under the plot for the spend's labels. */
export const PANEL_FOOT = 24;

/** Pixels over the plot for the channel's name and what it gets. */
export function panelHead({ look }: Page): number {
  return 2 * look.label + 17;
}

/** One channel: its name, what it gets today and in the plan, and its curve with both marked. */
export function drawCurve(
  curve: ResponseCurve,
  { left, name, right, from, height, axes }: PanelPlace,
  page: Page,
): { layers: Layer[]; texts: TextItem[] } {
  const { palette } = page;
  const top = from + panelHead(page);
  const bottom = top + height;
  const x: LinearScale = { domain: [axes.spend.domain[0], axes.spend.domain[1]], range: [left, right - RADIUS] };
  const y: LinearScale = { domain: [axes.result.domain[0], axes.result.domain[1]], range: [bottom, top] };
  const within = (value: number) => Math.min(Math.max(value, y.domain[0]), y.domain[1]);
  const { tried, beyond } = splitAt(curve);
  const line = (points: readonly Place[]) =>
    points.map((p) => ({ day: toPixel(x, p.spend), y: toPixel(y, p.result), segment: 0 }));
  const band = curve.points.flatMap((p) =>
    isNumber(p.low) && isNumber(p.high)
      ? [{ day: toPixel(x, p.spend), low: toPixel(y, within(p.low)), high: toPixel(y, within(p.high)), segment: 0 }]
      : [],
  );
  const at = ({ spend, result }: Place) => ({ x: toPixel(x, spend), y: toPixel(y, result) });
  const stays = curve.now && curve.now.spend === curve.plan.spend;
  const rule = (tick: number) => ({ x: left, x2: right, y: toPixel(y, tick), y2: toPixel(y, tick) });
  return {
    layers: [
      ruleLayer(axes.result.ticks.filter((t) => t !== 0).map(rule), { color: palette.grid, width: 1 }),
      ruleLayer([rule(0)], { color: palette.zeroLine, width: 1 }),
      ...bandLayers(band, IN_PIXELS, { color: palette.accent, opacity: palette.innerBand }),
      ...(tried.length > 1 ? [lineLayer(line(tried), IN_PIXELS, { color: palette.accent, width: 2.2 })] : []),
      ...(beyond.length > 1
        ? [lineLayer(line(beyond), IN_PIXELS, { color: palette.accent, width: 2, dash: [5, 4] })]
        : []),
      ringLayer(
        [
          ...(curve.now && !stays ? [{ ...at(curve.now), fill: palette.background, stroke: palette.mutedText }] : []),
          { ...at(curve.plan), fill: palette.accent, stroke: palette.accent },
        ],
        RADIUS,
      ),
    ],
    texts: [...nameCurve(curve, { name, right, from }, page), ...nameTicks(axes, { x, y }, bottom, page)],
  };
}

function nameCurve(
  { label, now, plan }: ResponseCurve,
  { name, right, from }: { name: number; right: number; from: number },
  { look, palette, writing }: Page,
): TextItem[] {
  const write = createLabelWriter([plan.spend, ...(now ? [now.spend] : [])], 'currency', writing).value;
  const change = !now
    ? write(plan.spend)
    : now.spend === plan.spend
      ? `${write(plan.spend)}, as today`
      : `${write(now.spend)} → ${write(plan.spend)}`;
  const size = look.label + 0.5;
  const text = (words: string, y: number, weight: 500 | 600, color: string): TextItem => ({
    x: name,
    y,
    text: fitText(words, right - name, size, weight),
    size,
    weight,
    color,
    align: 'left',
  });
  return [
    text(label, from + look.label, 600, palette.ink),
    text(change, from + 2 * look.label + 5, 500, now && now.spend === plan.spend ? palette.mutedText : palette.accent),
  ];
}

function nameTicks(
  axes: ResponseAxes,
  { x, y }: { x: LinearScale; y: LinearScale },
  bottom: number,
  page: Page,
): TextItem[] {
  const { look, palette } = page;
  const size = look.label - 0.5;
  const last = x.range[1] + RADIUS;
  const text = (words: string, px: number, py: number, align: 'center' | 'right'): TextItem => ({
    x: px,
    y: py,
    text: words,
    size,
    weight: 400,
    color: palette.mutedText,
    align,
  });
  return [
    ...axes.result.ticks.map((tick, i) =>
      text(axes.result.labels[i] ?? '', x.range[0] - 8, toPixel(y, tick) + size * 0.36, 'right'),
    ),
    ...axes.spend.ticks.map((tick, i) => {
      const words = axes.spend.labels[i] ?? '';
      const half = measureText(words, size, 400) / 2;
      return text(words, Math.min(toPixel(x, tick), last - half), bottom + size + 7, 'center');
    }),
  ];
}

/** The curve up to the highest spend ever tried, and on from there; both hold the point between. */
function splitAt({ points, triedUpTo }: ResponseCurve): { tried: readonly Place[]; beyond: readonly Place[] } {
  if (triedUpTo === undefined) return { tried: points, beyond: [] };
  const tried = points.filter((p) => p.spend <= triedUpTo);
  const beyond = points.filter((p) => p.spend > triedUpTo);
  const before = tried.at(-1);
  const after = beyond[0];
  if (!before || !after) return { tried, beyond };
  const share = (triedUpTo - before.spend) / (after.spend - before.spend);
  const joint = { spend: triedUpTo, result: before.result + share * (after.result - before.result) };
  return { tried: [...tried, joint], beyond: [joint, ...beyond] };
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
