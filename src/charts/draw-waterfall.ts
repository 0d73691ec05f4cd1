import type { WaterfallChart } from '../contracts/chart.ts';
import { barLayer, makeBar } from './bar-layer.ts';
import { measureText } from './measure-text.ts';
import { layOutRows } from './member-rows.ts';
import { chooseStep } from './number-ticks.ts';
import type { Drawing, Page } from './page.ts';
import { inPixels, type Layer, type LinearScale, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';
import { createLabelWriter } from './write-labels.ts';

const MAX_STEPS = 10;
/** When the steps move within less than this share of the totals, bars from zero would hide them. */
const ZOOM_BELOW = 0.35;

interface Row {
  readonly label: string;
  readonly kind: 'total' | 'step';
  readonly from: number;
  readonly to: number;
}

/**
 * Steps from one total to another, as rows from top to bottom, so that long names fit on a phone.
 * Rises are teal with a plus, falls orange with a minus. Where the totals dwarf the steps, the scale starts near
 * them: the totals then fade out at their left end and the small print says so.
 */
export function drawWaterfall(spec: WaterfallChart, page: Page): Drawing {
  const { palette, look, writing } = page;
  const rows = listRows(spec);
  const layout = layOutRows(
    rows.map((r) => ({ label: r.label, strong: r.kind === 'total' })),
    page.top,
    page,
  );
  const size = look.label + 0.5;
  const write = createLabelWriter(
    rows.flatMap((r) => (r.kind === 'total' ? [r.to] : [r.to - r.from])),
    spec.unit,
    writing,
  );
  const labels = rows.map((r) => (r.kind === 'total' ? write.value(r.to) : write.change(r.to - r.from)));
  const room = Math.max(...labels.map((l) => measureText(l, size, 600))) + 10;
  const { scale, zoomedFrom } = layOutScale(rows, layout.left, page.right - room);
  const colorOf = (r: Row) => (r.to >= r.from ? palette.rise : palette.fall);
  const base = zoomedFrom === undefined ? toPixel(scale, 0) : scale.range[0];
  const bars = rows.map((r, i) =>
    makeBar(
      r.kind === 'total' ? base : toPixel(scale, r.from),
      toPixel(scale, r.to),
      layout.middles[i] ?? 0,
      layout.barHeight,
      r.kind === 'total' ? palette.mutedMark : colorOf(r),
    ),
  );
  const connectors = rows.slice(0, -1).map((r, i) => {
    const x = toPixel(scale, r.to);
    return { x, x2: x, y: layout.middles[i] ?? 0, y2: layout.middles[i + 1] ?? 0 };
  });
  return {
    layers: [
      ruleLayer(connectors, { color: palette.rule, width: 1 }),
      ...(zoomedFrom === undefined && scale.domain[0] < 0
        ? [
            ruleLayer([{ x: base, x2: base, y: page.top, y2: layout.bottom + 4 }], {
              color: palette.zeroLine,
              width: 1,
            }),
          ]
        : []),
      barLayer(bars),
      ...(zoomedFrom === undefined
        ? []
        : [
            fadeLayer(
              bars.filter((_, i) => rows[i]?.kind === 'total'),
              palette.background,
            ),
          ]),
    ],
    texts: [
      ...layout.texts,
      ...rows.map(
        (r, i): TextItem => ({
          x: (bars[i]?.x2 ?? 0) + 7,
          y: (layout.middles[i] ?? 0) + look.label * 0.36,
          text: labels[i] ?? '',
          size,
          weight: 600,
          color: r.kind === 'total' ? palette.ink : colorOf(r),
          align: 'left',
          halo: palette.background,
        }),
      ),
    ],
    bottom: layout.bottom,
    notes: [
      ...(zoomedFrom === undefined
        ? []
        : [`The scale starts at ${write.value(zoomedFrom)}, not at zero, so that the steps can be seen.`]),
    ],
  };
}

function listRows(spec: WaterfallChart): Row[] {
  let level = spec.from.value;
  const steps = foldSteps(spec.steps).map((step): Row => {
    const from = level;
    level += step.delta;
    return { label: step.label, kind: 'step', from, to: level };
  });
  return [
    { label: spec.from.label, kind: 'total', from: 0, to: spec.from.value },
    ...steps,
    { label: spec.to.label, kind: 'total', from: 0, to: spec.to.value },
  ];
}

/** Steps add up, so the smallest of many can be drawn as one. The table has each. */
function foldSteps(steps: WaterfallChart['steps']): WaterfallChart['steps'] {
  if (steps.length <= MAX_STEPS) return steps;
  const bySize = steps.toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  const kept = new Set(bySize.slice(0, MAX_STEPS - 1));
  const folded = steps.filter((s) => !kept.has(s));
  const delta = folded.reduce((sum, s) => sum + s.delta, 0);
  return [...steps.filter((s) => kept.has(s)), { label: `${folded.length} smaller changes`, delta }];
}

function layOutScale(
  rows: readonly Row[],
  left: number,
  right: number,
): { scale: LinearScale; zoomedFrom: number | undefined } {
  const levels = rows.map((r) => r.to);
  const low = Math.min(...levels);
  const high = Math.max(...levels);
  const zoom = low > 0 && high > low && high - low < ZOOM_BELOW * high;
  if (!zoom) {
    const domain = [Math.min(0, low), Math.max(0, high)] as const;
    return {
      scale: { domain: domain[0] === domain[1] ? [0, 1] : [domain[0], domain[1]], range: [left, right] },
      zoomedFrom: undefined,
    };
  }
  const step = chooseStep((high - low) / 2);
  const start = Math.max(0, Number((Math.floor((low - (high - low) * 0.3) / step) * step).toPrecision(12)));
  return { scale: { domain: [start, high], range: [left, right] }, zoomedFrom: start };
}

/** The left end of a cut total runs out into the background. */
function fadeLayer(
  bars: readonly { readonly x: number; readonly y: number; readonly y2: number }[],
  background: string,
): Layer {
  return {
    data: { values: bars.map((b) => ({ x: b.x - 1, x2: b.x + 46, y: b.y - 1, y2: b.y2 + 1 })) },
    mark: {
      type: 'rect',
      fill: {
        gradient: 'linear',
        x1: 0,
        x2: 1,
        y1: 0,
        y2: 0,
        stops: [
          { offset: 0, color: background },
          { offset: 1, color: `${background}00` },
        ],
      },
    },
    encoding: { x: inPixels('x'), x2: { field: 'x2' }, y: inPixels('y'), y2: { field: 'y2' } },
  };
}
