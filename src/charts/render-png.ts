import sharp from 'sharp';

/** Pixels of the picture for one logical pixel: sharp on phones and on good screens. */
export const PIXEL_RATIO = 2;
/** librsvg draws one pixel a logical pixel at 72 dots an inch. */
const BASE_DENSITY = 72;

/** An SVG as a PNG at twice its size. */
export async function renderPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: BASE_DENSITY * PIXEL_RATIO })
    .png({ compressionLevel: 7 })
    .toBuffer();
}
