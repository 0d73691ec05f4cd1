import { measureText } from './measure-text.ts';
import type { Page } from './page.ts';
import type { TextItem } from './vega-layers.ts';

/** Rows of members: names at the left edge, under the title, and the marks beside or (on a phone) beneath them. */
export interface MemberRows {
  /** Where marks may begin. */
  readonly left: number;
  /** Vertical middle of each row's marks. */
  readonly middles: readonly number[];
  readonly barHeight: number;
  readonly rowHeight: number;
  readonly bottom: number;
  readonly texts: readonly TextItem[];
}

export interface RowName {
  readonly label: string;
  readonly strong: boolean;
}

/** Names above their marks when they would take more than this share of the width. */
const STACK_FROM = 0.34;

export function layOutRows(names: readonly RowName[], top: number, page: Page): MemberRows {
  const { look, palette } = page;
  const size = look.label + 0.5;
  const widths = names.map((n) => measureText(n.label, size, n.strong ? 600 : 400));
  const widest = Math.max(0, ...widths);
  const stacked = widest > STACK_FROM * (page.right - page.left);
  const barHeight = stacked ? 16 : look.narrow ? 20 : 22;
  const rowHeight = stacked ? 50 : look.narrow ? 32 : 35;
  const middles = names.map((_, i) => top + i * rowHeight + (stacked ? 32 : rowHeight / 2));
  const texts = names.map(
    (name, i): TextItem => ({
      x: page.left,
      y: stacked ? (middles[i] ?? 0) - barHeight / 2 - 6 : (middles[i] ?? 0) + size * 0.36,
      text: name.label,
      size,
      weight: name.strong ? 600 : 400,
      color: palette.ink,
      align: 'left',
      // On a phone the connectors of a waterfall run behind the names.
      halo: palette.background,
    }),
  );
  return {
    left: stacked ? page.left : page.left + widest + 14,
    middles,
    barHeight,
    rowHeight,
    bottom: top + names.length * rowHeight - (stacked ? 8 : 4),
    texts,
  };
}
