import type { RepliedTable } from '../../../src/contracts/chart.ts';
import { splitTable } from '../../presentation/lead-tables.ts';
import { shorten } from '../../presentation/split-text.ts';
import { type Block, MAX_BLOCK_BYTES, makeBlock } from './block.ts';
import { bytesWithoutPictures, type CardElement } from './card.ts';
import { drawTable, writeTable } from './draw-table.ts';
import { heading, paragraph, run } from './draw-text.ts';
import { LIMITS } from './limits.ts';

/** Pieces of one table; a card holds one or two of the largest. */
const MOST_PIECES = 6;
/** Characters of one row that is told as a line. */
const LINE = 1_200;

/**
 * A table that was asked for, whole, in as many blocks as it needs: side by side where a phone shows its columns, else
 * a line a row without its empty cells ("Ana", below it "Mon 7–15 · Wed 7–15").
 * @param inFile its rows are in a file of the same answer too
 */
export function drawLeadTable(table: RepliedTable, inFile: boolean): readonly Block[] {
  const draw = table.columns.length <= LIMITS.tableColumns ? drawGrid : drawLines;
  const fits = (piece: RepliedTable) =>
    piece.rows.length <= LIMITS.tableRows && bytesWithoutPictures(draw(piece)) <= MAX_BLOCK_BYTES;
  const pieces = splitTable(table, fits, MOST_PIECES + 1);
  const blocks = pieces.slice(0, MOST_PIECES).map((piece) => makeBlock(draw(piece), writeTable(piece)));
  const left = pieces.slice(MOST_PIECES).reduce((sum, { rows }) => sum + rows.length, 0);
  if (left === 0) return blocks;
  const words = `… and ${left} more ${left === 1 ? 'row' : 'rows'}${inFile ? ', in the file' : ''}`;
  return [...blocks, makeBlock([paragraph([run(words, 'quiet')], 'Small')], words)];
}

const drawGrid = (piece: RepliedTable): readonly CardElement[] => drawTable(piece, MAX_BLOCK_BYTES);

function drawLines({ title, columns, rows }: RepliedTable): readonly CardElement[] {
  return [
    ...(title.trim() === '' ? [] : [heading(shorten(title, LIMITS.cellText))]),
    ...rows.flatMap(([first = '', ...cells]) => {
      const told = cells.flatMap((cell, at) =>
        cell.trim() === '' ? [] : [`${columns[at + 1]?.label ?? ''} ${cell.trim()}`.trim()],
      );
      const line = shorten(told.join(' · '), LINE);
      return [
        paragraph([run(shorten(first, LIMITS.cellText), 'strong')], 'Small'),
        ...(line === '' ? [] : [paragraph([run(line)], 'None')]),
      ];
    }),
  ];
}
