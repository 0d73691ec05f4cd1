import type { DecompositionChart, DecompositionCourse, DecompositionProfile } from '../contracts/chart.ts';
import { layOutDateAxis } from './date-axis.ts';
import { drawCourse } from './draw-course.ts';
import { drawProfile, profileRoom } from './draw-profile.ts';
import { dayNumber } from './format-date.ts';
import { formatTicks } from './format-number.ts';
import { GRAIN_DAYS } from './grain-days.ts';
import { layOutParts, type PartAxis } from './lay-out-parts.ts';
import { measureText } from './measure-text.ts';
import { layOutNumberAxis } from './number-ticks.ts';
import type { Drawing, Page } from './page.ts';
import { boxLayer } from './shape-layers.ts';
import { typicalGap } from './time-points.ts';
import { type Layer, type LinearScale, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';
import { fitText } from './wrap-text.ts';

const MAX_PARTS = 6;
const VALUES_HEIGHT = 104;
const PANEL_GAP = 12;
const COLUMN_GAP = 32;

interface Block {
  readonly layers: readonly Layer[];
  readonly texts: readonly TextItem[];
  readonly bottom: number;
}

/**
 * The series on top, then a panel a part under one time axis; what repeats stands below as one week or one year.
 * All parts share one scale, so that what moves the series most also looks it.
 */
export function drawDecomposition(spec: DecompositionChart, page: Page): Drawing {
  const { look, writing } = page;
  const parts = spec.parts.slice(0, MAX_PARTS);
  const axes = layOutParts(parts, spec.unit, page);
  const numbers = spec.values.flatMap((p) => (p.y === null ? [] : [p.y]));
  const total = layOutNumberAxis(numbers, 2.6);
  const totalAxis: PartAxis = {
    domain: total.domain,
    ticks: total.ticks,
    labels: formatTicks(total.ticks, spec.unit, writing),
    height: VALUES_HEIGHT,
  };
  const courses: { part: Pick<DecompositionCourse, 'label' | 'hint' | 'points'>; axis: PartAxis }[] = [
    { part: { label: spec.label, points: spec.values }, axis: totalAxis },
  ];
  const profiles: { part: DecompositionProfile; axis: PartAxis }[] = [];
  for (const [i, part] of parts.entries()) {
    const axis = axes[i];
    if (!axis) continue;
    if ('profile' in part) profiles.push({ part, axis });
    else courses.push({ part: dropIdle(part), axis });
  }
  const days = courses.flatMap(({ part }) => part.points.map((p) => dayNumber(p.t)));
  const span = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))] as const;
  const gap = typicalGap(
    spec.values.map((p) => dayNumber(p.t)),
    GRAIN_DAYS[spec.grain],
  );
  const gutter =
    Math.max(...courses.flatMap(({ axis }) => axis.labels.map((l) => measureText(l, look.label - 1, 400)))) + 8;
  const pad = span[0] === span[1] ? GRAIN_DAYS[spec.grain] : 0;
  const x: LinearScale = { domain: [span[0] - pad, span[1] + pad], range: [page.left + gutter + 6, page.right - 6] };

  let from = page.top;
  const panels = courses.map(({ part, axis }): Block => {
    const head = nameBlock(part, { left: page.left, right: page.right, from }, page);
    // The number of a level at the very top needs its half line.
    const high = axis.ticks.some(
      (tick) => (axis.domain[1] - tick) * axis.height < 5 * (axis.domain[1] - axis.domain[0]),
    );
    const top = head.bottom + (high ? 4 : 0);
    const bottom = top + axis.height;
    const course = drawCourse(part.points, { x, y: { domain: axis.domain, range: [bottom, top] }, ...axis, gap }, page);
    from = bottom + PANEL_GAP;
    return { layers: course.layers, texts: [...head.texts, ...course.texts], bottom };
  });
  const bottom = panels.at(-1)?.bottom ?? from;
  const ahead = shadeFuture(spec, { x, top: page.top, bottom, gap }, page);
  const dates = layOutDateAxis({ days: span, grain: spec.grain, x, from: bottom - 2 }, page);
  const repeats = drawProfiles(profiles, spec, dates.end + 10, page);
  return {
    layers: [...ahead.layers, ...panels.flatMap((p) => p.layers), ...repeats.layers],
    texts: [...ahead.texts, ...panels.flatMap((p) => p.texts), ...dates.texts, ...repeats.texts],
    bottom: repeats.bottom,
    notes: [
      ...(parts.length > 1 ? [`All parts have the same scale; ${spec.label} has its own.`] : []),
      ...(spec.parts.length > MAX_PARTS
        ? [`${MAX_PARTS} of ${spec.parts.length} parts are drawn; the table has all of them.`]
        : []),
    ],
  };
}

/** What is left has nothing to say about the days ahead: a line along zero would look like a forecast. */
function dropIdle(part: DecompositionCourse): DecompositionCourse {
  if (part.level || part.points.some((p) => p.future && p.y)) return part;
  return { ...part, points: part.points.filter((p) => !p.future) };
}

/** The part's name, and what it says beside it, or beneath where there is no room. */
function nameBlock(
  { label, hint }: { readonly label: string; readonly hint?: string | undefined },
  { left, right, from }: { readonly left: number; readonly right: number; readonly from: number },
  { look, palette }: Page,
): { texts: TextItem[]; bottom: number } {
  const size = look.label + 0.5;
  const first = from + look.label + 1;
  const name = fitText(label, right - left, size, 600);
  const text = (words: string, x: number, y: number, weight: 400 | 600, color: string): TextItem => ({
    x,
    y,
    text: words,
    size: weight === 600 ? size : look.label,
    weight,
    color,
    align: 'left',
  });
  const named = text(name, left, first, 600, palette.ink);
  if (!hint) return { texts: [named], bottom: first + 9 };
  const beside = left + measureText(name, size, 600) + 9;
  if (beside + measureText(hint, look.label, 400) <= right) {
    return { texts: [named, text(hint, beside, first, 400, palette.mutedText)], bottom: first + 9 };
  }
  const below = first + look.label + 4;
  const fitted = fitText(hint, right - left, look.label, 400);
  return { texts: [named, text(fitted, left, below, 400, palette.mutedText)], bottom: below + 9 };
}

/** The days ahead, tinted through all panels and named once. */
function shadeFuture(
  { values }: DecompositionChart,
  {
    x,
    top,
    bottom,
    gap,
  }: { readonly x: LinearScale; readonly top: number; readonly bottom: number; readonly gap: number },
  { palette, look }: Page,
): { layers: Layer[]; texts: TextItem[] } {
  const first = values.find((p) => p.future);
  if (!first) return { layers: [], texts: [] };
  const known = values.some((p) => !p.future);
  const from = known ? toPixel(x, dayNumber(first.t) - gap / 2) : x.range[0] - 6;
  const to = x.range[1] + 6;
  const word = 'Forecast';
  const inside = from + measureText(word, look.label, 500) + 12 <= to;
  return {
    layers: [
      boxLayer([{ x: from, x2: to, y: top, y2: bottom + 4, color: palette.accent, opacity: palette.shade }], 'fill', 0),
      ruleLayer([{ x: from, x2: from, y: top, y2: bottom + 4 }], { color: palette.rule, width: 1 }),
    ],
    texts: [
      {
        x: inside ? from + 6 : from - 6,
        y: top + look.label + 1,
        text: word,
        size: look.label,
        weight: 500,
        color: palette.accent,
        align: inside ? 'left' : 'right',
      },
    ],
  };
}

/** Two beside each other, on a phone one under the other. */
function drawProfiles(
  profiles: readonly { readonly part: DecompositionProfile; readonly axis: PartAxis }[],
  { unit }: DecompositionChart,
  from: number,
  page: Page,
): Block {
  if (profiles.length === 0) return { layers: [], texts: [], bottom: from - 10 };
  const columns = page.look.narrow || profiles.length === 1 ? 1 : 2;
  const width = (page.right - page.left - (columns - 1) * COLUMN_GAP) / columns;
  const room = profileRoom(page);
  const blocks: Block[] = [];
  let top = from;
  for (let i = 0; i < profiles.length; i += columns) {
    const row = profiles.slice(i, i + columns);
    const heads = row.map(({ part }, k) => {
      const left = page.left + k * (width + COLUMN_GAP);
      return nameBlock(part, { left, right: left + width, from: top }, page);
    });
    const start = Math.max(...heads.map((h) => h.bottom));
    const tall = Math.max(...row.map(({ axis }) => axis.height));
    const bottom = start + 2 * room.values + tall + room.names;
    for (const [k, { part, axis }] of row.entries()) {
      const left = page.left + k * (width + COLUMN_GAP);
      // Beside each other, both stand on one line.
      const place = { left, right: left + width, top: start + tall - axis.height, axis };
      const drawn = drawProfile(part, unit, place, page);
      blocks.push({ layers: drawn.layers, texts: [...(heads[k]?.texts ?? []), ...drawn.texts], bottom });
    }
    top = bottom + PANEL_GAP;
  }
  return {
    layers: blocks.flatMap((b) => b.layers),
    texts: blocks.flatMap((b) => b.texts),
    bottom: top - PANEL_GAP,
  };
}
