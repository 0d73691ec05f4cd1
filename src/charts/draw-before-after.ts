import type { Unit } from '../contracts/catalogue.ts';
import type { BeforeAfterChart } from '../contracts/chart.ts';
import type { WritingStyle } from './chart-style.ts';
import { measureText } from './measure-text.ts';
import { layOutRows } from './member-rows.ts';
import { layOutNumberAxis } from './number-ticks.ts';
import type { Drawing, Page } from './page.ts';
import { ringLayer } from './shape-layers.ts';
import { type LinearScale, ruleLayer, type TextItem, toPixel } from './vega-layers.ts';
import { createLabelWriter } from './write-labels.ts';

const MAX_ROWS = 20;
const DOT = 6;

/** A dumbbell a row: an open muted dot before, a full accent dot after, each with its value on its outer side. */
export function drawBeforeAfter(spec: BeforeAfterChart, page: Page): Drawing {
  const { palette, look, writing } = page;
  const shown = spec.rows.slice(0, MAX_ROWS);
  const key = drawDotKey(spec, page);
  const rows = layOutRows(
    shown.map((r) => ({ label: r.label, strong: false })),
    key.bottom + 12,
    page,
  );
  const size = look.label;
  const values = shown.flatMap((r) => [r.before, r.after]);
  const write = createRowWriter(values, spec.unit, writing);
  const marked = shown.some((r) => r.mark === 'untried');
  const room = Math.max(...values.map((v) => measureText(write(v), size, 600))) + DOT + 8 + (marked ? size / 2 : 0);
  const { scale, start } = layOutScale(values, rows.left + room, page.right - room);
  const dots = shown.flatMap((r, i) => {
    const y = rows.middles[i] ?? 0;
    const before = { x: toPixel(scale, r.before), y, fill: palette.background, stroke: palette.mutedText };
    // Unchanged: one muted dot, neither before nor after.
    if (r.before === r.after) return [{ ...before, fill: palette.mutedMark, stroke: palette.mutedMark }];
    return [before, { x: toPixel(scale, r.after), y, fill: palette.accent, stroke: palette.accent }];
  });
  return {
    layers: [
      ruleLayer(
        rows.middles.map((y) => ({ x: rows.left, x2: page.right, y, y2: y })),
        { color: palette.grid, width: 1 },
      ),
      ruleLayer(
        shown.map((r, i) => {
          const y = rows.middles[i] ?? 0;
          return { x: toPixel(scale, r.before), x2: toPixel(scale, r.after), y, y2: y };
        }),
        { color: palette.mutedMark, width: 4 },
      ),
      ringLayer([...dots, ...key.dots], DOT),
    ],
    texts: [
      ...key.texts,
      ...rows.texts,
      ...shown.flatMap((r, i) => nameValues(r, rows.middles[i] ?? 0, scale, write, page)),
    ],
    bottom: rows.bottom,
    notes: [
      ...(marked ? ['* Not tried before.'] : []),
      ...(start === undefined ? [] : [`The scale does not start at zero.`]),
      ...(spec.rows.length > MAX_ROWS
        ? [`${MAX_ROWS} of ${spec.rows.length} are drawn; the table has all of them.`]
        : []),
    ],
  };
}

/** Which dot is which, above the rows. On a phone the two may need a line each. */
function drawDotKey(spec: BeforeAfterChart, page: Page) {
  const { palette, look } = page;
  const size = look.label;
  const beforeWidth = measureText(spec.beforeLabel, size, 500);
  const afterWidth = measureText(spec.afterLabel, size, 600);
  const gap = 3 * DOT + 6;
  const oneLine = page.left + beforeWidth + afterWidth + 2 * gap + 12 <= page.right;
  const y = page.top + 8;
  const second = oneLine ? { x: page.left + gap + beforeWidth + 18, y } : { x: page.left, y: y + size + 8 };
  const text = (at: { x: number; y: number }, label: string, weight: 500 | 600, color: string): TextItem => ({
    x: at.x + 2 * DOT + 6,
    y: at.y + size * 0.36,
    text: label,
    size,
    weight,
    color,
    align: 'left',
  });
  const first = { x: page.left, y };
  return {
    dots: [
      { x: first.x + DOT, y: first.y, fill: palette.background, stroke: palette.mutedText },
      { x: second.x + DOT, y: second.y, fill: palette.accent, stroke: palette.accent },
    ],
    texts: [text(first, spec.beforeLabel, 500, palette.mutedText), text(second, spec.afterLabel, 600, palette.accent)],
    bottom: second.y + DOT,
  };
}

/** Beside a price of $120 stands one of $4.50 with its cents: what changes must be seen. */
function createRowWriter(values: readonly number[], unit: Unit, writing: WritingStyle): (value: number) => string {
  const small = values.filter((v) => Math.abs(v) < 100);
  const arePrices = unit === 'currency' && values.every((v) => Math.abs(v) < 1000);
  const writeAll = createLabelWriter(values, unit, writing).value;
  if (!arePrices || small.every(Number.isInteger)) return writeAll;
  const writeSmall = createLabelWriter(small, unit, writing).value;
  return (value) => (Math.abs(value) < 100 ? writeSmall(value) : writeAll(value));
}

function nameValues(
  row: BeforeAfterChart['rows'][number],
  y: number,
  scale: LinearScale,
  write: (value: number) => string,
  { palette, look }: Page,
): TextItem[] {
  const afterIsRight = row.after >= row.before;
  const star = row.mark === 'untried' ? '*' : '';
  const item = (value: number, right: boolean, weight: 500 | 600, color: string, sign = ''): TextItem => ({
    x: toPixel(scale, value) + (right ? DOT + 6 : -DOT - 6),
    y: y + look.label * 0.36,
    text: `${write(value)}${sign}`,
    size: look.label,
    weight,
    color,
    align: right ? 'left' : 'right',
    halo: palette.background,
  });
  if (row.before === row.after) return [item(row.after, true, 500, palette.mutedText, star)];
  return [
    item(row.before, !afterIsRight, 500, palette.mutedText),
    item(row.after, afterIsRight, 600, palette.accent, star),
  ];
}

/** Dots show by place, not length, so the scale may follow the values; a zero nearby is kept. */
function layOutScale(values: readonly number[], left: number, right: number) {
  const axis = layOutNumberAxis(values, 4);
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const domain: [number, number] = axis.cut ? [low, high] : [Math.min(0, low), Math.max(0, high)];
  const scale: LinearScale = { domain: domain[0] === domain[1] ? [0, 1] : domain, range: [left, right] };
  return { scale, start: axis.cut ? low : undefined };
}
