import type { RosterCell, RosterChart } from '../contracts/chart.ts';
import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import { fitText } from './wrap-text.ts';

/** Where the cells of a roster stand, in pixels of the picture. */
export interface RosterLayout {
  /** Names over their cells instead of beside them: on a phone that is what leaves room for the hours. */
  readonly stacked: boolean;
  /** Left edge of the first day. */
  readonly left: number;
  readonly columnWidth: number;
  readonly cellHeight: number;
  /** Lines of text in a cell; 0: only blocks. */
  readonly lines: 0 | 1 | 2;
  readonly size: number;
  /** Names as they fit, by row. */
  readonly names: readonly string[];
}

/** Around a cell's text: its coloured edge and some air. */
export const CELL_PADDING = 9;
const CELL_GAP = 3;
const SMALLEST = 11;
/** Height of a name over its cells. */
const STACKED_EXTRA = 25;
/** Times the width: a taller grid is shrunk by chat clients until nothing in it can be read. */
const TALLEST = 2.8;
/** A block below this width is hard to see; that many people leave the height for names over their blocks. */
const TIGHT = 15;
const FEW_PEOPLE = 16;
const NAME_SHARE = { wide: 0.22, narrow: 0.3 } as const;

/** The first of several layouts in which every shift can be read; else blocks without text. */
export function layOutRoster(spec: RosterChart, page: Page): RosterLayout {
  const { look } = page;
  const shifts = spec.rows.flatMap((row) => row.cells.filter(isShift).map((cell) => cell.label));
  const beside = layOutColumns(spec, page, false);
  const over = layOutColumns(spec, page, true);
  const big = look.label - 0.5;
  const middle = look.label - 1.5;
  const order = look.narrow
    ? ([
        [beside, 1],
        [over, 1],
        [beside, 2],
        [over, 2],
      ] as const)
    : ([
        [beside, 1],
        [beside, 2],
        [over, 1],
        [over, 2],
      ] as const);
  for (const [columns, lines] of order) {
    const size = [big, middle, SMALLEST].find((s) => fits(shifts, columns.columnWidth, lines, s));
    const cellHeight = lines === 1 ? 24 : 36;
    const height = spec.rows.length * (cellHeight + (columns.stacked ? STACKED_EXTRA : 6));
    if (size !== undefined && height <= TALLEST * look.width) return { ...columns, lines, size, cellHeight };
  }
  const columns = beside.columnWidth < TIGHT && spec.rows.length <= FEW_PEOPLE ? over : beside;
  return { ...columns, lines: 0, size: SMALLEST, cellHeight: 18 };
}

/** A label on one line, or on two: broken after its dash. */
export function splitLabel(label: string, lines: 0 | 1 | 2): readonly string[] {
  if (lines < 2) return [label];
  const parts = /^(.+?\s*[–—-])\s*(.+)$/u.exec(label);
  return parts?.[1] && parts[2] ? [parts[1].replace(/\s+/gu, ''), parts[2]] : [label];
}

/** Someone works, or should. */
export function isShift({ tone }: Pick<RosterCell, 'tone'>): boolean {
  return tone === 'work' || tone === 'overtime' || tone === 'short';
}

function fits(labels: readonly string[], columnWidth: number, lines: 1 | 2, size: number): boolean {
  const room = columnWidth - CELL_GAP - CELL_PADDING;
  return labels.every((label) => splitLabel(label, lines).every((part) => measureText(part, size, 500) <= room));
}

function layOutColumns(spec: RosterChart, page: Page, stacked: boolean) {
  const { look, left, right } = page;
  const size = look.label + 0.5;
  const most = (right - left) * (look.narrow ? NAME_SHARE.narrow : NAME_SHARE.wide);
  const names = spec.rows.map((row) => fitText(row.label, stacked ? (right - left) * 0.7 : most, size, 500));
  const widest = Math.max(...names.map((name) => measureText(name, size, 500)), measureGaps(spec, page));
  const totals = Math.max(0, ...spec.rows.map((row) => measureText(row.total ?? '', look.label, 400)));
  const first = stacked ? left : left + Math.min(most, widest) + 12;
  const last = stacked || totals === 0 ? right : right - totals - 10;
  return { stacked, names, left: first, columnWidth: (last - first) / spec.days.length };
}

/** The name of the last row. */
export const GAPS_NAME = 'Not covered';

function measureGaps({ gaps }: RosterChart, { look }: Page): number {
  return gaps && gaps.length > 0 ? measureText(GAPS_NAME, look.label + 0.5, 600) : 0;
}
