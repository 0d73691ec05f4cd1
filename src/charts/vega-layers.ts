import type { TopLevelSpec } from 'vega-lite';
import type { ChartTheme } from '../contracts/chart.ts';
import { FONT_FAMILY, type Weight } from './inter.ts';

/** One layer of a Vega-Lite spec. */
export type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** A line of text at a pixel of the picture; `y` is its baseline. */
export interface TextItem {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: Weight;
  readonly color: string;
  readonly align: 'left' | 'center' | 'right';
  /** Background colour around the letters, where lines may run beneath. */
  readonly halo?: string;
}

/** A scale from data units to pixels of the picture. */
export interface LinearScale {
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
}

/** Where a value lies, in pixels; the same arithmetic as Vega's linear scale. */
export function toPixel({ domain, range }: LinearScale, value: number): number {
  return range[0] + ((value - domain[0]) / (domain[1] - domain[0])) * (range[1] - range[0]);
}

/** A position channel in data units. */
export function inData(field: string, { domain, range }: LinearScale) {
  return {
    field,
    type: 'quantitative' as const,
    axis: null,
    scale: { domain: [...domain], range: [...range], nice: false, zero: false },
  };
}

/** A position channel in pixels of the picture. */
export function inPixels(field: string) {
  return { field, type: 'quantitative' as const, axis: null, scale: null };
}

/** A colour taken as it stands in the data. */
export function asColor(field: string) {
  return { field, type: 'nominal' as const, scale: null, legend: null };
}

/**
 * All text of a chart. Texts are data values: never a title, an expression or a signal, so nothing a file says
 * is ever evaluated. The two expressions are constants.
 */
export function textLayers(texts: readonly TextItem[]): Layer[] {
  const haloed = texts.filter((t) => t.halo !== undefined).map((t) => ({ ...t, color: t.halo }));
  return [...(haloed.length > 0 ? [textLayer(haloed, 3.5)] : []), textLayer(texts, 0)];
}

function textLayer(values: readonly object[], stroke: number): Layer {
  return {
    data: { values: [...values] },
    mark: {
      type: 'text',
      font: FONT_FAMILY,
      baseline: 'alphabetic',
      align: { expr: 'datum.align' },
      fontWeight: { expr: 'datum.weight' },
      ...(stroke > 0 ? { strokeWidth: stroke, strokeJoin: 'round' as const } : {}),
    },
    encoding: {
      x: inPixels('x'),
      y: inPixels('y'),
      text: { field: 'text', type: 'nominal' },
      size: { field: 'size', type: 'quantitative', scale: null, legend: null },
      ...(stroke > 0 ? { stroke: asColor('color') } : {}),
      fill: asColor('color'),
    },
  };
}

/** Straight lines between pixels. */
export function ruleLayer(
  values: readonly { readonly x: number; readonly x2: number; readonly y: number; readonly y2: number }[],
  look: { readonly color: string; readonly width: number; readonly dash?: readonly number[] },
): Layer {
  return {
    data: { values: [...values] },
    mark: {
      type: 'rule',
      color: look.color,
      strokeWidth: look.width,
      ...(look.dash && { strokeDash: [...look.dash] }),
    },
    encoding: { x: inPixels('x'), x2: { field: 'x2' }, y: inPixels('y'), y2: { field: 'y2' } },
  };
}

/** The whole picture: fixed size, no axes, legends or boxes of Vega's own, nothing loaded from anywhere. */
export function pictureSpec(
  size: { readonly width: number; readonly height: number },
  background: string,
  theme: ChartTheme,
  layer: readonly Layer[],
): TopLevelSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    usermeta: { theme },
    width: size.width,
    height: size.height,
    padding: 0,
    autosize: { type: 'none' },
    background,
    config: { view: { stroke: null }, mark: { aria: false } },
    layer: [...layer],
  };
}
