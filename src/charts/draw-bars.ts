import type { BarsChart } from '../contracts/chart.ts';
import { barLayer, makeBar } from './bar-layer.ts';
import { measureText } from './measure-text.ts';
import { layOutRows } from './member-rows.ts';
import type { Drawing, Page } from './page.ts';
import { type LinearScale, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';
import { createLabelWriter } from './write-labels.ts';

const MAX_BARS = 20;

/** Horizontal bars from zero with their values at the ends; needs no axis. Expects the bars in their order (prepare-spec.ts). */
export function drawBars(spec: BarsChart, page: Page): Drawing {
  const { palette, look, writing } = page;
  const bars = chooseBars(spec);
  const anyAccent = bars.some((b) => b.accent);
  const rows = layOutRows(
    bars.map((b) => ({ label: b.label, strong: b.accent === true })),
    page.top,
    page,
  );
  const write = createLabelWriter(
    bars.map((b) => b.value),
    spec.unit,
    writing,
  ).value;
  const values = bars.map((b) => write(b.value));
  const widths = values.map((v) => measureText(v, look.label + 0.5, 600) + 10);
  const scale = layOutScale(bars, widths, rows.left, page.right);
  const zero = toPixel(scale, 0);
  const anyNegative = bars.some((b) => b.value < 0);
  return {
    layers: [
      barLayer(
        bars.map((b, i) =>
          makeBar(
            zero,
            toPixel(scale, b.value),
            rows.middles[i] ?? 0,
            rows.barHeight,
            b.accent || !anyAccent ? palette.accent : palette.mutedMark,
          ),
        ),
      ),
      ...(anyNegative
        ? [
            ruleLayer([{ x: zero, x2: zero, y: page.top, y2: rows.bottom + 4 }], {
              color: palette.zeroLine,
              width: 1,
            }),
          ]
        : []),
    ],
    texts: [
      ...rows.texts,
      ...bars.map((b, i): TextItem => {
        const negative = b.value < 0;
        return {
          x: toPixel(scale, b.value) + (negative ? -7 : 7),
          y: (rows.middles[i] ?? 0) + look.label * 0.36,
          text: values[i] ?? '',
          size: look.label + 0.5,
          weight: b.accent ? 600 : 500,
          color: palette.ink,
          align: negative ? 'right' : 'left',
        };
      }),
    ],
    bottom: rows.bottom,
    notes:
      spec.bars.length > bars.length
        ? [`${bars.length} of ${spec.bars.length} are drawn; the table has all of them.`]
        : [],
  };
}

/** The longest bars, or some evenly from first to last; and always the one the title speaks of. */
function chooseBars({ bars, order }: BarsChart): BarsChart['bars'] {
  if (bars.length <= MAX_BARS) return bars;
  if (order === 'given') return spreadBars(bars);
  const accented = bars
    .slice(MAX_BARS)
    .filter((b) => b.accent)
    .slice(0, MAX_BARS);
  return [...bars.slice(0, MAX_BARS - accented.length), ...accented];
}

/** The first, the last, those the title speaks of, and as many between as there is room for. */
function spreadBars(bars: BarsChart['bars']): BarsChart['bars'] {
  const accented = bars.flatMap((b, i) => (b.accent ? [i] : [])).slice(0, MAX_BARS - 2);
  const wanted = MAX_BARS - accented.length;
  const even = Array.from({ length: wanted }, (_, i) => Math.round((i * (bars.length - 1)) / Math.max(1, wanted - 1)));
  const kept = new Set([...accented, ...even]);
  return bars.filter((_, i) => kept.has(i));
}

/** From zero to the extremes, with room for the values beyond the bars' ends on either side. */
function layOutScale(bars: BarsChart['bars'], widths: readonly number[], left: number, right: number): LinearScale {
  const low = Math.min(0, ...bars.map((b) => b.value));
  const high = Math.max(0, ...bars.map((b) => b.value));
  const room = (negative: boolean) =>
    Math.max(0, ...bars.map((b, i) => (b.value < 0 === negative ? (widths[i] ?? 0) : 0)));
  return { domain: low === high ? [0, 1] : [low, high], range: [left + room(true), right - room(false)] };
}
