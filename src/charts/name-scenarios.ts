import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import { spreadVertically } from './place-labels.ts';
import { dotLayer, type Scales } from './time-layers.ts';
import type { SegmentPoint } from './time-points.ts';
import { type Layer, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';
import { wrapText } from './wrap-text.ts';

/** One forecast, in days and values. */
export interface DrawnScenario {
  readonly label: string;
  readonly note: string | undefined;
  readonly color: string;
  readonly points: readonly SegmentPoint[];
  /** Where it differs from the first, with the points it parts and meets at; the first is drawn whole. */
  readonly apart: readonly SegmentPoint[];
}

const LEADER = 14;
const BESIDE = 6;
const MAX_LINES = 3;

/** The scenarios' names at their ends, moved apart where they would touch, each tied to its line by its colour. */
export function nameScenarios(scenarios: readonly DrawnScenario[], page: Page) {
  const { look, palette } = page;
  const room = (page.right - page.left) * (look.narrow ? 0.31 : 0.23);
  const items = scenarios.flatMap((scenario, i) => {
    const end = scenario.points.at(-1);
    if (!end) return [];
    const size = look.label;
    const names = wrapText(scenario.label, { width: room, size, weight: 600, maxLines: 2 });
    const note = scenario.note ?? (i > 0 && scenario.apart.length === 0 ? 'No difference' : '');
    const notes = note === '' ? [] : wrapText(note, { width: room, size, weight: 400, maxLines: MAX_LINES - 1 });
    const lines = [
      ...names.map((text) => ({ text, weight: 600 as const, color: palette.ink })),
      ...notes.map((text) => ({ text, weight: 400 as const, color: palette.mutedText })),
    ].slice(0, MAX_LINES);
    return [{ end, color: scenario.color, lines }];
  });
  const widest = Math.max(0, ...items.flatMap((i) => i.lines.map((l) => measureText(l.text, look.label, l.weight))));
  const lineHeight = look.label + 3;
  const rows = Math.max(1, ...items.map((i) => i.lines.length));
  const place = (scales: Scales): { layers: Layer[]; texts: TextItem[] } => {
    const { x, y } = scales;
    const ends = items.map(({ end }) => ({ x: toPixel(x, end.day), y: toPixel(y, end.y) }));
    const block = rows * lineHeight + 4;
    const middles = spreadVertically(
      ends.map((e) => e.y),
      block,
      { top: Math.min(y.range[1] + block / 2 - 8, y.range[0]), bottom: y.range[0] - block / 2 + 12 },
    );
    const from = x.range[1] + LEADER;
    return {
      // The first lies on top where ends meet, as its line does.
      layers: items
        .map(({ color, end: { day, y: value } }, i): Layer[] => {
          const end = ends[i];
          if (!end) return [];
          const leader = { x: end.x, x2: from + 1, y: end.y, y2: middles[i] ?? end.y };
          return [
            ruleLayer([leader], { color, width: 1.1 }),
            dotLayer([{ day, y: value }], scales, { color, ring: palette.background, radius: 4.4 }),
          ];
        })
        .toReversed()
        .flat(),
      texts: items.flatMap(({ lines }, i) => {
        const half = (lines.length * lineHeight) / 2;
        return lines.map(
          ({ text, weight, color }, row): TextItem => ({
            x: from + BESIDE,
            y: (middles[i] ?? 0) - half + (row + 1) * lineHeight - 4,
            text,
            size: look.label,
            weight,
            color,
            align: 'left',
          }),
        );
      }),
    };
  };
  return { width: widest + LEADER + BESIDE - 4, place };
}
