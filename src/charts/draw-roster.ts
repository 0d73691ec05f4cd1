import type { RosterChart, RosterRow } from '../contracts/chart.ts';
import { drawKey } from './draw-key.ts';
import { drawGaps } from './draw-roster-gaps.ts';
import { dateOf, dayNumber, formatDay } from './format-date.ts';
import { layOutRoster, type RosterLayout } from './lay-out-roster.ts';
import { measureText } from './measure-text.ts';
import type { Drawing, Page } from './page.ts';
import { drawCells, type PlacedCell } from './roster-cells.ts';
import { chooseRoleColors, listRosterKey } from './roster-colors.ts';
import { boxLayer } from './shape-layers.ts';
import { type Layer, ruleLayer, type TextItem } from './vega-layers.ts';

const MAX_PEOPLE = 30;
const MAX_DAYS = 14;
/** Cells of one person on one day. */
const MAX_CELLS = 3;
/** Opacity of the shading; the orange text on it keeps its contrast (tested). */
export const WEEKEND = 0.45;
const ROW_GAP = 6;
const NAME_LINE = 19;
const GROUP_LINE = 26;

/** A row a person, a column a day, a block a shift in its role's colour; what nobody covers stands in a last row. */
export function drawRoster(whole: RosterChart, page: Page): Drawing {
  const spec = cutRoster(whole);
  const colors = chooseRoleColors(spec, page.palette);
  const key = drawKey(listRosterKey(spec, colors, page.palette), page);
  const layout = layOutRoster(spec, page);
  const header = drawDays(spec, layout, key.bottom + 4, page);
  const rows = drawRows(spec, layout, header.bottom, page);
  const cells = drawCells(rows.cells, layout, colors, page);
  const gaps = drawGaps(spec, layout, rows.bottom, page);
  return {
    layers: [
      ...key.layers,
      ...shadeWeekends(spec, layout, header.top, gaps.gridBottom, page),
      ruleLayer(rows.lines, { color: page.palette.grid, width: 1 }),
      ...cells.layers,
      ...gaps.layers,
    ],
    texts: [...key.texts, ...header.texts, ...rows.texts, ...cells.texts, ...gaps.texts],
    bottom: gaps.bottom,
    notes: noteCut(whole, layout),
  };
}

function cutRoster(spec: RosterChart): RosterChart {
  const days = spec.days.slice(0, MAX_DAYS);
  const shown = new Set(days);
  return {
    ...spec,
    days,
    rows: spec.rows
      .slice(0, MAX_PEOPLE)
      .map((row) => ({ ...row, cells: row.cells.filter((cell) => shown.has(cell.day)) })),
    gaps: spec.gaps?.filter((gap) => shown.has(gap.day)),
  };
}

function noteCut({ rows, days }: RosterChart, { lines }: RosterLayout): string[] {
  return [
    ...(rows.length > MAX_PEOPLE
      ? [`${MAX_PEOPLE} of ${rows.length} people are drawn; the table has all of them.`]
      : []),
    ...(days.length > MAX_DAYS ? [`${MAX_DAYS} of ${days.length} days are drawn; the table has all of them.`] : []),
    ...(lines === 0 ? ['The hours of each shift are in the table.'] : []),
  ];
}

/** Weekday over day of the month; the month is named where it begins. */
function drawDays(spec: RosterChart, layout: RosterLayout, top: number, page: Page) {
  const { look, palette, writing } = page;
  const days = spec.days.map(dayNumber);
  const room = layout.columnWidth - 2;
  const fit = (options: readonly Intl.DateTimeFormatOptions[]) =>
    options.find((o) => days.every((d) => measureText(formatDay(d, o, writing), look.label, 500) <= room)) ??
    options[options.length - 1] ??
    {};
  const weekday = fit([{ weekday: 'short' }, { weekday: 'narrow' }]);
  const date = fit([{ day: 'numeric', month: 'short' }, { day: 'numeric' }]);
  // Two figures need this much; in narrower columns the first day of each week has to do.
  const dense = room < measureText('00', look.label, 400) + 3;
  const texts = days.flatMap((day, i): TextItem[] => {
    const x = layout.left + (i + 0.5) * layout.columnWidth;
    const line = (text: string, y: number, weight: 400 | 500, color: string): TextItem => ({
      x,
      y,
      text,
      size: look.label - (layout.columnWidth < 26 ? 1.5 : 0.5),
      weight,
      color,
      align: 'center',
    });
    return [
      line(formatDay(day, weekday, writing), top + look.label + 2, 500, palette.ink),
      ...(dense && i % 7 !== 0
        ? []
        : [line(formatDay(day, date, writing), top + 2 * look.label + 6, 400, palette.mutedText)]),
    ];
  });
  return { texts, top, bottom: top + 2 * look.label + 14 };
}

function drawRows(spec: RosterChart, layout: RosterLayout, top: number, page: Page) {
  const { look, palette, left, right } = page;
  const grouped = new Set(spec.rows.map((row) => row.group)).size > 1;
  const texts: TextItem[] = [];
  const cells: PlacedCell[] = [];
  const lines: { x: number; x2: number; y: number; y2: number }[] = [];
  let y = top;
  for (const [i, row] of spec.rows.entries()) {
    if (grouped && row.group !== undefined && row.group !== spec.rows[i - 1]?.group) {
      const text = row.group;
      const size = look.label - 0.5;
      texts.push({ x: left, y: y + GROUP_LINE - 8, text, size, weight: 600, color: palette.mutedText, align: 'left' });
      y += GROUP_LINE;
    }
    lines.push({ x: left, x2: right, y, y2: y });
    const days = groupByDay(row, spec.days);
    const most = Math.max(1, ...days.map((d) => d.length));
    const cellsTop = y + (layout.stacked ? NAME_LINE + 3 : ROW_GAP / 2);
    const height = most * (layout.cellHeight + 3) - 3;
    const middle = layout.stacked ? y + NAME_LINE / 2 + 3 : cellsTop + height / 2;
    texts.push(...nameRow(row, layout.names[i] ?? '', middle, page));
    for (const [column, ofDay] of days.entries()) {
      for (const [k, cell] of ofDay.entries()) {
        cells.push({ cell, column, y: cellsTop + k * (layout.cellHeight + 3) });
      }
    }
    y = cellsTop + height + ROW_GAP / 2;
  }
  lines.push({ x: left, x2: right, y, y2: y });
  return { texts, cells, lines, bottom: y };
}

function groupByDay(row: RosterRow, days: readonly string[]) {
  return days.map((day) => row.cells.filter((cell) => cell.day === day).slice(0, MAX_CELLS));
}

function nameRow(row: RosterRow, name: string, middle: number, { look, palette, left, right }: Page): TextItem[] {
  const y = middle + look.label * 0.36;
  return [
    { x: left, y, text: name, size: look.label + 0.5, weight: 500, color: palette.ink, align: 'left' },
    ...(row.total
      ? [
          {
            x: right,
            y,
            text: row.total,
            size: look.label,
            weight: 400,
            color: palette.mutedText,
            align: 'right',
          } as const,
        ]
      : []),
  ];
}

function shadeWeekends(
  spec: RosterChart,
  layout: RosterLayout,
  top: number,
  bottom: number,
  { palette }: Page,
): Layer[] {
  const boxes = spec.days.flatMap((day, i) => {
    if (!isWeekend(dayNumber(day))) return [];
    const x = layout.left + i * layout.columnWidth;
    return [{ x, x2: x + layout.columnWidth, y: top - 2, y2: bottom, color: palette.grid, opacity: WEEKEND }];
  });
  return boxes.length > 0 ? [boxLayer(boxes, 'fill', 0)] : [];
}

function isWeekend(day: number): boolean {
  const weekday = dateOf(day).getUTCDay();
  return weekday === 0 || weekday === 6;
}
