import sharp from 'sharp';
import type { RepliedChart } from '../../../src/contracts/chart.ts';
import type { ChatHost, Place } from '../../channel.ts';
import type { Pictures } from './draw-chart.ts';
import { LIMITS } from './limits.ts';
import { measurePng } from './measure-png.ts';

/** Logical pixels; the house draws twice as many, so the large one is as wide as Teams takes. */
export type PictureWidth = 512 | 320;

/** Bytes of the small ones: for when a message with the large ones was refused. */
const SMALL_BYTES = 100 * 1024;

/**
 * The pictures of an answer, each within Teams' size. A chart that cannot be drawn is left out: its numbers are shown
 * instead, and `failed` hears why.
 */
export async function fetchPictures(
  host: Pick<ChatHost, 'chart'>,
  place: Place,
  charts: readonly RepliedChart[],
  width: PictureWidth,
  failed: (error: unknown) => void,
): Promise<Pictures> {
  const found = await Promise.all(
    charts.map(async ({ id }): Promise<readonly [string, Uint8Array] | null> => {
      try {
        const png = await host.chart(place, id, { theme: 'light', width });
        const fitted = png && (await fitPicture(png, width === 512 ? LIMITS.imageBytes : SMALL_BYTES));
        return fitted ? [id, fitted] : null;
      } catch (error) {
        failed(error);
        return null;
      }
    }),
  );
  return new Map(found.filter((entry) => entry !== null));
}

/** Tall charts (many bars) are shrunk; null for what is no PNG or stays too heavy. */
async function fitPicture(png: Uint8Array, maxBytes: number): Promise<Uint8Array | null> {
  const size = measurePng(png);
  if (!size) return null;
  const most = LIMITS.imagePixels;
  const fits = Math.max(size.width, size.height) <= most;
  const fitted = fits
    ? png
    : await sharp(png).resize({ width: most, height: most, fit: 'inside' }).png({ compressionLevel: 9 }).toBuffer();
  return fitted.byteLength <= maxBytes ? fitted : null;
}
