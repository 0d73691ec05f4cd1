import type { ScenariosChart } from '../contracts/chart.ts';
import { drawKey, type KeyEntry } from './draw-key.ts';
import { flagEvents, keyEvents, markEvents } from './event-marks.ts';
import { dayNumber } from './format-date.ts';
import { GRAIN_DAYS } from './grain-days.ts';
import { type DrawnScenario, nameScenarios } from './name-scenarios.ts';
import type { Drawing, Page } from './page.ts';
import { bandLayers, dotLayer, drawFlags, lineLayer } from './time-layers.ts';
import { layOutTimePlot } from './time-plot.ts';
import {
  findLonePoints,
  keepPast,
  readPoints,
  type SegmentPoint,
  splitSegments,
  thinPoints,
  typicalGap,
} from './time-points.ts';
import { toPixel } from './vega-layers.ts';

const MAX_SCENARIOS = 4;
const DASH = [6, 3.5] as const;

/**
 * One past in ink, then a dashed line a scenario in its own colour with its name at the end. Where a scenario says
 * the same as the first, only the first is drawn; its 80% range lies under all of them.
 */
export function drawScenarios(spec: ScenariosChart, page: Page): Drawing {
  const { palette, look } = page;
  const shown = spec.scenarios.slice(0, MAX_SCENARIOS);
  const longest = shown.reduce((most, { points }) => Math.max(most, points.length), 0);
  const history = readPoints(keepPast(spec.history, longest, look.narrow));
  const futures = shown.map(({ points }) => points.map((p) => ({ day: dayNumber(p.t), y: p.y })));
  const days = [...history, ...futures.flat()].map((p) => p.day);
  const span = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))] as const;
  const gap = typicalGap(
    history.length > 2 ? history.map((p) => p.day) : (futures[0] ?? []).map((p) => p.day),
    GRAIN_DAYS[spec.grain],
  );
  const past = splitSegments(history, gap);
  const first = futures.flatMap((points) => points.slice(0, 1).map((p) => p.day)).reduce((a, b) => Math.min(a, b));
  const last = past.at(-1);
  const join = last && first - last.day <= 1.5 * gap ? last : undefined;
  const scenarios = readScenarios(spec, futures, { gap, join }, page);
  const band = readBand(spec, { gap, join });
  const names = nameScenarios(scenarios, page);
  const ranges: KeyEntry[] =
    band.length > 0
      ? [{ text: `80% range, ${lowerFirst(shown[0]?.label ?? '')}`, color: palette.accent, opacity: palette.innerBand }]
      : [];
  const key = drawKey([...ranges, ...keyEvents(spec.events, span, page)], page);
  const plot = layOutTimePlot(
    {
      unit: spec.unit,
      grain: spec.grain,
      days: span,
      values: [...past, ...futures.flat()].map((p) => p.y).concat(band.flatMap((b) => [b.low, b.high])),
      rightMargin: names.width,
      from: key.bottom,
      flags: (x) => [
        ...(past.length > 0
          ? [
              {
                x: toPixel(x, join ? join.day : ((history.at(-1)?.day ?? first) + first) / 2),
                text: 'Forecast',
                rule: 'plot' as const,
                place: 'after' as const,
                important: true,
                color: palette.mutedText,
              },
            ]
          : []),
        ...flagEvents(spec.events, span, (day) => toPixel(x, day), page),
      ],
    },
    page,
  );
  const flags = drawFlags(plot, page);
  const named = names.place(plot);
  const thin = Math.round(plot.x.range[1] - plot.x.range[0]);
  return {
    layers: [
      ...key.layers,
      ...plot.layers,
      ...bandLayers(band, plot, { color: palette.accent, opacity: palette.innerBand }),
      ...flags.layers,
      lineLayer(thinPoints(past, thin), plot, { color: palette.ink, width: 2.2 }),
      dotLayer(findLonePoints(past), plot, { color: palette.ink, ring: palette.background, radius: 3.2 }),
      ...scenarios
        .toReversed()
        .flatMap(({ apart, color }) => [
          lineLayer(apart, plot, { color, width: 2.4, dash: DASH }),
          dotLayer(findLonePoints(apart), plot, { color, ring: palette.background, radius: 3.2 }),
        ]),
      ...(last ? [dotLayer([last], plot, { color: palette.ink, ring: palette.background, radius: 4.6 })] : []),
      ...named.layers,
      ...markEvents(spec.events, span, { x: plot.x, axis: plot.bottom }, page),
    ],
    texts: [...key.texts, ...plot.texts, ...flags.texts, ...named.texts],
    bottom: plot.end,
    notes: [
      ...plot.notes,
      ...(spec.scenarios.length > MAX_SCENARIOS
        ? [`${MAX_SCENARIOS} of ${spec.scenarios.length} are drawn; the table has all of them.`]
        : []),
    ],
  };
}

interface Joint {
  readonly gap: number;
  readonly join: SegmentPoint | undefined;
}

function readScenarios(
  { scenarios }: ScenariosChart,
  futures: readonly (readonly { readonly day: number; readonly y: number }[])[],
  { gap, join }: Joint,
  { palette }: Page,
): DrawnScenario[] {
  const reference = new Map([...(join ? [join] : []), ...(futures[0] ?? [])].map((p) => [p.day, p.y]));
  return futures.map((points, i) => {
    const line = splitSegments([...(join ? [{ day: join.day, y: join.y }] : []), ...points], gap);
    return {
      label: scenarios[i]?.label ?? '',
      note: scenarios[i]?.note,
      color: palette.categories[i] ?? palette.mutedText,
      points: line,
      apart: i === 0 ? line : keepApart(line, reference),
    };
  });
}

/** The points that differ from the reference, and in each stretch the ones beside them; runs become stretches. */
function keepApart(line: readonly SegmentPoint[], reference: ReadonlyMap<number, number>): SegmentPoint[] {
  const differs = line.map((p) => {
    const other = reference.get(p.day);
    return other === undefined || Math.abs(p.y - other) > 1e-9 * Math.max(Math.abs(p.y), Math.abs(other));
  });
  let segment = 0;
  return line.flatMap((p, i) => {
    const linked = (k: number) => line[k]?.segment === p.segment && differs[k] === true;
    const kept = differs[i] === true || linked(i - 1) || linked(i + 1);
    const broken = line[i - 1]?.segment !== p.segment || (differs[i] !== true && differs[i - 1] !== true);
    if (broken) segment += 1;
    return kept ? [{ day: p.day, y: p.y, segment }] : [];
  });
}

/** The first scenario's range, where all its points have one. */
function readBand({ scenarios }: ScenariosChart, { gap, join }: Joint) {
  const points = scenarios[0]?.points ?? [];
  const ranges = points.flatMap((p) =>
    p.low80 === undefined || p.high80 === undefined ? [] : [{ day: dayNumber(p.t), low: p.low80, high: p.high80 }],
  );
  if (ranges.length === 0 || ranges.length < points.length) return [];
  const all = [...(join ? [{ day: join.day, low: join.y, high: join.y }] : []), ...ranges];
  const segments = splitSegments(
    all.map((r) => ({ day: r.day, y: r.high })),
    gap,
  );
  return all.map((r, i) => ({ ...r, segment: segments[i]?.segment ?? 0 }));
}

/** A name within a sentence; names that are all capitals stay. */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
