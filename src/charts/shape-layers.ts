import { asColor, inPixels, type Layer } from './vega-layers.ts';

/** A box in pixels of the picture. */
export interface ColoredBox {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly color: string;
  readonly opacity: number;
}

/** Boxes, filled or only outlined, each in its own colour. */
export function boxLayer(
  values: readonly ColoredBox[],
  look: 'fill' | 'outline' | 'dashed-outline',
  radius = 2,
): Layer {
  const outlined = look !== 'fill';
  return {
    data: { values: [...values] },
    mark: {
      type: 'rect',
      cornerRadius: radius,
      ...(outlined ? { fillOpacity: 0, strokeWidth: 1.4 } : {}),
      ...(look === 'dashed-outline' ? { strokeDash: [3, 2.5] } : {}),
    },
    encoding: {
      x: inPixels('x'),
      x2: { field: 'x2' },
      y: inPixels('y'),
      y2: { field: 'y2' },
      ...(outlined ? { stroke: asColor('color') } : { fill: asColor('color') }),
      opacity: { field: 'opacity', type: 'quantitative', scale: null, legend: null },
    },
  };
}

/** Dots in pixels of the picture, each with its own fill and edge. */
export function ringLayer(
  values: readonly { readonly x: number; readonly y: number; readonly fill: string; readonly stroke: string }[],
  radius: number,
): Layer {
  return {
    data: { values: [...values] },
    mark: {
      type: 'point',
      shape: 'circle',
      filled: true,
      opacity: 1,
      strokeWidth: 2,
      size: Math.PI * (radius - 0.5) ** 2,
    },
    encoding: { x: inPixels('x'), y: inPixels('y'), fill: asColor('fill'), stroke: asColor('stroke') },
  };
}

/** Triangles that point up, `half` pixels to each side. */
export function triangleLayer(
  values: readonly { readonly x: number; readonly y: number; readonly color: string }[],
  half: number,
): Layer {
  return {
    data: { values: [...values] },
    mark: { type: 'point', shape: 'triangle-up', filled: true, opacity: 1, size: Math.PI * half ** 2 },
    encoding: { x: inPixels('x'), y: inPixels('y'), fill: asColor('color') },
  };
}

/** Crosses, `half` pixels to each side, in lines on a halo, so that they stand off what runs beneath. */
export function crossLayers(
  values: readonly { readonly x: number; readonly y: number; readonly color: string }[],
  half: number,
  background: string,
): Layer[] {
  const strokes = (stroke: { readonly color?: string; readonly width: number }): Layer => ({
    data: { values: [...values] },
    mark: {
      type: 'point',
      shape: 'M-1,-1L1,1M1,-1L-1,1',
      filled: false,
      opacity: 1,
      strokeWidth: stroke.width,
      strokeCap: 'round',
      size: (2 * half) ** 2,
      ...(stroke.color === undefined ? {} : { stroke: stroke.color }),
    },
    encoding: {
      x: inPixels('x'),
      y: inPixels('y'),
      ...(stroke.color === undefined ? { stroke: asColor('color') } : {}),
    },
  });
  return [strokes({ color: background, width: 5 }), strokes({ width: 2 })];
}
