import sharp from 'sharp';
import type { Pictures } from '../../../../adapters/teams/out/draw-chart.ts';
import type { Reply } from '../../../../src/contracts/reply.ts';

/** A real PNG of this size. */
export function makePng(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#1f6f5c' } })
    .png()
    .toBuffer();
}

/** Noise does not compress: a PNG of about three bytes a pixel. */
export function makeHeavyPng(width: number, height: number): Promise<Buffer> {
  return sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
    .png()
    .toBuffer();
}

export async function picturesOf({ charts }: Reply): Promise<Pictures> {
  const png = await makePng(8, 5);
  return new Map(charts.map(({ id }) => [id, png]));
}
