import type { Unit } from '../contracts/catalogue.ts';
import type { Grain } from '../contracts/period.ts';
import { layOutDateAxis } from './date-axis.ts';
import { formatTicks } from './format-number.ts';
import { GRAIN_DAYS } from './grain-days.ts';
import { measureText } from './measure-text.ts';
import { layOutNumberAxis } from './number-ticks.ts';
import type { Page } from './page.ts';
import { type Flag, type PlacedFlag, placeFlags } from './place-flags.ts';
import { type Layer, type LinearScale, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';

export interface TimePlotInput<F extends Flag> {
  readonly unit: Unit;
  readonly grain: Grain;
  /** First and last day drawn, days since 1970. */
  readonly days: readonly [number, number];
  /** Every value that must fit; at least one. */
  readonly values: readonly number[];
  /** Pixels kept free right of the plot for labels. */
  readonly rightMargin: number;
  /** First free pixel for flags and plot. */
  readonly from: number;
  /** Labels above the plot; they get the scale because their places depend on it. */
  readonly flags: (x: LinearScale) => readonly F[];
}

/** The plane of a chart over time: scales, faint horizontal grid, axis labels, flags above it. */
export interface TimePlot<F extends Flag> {
  readonly x: LinearScale;
  readonly y: LinearScale;
  readonly top: number;
  readonly bottom: number;
  readonly flags: readonly PlacedFlag<F>[];
  readonly layers: readonly Layer[];
  readonly texts: readonly TextItem[];
  readonly notes: readonly string[];
  /** Last pixel of the axis labels. */
  readonly end: number;
}

/** Height of one row of flags. */
export const LANE = 20;
const MAX_LANES = 4;

export function layOutTimePlot<F extends Flag>(input: TimePlotInput<F>, page: Page): TimePlot<F> {
  const { look, palette, writing } = page;
  const axis = layOutNumberAxis(input.values, look.narrow ? 3.2 : 4);
  const labels = formatTicks(axis.ticks, input.unit, writing);
  const gutter = Math.max(...labels.map((l) => measureText(l, look.label, 400))) + 10;
  const edges = [page.left + gutter, page.right - input.rightMargin] as const;
  const x = layOutX(input, edges);
  const flags = placeFlags(input.flags(x), {
    left: page.left,
    // A flag may reach a little into the margin: better than losing it.
    right: look.width - 8,
    lanes: MAX_LANES,
    size: look.label,
  });
  const lanes = flags.reduce((most, f) => Math.max(most, f.lane + 1), 0);
  // Without flags, half a line of air: the top tick's label must not touch the subtitle.
  const top = input.from + (lanes > 0 ? lanes * LANE + 8 : 10);
  const bottom = top + look.plotHeight;
  const y: LinearScale = { domain: [axis.domain[0], axis.domain[1]], range: [bottom, top] };
  const dates = layOutDateAxis({ days: input.days, grain: input.grain, x, from: bottom }, page);
  const lines = axis.ticks.map((tick) => {
    const height = toPixel(y, tick);
    return { tick, x: edges[0], x2: edges[1], y: height, y2: height };
  });
  return {
    x,
    y,
    top,
    bottom,
    flags,
    layers: [
      ruleLayer(
        lines.filter((l) => l.tick !== 0),
        { color: palette.grid, width: 1 },
      ),
      ruleLayer(
        lines.filter((l) => l.tick === 0),
        { color: palette.zeroLine, width: 1 },
      ),
    ],
    texts: [
      ...axis.ticks.map(
        (tick, i): TextItem => ({
          x: page.left + gutter - 10,
          y: toPixel(y, tick) + look.label * 0.36,
          text: labels[i] ?? '',
          size: look.label,
          weight: 400,
          color: palette.mutedText,
          align: 'right',
        }),
      ),
      ...dates.texts,
    ],
    notes: axis.cut ? [noteCut(axis.domain[0] > 0, labels)] : [],
    end: dates.end,
  };
}

/** Said in the small print, because a cut axis makes changes look larger. */
function noteCut(positive: boolean, labels: readonly string[]): string {
  return positive
    ? `The scale starts at ${labels[0] ?? ''}, not at zero.`
    : `The scale ends at ${labels.at(-1) ?? ''}, not at zero.`;
}

/** The line keeps a few pixels from the plot's ends, so that the last dot is whole. */
function layOutX(
  { days: [first, last], grain }: TimePlotInput<Flag>,
  [left, right]: readonly [number, number],
): LinearScale {
  const pad = first === last ? GRAIN_DAYS[grain] : 0;
  return { domain: [first - pad, last + pad], range: [left + 6, right - 6] };
}
