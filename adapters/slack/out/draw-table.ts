import type { types } from '@slack/bolt';
import type { RepliedTable } from '../../../src/contracts/chart.ts';
import { splitTable } from '../../presentation/lead-tables.ts';
import { shorten } from '../../presentation/split-text.ts';
import { textTable } from '../../presentation/text-table.ts';
import { cleanText, plainText } from './blocks.ts';
import type { Drawn } from './drawn.ts';
import { SLACK_LIMITS } from './limits.ts';
import { paragraphBlock, preformattedBlock } from './rich-text.ts';

/** Characters of JSON one table may take of its message, so that the words around it fit too. */
const TABLE_JSON = 8_000;
const MOST_ROWS = 50;
const CELL = 200;
const NARROW_CELL = 60;
const WIDE_CELL = 24;

/** Messages that a table which was asked for may take: Slack takes one table in each. */
const LEAD_PIECES = 4;

/**
 * A table that was asked for: whole, in as many pieces as it needs.
 * @param inFile its rows are in a file of the same answer too
 */
export function drawLeadTable(table: RepliedTable, inFile: boolean): readonly Drawn[] {
  const isWhole = (piece: RepliedTable) =>
    fitRows(piece).shown === piece.rows.length && !CUT.test(textTable(narrow(piece), SLACK_LIMITS.text));
  return splitTable(table, isWhole, LEAD_PIECES).map((piece) => drawTable(piece, inFile));
}

/** The line with which `textTable` counts what it leaves out. */
const CUT = /\n… and \d+ more$/;

/** A table as Slack's own; as monospaced text where that is not taken. Rows that do not fit are counted in words. */
export function drawTable(table: RepliedTable, inFile = false): Drawn {
  if (table.columns.length === 0) return { blocks: [], plain: [], text: '' };
  const title = table.title.trim() === '' ? [] : [paragraphBlock([{ text: shorten(table.title, 500), bold: true }])];
  const { rows, shown } = fitRows(table);
  const left = table.rows.length - shown;
  const native: types.TableBlock = {
    type: 'table',
    rows,
    column_settings: table.columns
      .slice(0, SLACK_LIMITS.tableColumns)
      .map(({ align }, at) => ({ align, is_wrapped: isWide(table, at) })),
  };
  const more: types.ContextBlock[] =
    left > 0 ? [{ type: 'context', elements: [plainText(countLeft(left, inFile))] }] : [];
  const text = textTable(narrow(table), SLACK_LIMITS.text);
  return {
    blocks: [...title, native, ...more],
    plain: [...title, preformattedBlock(text.trim() === '' ? '–' : text)],
    text: [table.title, text].filter((line) => line !== '').join('\n'),
  };
}

function countLeft(left: number, inFile: boolean): string {
  const where = inFile ? 'in the file' : 'not shown';
  return left === 1 ? `One more row is ${where}.` : `${left} more rows are ${where}.`;
}

/** Names may take several lines; numbers and dates never do. */
const isWide = ({ rows }: RepliedTable, at: number): boolean => rows.some((row) => (row[at] ?? '').length > WIDE_CELL);

function fitRows(table: RepliedTable): { readonly rows: types.RawTextElement[][]; readonly shown: number } {
  const header = toRow(
    table,
    table.columns.map(({ label }) => label),
  );
  const rows = [header];
  let json = JSON.stringify(header).length;
  for (const cells of table.rows.slice(0, MOST_ROWS)) {
    const row = toRow(table, cells);
    json += JSON.stringify(row).length + 1;
    if (json > TABLE_JSON) break;
    rows.push(row);
  }
  return { rows, shown: rows.length - 1 };
}

/** A single long cell would push all others out of sight. */
function narrow(table: RepliedTable): RepliedTable {
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, label: shorten(column.label, NARROW_CELL) })),
    rows: table.rows.map((row) => row.map((cell) => shorten(cell.replaceAll('\n', ' '), NARROW_CELL))),
  };
}

/** Every row has a cell in each column, and none is empty: Slack refuses both. */
function toRow(table: RepliedTable, cells: readonly string[]): types.RawTextElement[] {
  return table.columns.slice(0, SLACK_LIMITS.tableColumns).map((_, at) => {
    const text = (cells[at] ?? '').trim();
    return { type: 'raw_text', text: text === '' ? '–' : cleanText(shorten(text, CELL)) };
  });
}
