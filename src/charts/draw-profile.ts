import type { Unit } from '../contracts/catalogue.ts';
import type { DecompositionProfile } from '../contracts/chart.ts';
import type { PartAxis } from './lay-out-parts.ts';
import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import { boxLayer } from './shape-layers.ts';
import { dotLayer, IN_PIXELS, lineLayer } from './time-layers.ts';
import { type Layer, type LinearScale, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';
import { createLabelWriter } from './write-labels.ts';

export interface ProfilePlace {
  readonly left: number;
  readonly right: number;
  /** First pixel of the plot, under the part's name. */
  readonly top: number;
  readonly axis: PartAxis;
}

/** Pixels over and under the bars for their values, and under them for the steps' names. */
export function profileRoom({ look }: Page): { readonly values: number; readonly names: number } {
  return { values: look.label + 7, names: look.label + 8 };
}

/** What repeats, as one round of it: bars for the days of a week, a curve for the months of a year. */
export function drawProfile(
  part: DecompositionProfile,
  unit: Unit,
  { left, right, top, axis }: ProfilePlace,
  page: Page,
): { layers: Layer[]; texts: TextItem[] } {
  const { palette, look, writing } = page;
  const room = profileRoom(page);
  const y: LinearScale = { domain: axis.domain, range: [top + room.values + axis.height, top + room.values] };
  const step = (right - left) / part.profile.length;
  const zero = toPixel(y, 0);
  const write = createLabelWriter(
    part.profile.map((s) => s.value),
    unit,
    writing,
  ).change;
  const places = part.profile.map((s, i) => ({
    ...s,
    x: left + (i + 0.5) * step,
    y: toPixel(y, s.value),
    words: write(s.value),
  }));
  const highest = places.reduce((a, b) => (b.value > a.value ? b : a));
  const lowest = places.reduce((a, b) => (b.value < a.value ? b : a));
  const base: Layer[] = [ruleLayer([{ x: left, x2: right, y: zero, y2: zero }], { color: palette.zeroLine, width: 1 })];
  const names = nameSteps(places, step, y.range[0] + room.values + look.label, page);
  const line = places.map((p) => ({ day: p.x, y: p.y, segment: 0 }));
  const marks =
    part.shape === 'curve'
      ? [
          lineLayer(line, IN_PIXELS, { color: palette.ink, width: 2 }),
          dotLayer(places.length < 3 ? line : [], IN_PIXELS, {
            color: palette.ink,
            ring: palette.background,
            radius: 2.6,
          }),
          dotLayer(
            [highest, lowest].map((p) => ({ day: p.x, y: p.y })),
            IN_PIXELS,
            { color: palette.ink, ring: palette.background, radius: 3.6 },
          ),
        ]
      : [
          boxLayer(
            places.map((p) => makeBar(p, step, zero, page)),
            'fill',
          ),
        ];
  const size = look.label - 1.5;
  const fits = places.every((p) => measureText(p.words, size, 600) <= step - 2);
  const shown = part.shape === 'bars' && fits ? places : places.filter((p) => p === highest || p === lowest);
  const values = shown.map((p): TextItem => {
    const half = measureText(p.words, size, 600) / 2;
    const extreme = p === highest || p === lowest;
    // On a curve the lowest stands under it even where it is above zero.
    const under = part.shape === 'curve' ? p === lowest : p.value < 0;
    const away = part.shape === 'curve' ? 9 : 5;
    return {
      x: Math.min(right - half, Math.max(left + half, p.x)),
      y: under ? p.y + away + size * 0.75 : p.y - away,
      text: p.words,
      size,
      weight: extreme ? 600 : 400,
      color: extreme ? palette.ink : palette.mutedText,
      align: 'center',
    };
  });
  return { layers: [...base, ...marks], texts: [...values, ...names] };
}

function makeBar(
  p: { readonly x: number; readonly y: number; readonly value: number },
  step: number,
  zero: number,
  { palette }: Page,
) {
  const half = Math.min(22, step * 0.34);
  const end = Math.abs(p.y - zero) < 1.5 && p.value !== 0 ? zero - Math.sign(p.value) * 1.5 : p.y;
  return {
    x: p.x - half,
    x2: p.x + half,
    y: Math.min(zero, end),
    y2: Math.max(zero, end),
    color: palette.mutedMark,
    opacity: 1,
  };
}

/** Names under the steps: all, or every second or third where they would touch. */
function nameSteps(
  places: readonly { readonly x: number; readonly label: string }[],
  step: number,
  y: number,
  { look, palette }: Page,
): TextItem[] {
  const size = look.label - 0.5;
  const widest = Math.max(...places.map((p) => measureText(p.label, size, 400)));
  const every = [1, 2, 3, 4, 6, 12].find((n) => widest + 6 <= n * step) ?? places.length;
  return places
    .filter((_, i) => i % every === 0)
    .map((p) => ({ x: p.x, y, text: p.label, size, weight: 400, color: palette.mutedText, align: 'center' }));
}
