import { expect } from 'vitest';
import { renderSvg } from '../../../src/charts/render-svg.ts';
import { toVegaLite } from '../../../src/charts/to-vega-lite.ts';
import type { ChartSpec } from '../../../src/contracts/chart.ts';
import { STYLE } from './samples.ts';

export const draw = (spec: ChartSpec, style: Partial<typeof STYLE> = {}) =>
  renderSvg(toVegaLite(spec, { ...STYLE, ...style }), spec.alt);

/** All text of a picture, as written. */
export function readTexts(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((m) => m[1] ?? '');
}

/** All text of a chart's picture, with plain spaces. */
export async function textsOf(spec: ChartSpec, style: Partial<typeof STYLE> = {}): Promise<string[]> {
  return readTexts(await draw(spec, style)).map((t) => t.replace(/\u00a0/g, ' '));
}

/** Every coordinate of a path or a transform is a number: NaN and Infinity would draw nothing. */
export function expectSound(svg: string) {
  expect(svg).toMatch(/^<svg .*<\/svg>$/s);
  expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
}
