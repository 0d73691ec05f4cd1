import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/**
 * The two icons Teams asks for, from their drawings: 192×192 in colour, and 32×32 white on nothing. Run after a drawing
 * was changed: `node_modules/.bin/node manifests/teams/draw-icons.ts`.
 */
export async function drawIcon(name: 'color' | 'outline'): Promise<Uint8Array> {
  const drawing = await readFile(new URL(`icons/${name}.svg`, import.meta.url));
  return sharp(drawing).png({ compressionLevel: 9 }).toBuffer();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of ['color', 'outline'] as const) {
    await writeFile(new URL(`icons/${name}.png`, import.meta.url), await drawIcon(name));
  }
}
