import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type FontMetrics, readFont } from './read-font.ts';

/** Weights used in charts. */
export type Weight = 400 | 500 | 600;

/** Inter where it is found; a browser that shows the SVG itself may have to take its own sans-serif. */
export const FONT_FAMILY = 'Inter, system-ui, sans-serif';

const FILES: Readonly<Record<Weight, string>> = {
  400: join('400Regular', 'Inter_400Regular.ttf'),
  500: join('500Medium', 'Inter_500Medium.ttf'),
  600: join('600SemiBold', 'Inter_600SemiBold.ttf'),
};

const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'));
const loaded = new Map<Weight, FontMetrics>();

/** Folders that hold the font files, for fontconfig. */
export function listFontFolders(): string[] {
  return Object.values(FILES).map((file) => join(folder, dirname(file)));
}

/** Metrics of the shipped font, read once a process. */
export function loadInter(weight: Weight): FontMetrics {
  const known = loaded.get(weight);
  if (known) return known;
  const font = readFont(join(folder, FILES[weight]));
  loaded.set(weight, font);
  return font;
}
