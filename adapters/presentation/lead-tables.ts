import type { RepliedTable } from '../../src/contracts/chart.ts';
import type { ReplySection } from '../../src/contracts/reply.ts';

/** Tables that were asked for (an order list, a roster), and those that stand beside them; each in their order. */
export function sortTables(tables: readonly RepliedTable[]): {
  readonly lead: readonly RepliedTable[];
  readonly others: readonly RepliedTable[];
} {
  return { lead: tables.filter(({ lead }) => lead === true), others: tables.filter(({ lead }) => lead !== true) };
}

/**
 * The sections up to the end of the answer itself, and those after it: a table that was asked for stands between them.
 * An answer-less reply is all opening.
 */
export function splitOpening(
  sections: readonly ReplySection[],
): readonly [opening: readonly ReplySection[], rest: readonly ReplySection[]] {
  const first = sections.findIndex(({ kind }) => kind === 'answer');
  if (first === -1) return [sections, []];
  const more = sections.slice(first).findIndex(({ kind }) => kind !== 'answer');
  const end = more === -1 ? sections.length : first + more;
  return [sections.slice(0, end), sections.slice(end)];
}

/**
 * A table in pieces that each fit, rows in their order. When there would be more than `most` pieces, the last one
 * holds all rows that are left, and whoever draws it counts those it cannot show.
 * @param fits never true for more rows where it is false for fewer
 */
export function splitTable(
  table: RepliedTable,
  fits: (piece: RepliedTable) => boolean,
  most: number,
): readonly RepliedTable[] {
  const pieces: RepliedTable[] = [];
  let from = 0;
  do {
    const isLast = pieces.length === most - 1;
    const left = table.rows.length - from;
    const piece = (count: number): RepliedTable => ({
      ...table,
      title: from === 0 || table.title.trim() === '' ? table.title : `${table.title} (continued)`,
      rows: table.rows.slice(from, from + count),
    });
    const taken = isLast ? left : countThatFits(left, (count) => fits(piece(count)));
    pieces.push(piece(taken));
    from += taken;
  } while (from < table.rows.length);
  return pieces;
}

/** The largest count that fits, found by halving; at least one row, so that there is always an end. */
function countThatFits(left: number, fits: (count: number) => boolean): number {
  let low = Math.min(1, left);
  let high = left;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
