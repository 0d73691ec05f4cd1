import type { ChartSpec } from '../contracts/chart.ts';
import { drawsEverything, drawsScripts } from './can-draw.ts';
import type { ChartStyle } from './chart-style.ts';
import { probeFonts } from './probe-fonts.ts';
import { renderPng } from './render-png.ts';
import { renderSvg } from './render-svg.ts';
import { toVegaLite } from './to-vega-lite.ts';

/** Work for a thread of the chart pool (create-chart-renderer.ts). */
export interface RenderTask {
  readonly spec: ChartSpec;
  readonly style: ChartStyle;
}

const drawable = probeFonts().then(drawsScripts);

/** For a chat: PNG, drawn with this machine's fonts. */
export async function png({ spec, style }: RenderTask): Promise<Uint8Array> {
  return renderPng(await renderSvg(toVegaLite(spec, style, await drawable), spec.alt));
}

/** For a browser, which has fonts of its own. */
export async function svg({ spec, style }: RenderTask): Promise<string> {
  return renderSvg(toVegaLite(spec, style, drawsEverything), spec.alt);
}
