import sharp from 'sharp';
import { PROBED_SCRIPTS, type Script } from './can-draw.ts';

/**
 * Which scripts beyond Inter's the fonts of this machine can draw. Pango draws a character that no font has as a
 * frame with its code in it; a sample that comes out with ink on nearly all of its four edges is such a frame.
 */
export async function probeFonts(): Promise<Set<Script>> {
  const found = new Set<Script>();
  for (const [script, sample] of Object.entries(PROBED_SCRIPTS)) {
    // Object.entries widens keys to string; these are the keys of PROBED_SCRIPTS.
    if (!(await isFrame(sample))) found.add(script as Script);
  }
  return found;
}

async function isFrame(character: string): Promise<boolean> {
  const image = sharp({ text: { text: character, font: 'Inter 40', dpi: 72 } });
  const { data, info } = await image.extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const inked = (x: number, y: number) => (data[y * width + x] ?? 0) > 64;
  const box = findInk(width, height, inked);
  if (!box) return true;
  const columns = range(box.left, box.right);
  const rows = range(box.top, box.bottom);
  const share = (hits: readonly boolean[]) => hits.filter(Boolean).length / hits.length;
  return [
    share(columns.map((x) => inked(x, box.top) || inked(x, box.top + 1))),
    share(columns.map((x) => inked(x, box.bottom) || inked(x, box.bottom - 1))),
    share(rows.map((y) => inked(box.left, y) || inked(box.left + 1, y))),
    share(rows.map((y) => inked(box.right, y) || inked(box.right - 1, y))),
  ].every((edge) => edge > 0.85);
}

function findInk(width: number, height: number, inked: (x: number, y: number) => boolean) {
  const xs = range(0, width - 1).filter((x) => range(0, height - 1).some((y) => inked(x, y)));
  const ys = range(0, height - 1).filter((y) => range(0, width - 1).some((x) => inked(x, y)));
  const [left, right, top, bottom] = [xs[0], xs.at(-1), ys[0], ys.at(-1)];
  if (left === undefined || right === undefined || top === undefined || bottom === undefined) return undefined;
  return { left, right, top, bottom };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
