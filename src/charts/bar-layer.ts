import { asColor, inPixels, type Layer } from './vega-layers.ts';

/** One horizontal bar, in pixels. */
export interface Bar {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly color: string;
}

/** The least a bar is wide, so that a value near zero is still seen. */
const MIN_WIDTH = 2;

export function makeBar(from: number, to: number, middle: number, height: number, color: string): Bar {
  const short = Math.abs(to - from) < MIN_WIDTH;
  const end = short ? from + (to < from ? -MIN_WIDTH : MIN_WIDTH) : to;
  return { x: Math.min(from, end), x2: Math.max(from, end), y: middle - height / 2, y2: middle + height / 2, color };
}

export function barLayer(bars: readonly Bar[]): Layer {
  return {
    data: { values: [...bars] },
    mark: { type: 'rect', cornerRadius: 2.5 },
    encoding: {
      x: inPixels('x'),
      x2: { field: 'x2' },
      y: inPixels('y'),
      y2: { field: 'y2' },
      fill: asColor('color'),
    },
  };
}
