import type { RepliedTable } from '../../../src/contracts/chart.ts';
import { shorten } from '../../presentation/split-text.ts';
import { bytesWithoutPictures, type CardElement, type Columns, type RichText, type Table } from './card.ts';
import { cleanText, heading, NOTHING, paragraph, run } from './draw-text.ts';
import { LIMITS } from './limits.ts';

/** Columns that are told line by line; a table with more is no table for a chat. */
const STACKED_COLUMNS = 12;

/**
 * A table as a phone can still show it: columns side by side up to four, else each row as a line of its own under its
 * first cell. Rows and columns that do not fit are counted in words.
 * @param maxBytes of the elements as JSON
 */
export function drawTable(table: RepliedTable, maxBytes: number): readonly CardElement[] {
  let shown: number = Math.min(table.rows.length, LIMITS.tableRows);
  let drawn = drawRows(table, shown);
  let bytes = bytesWithoutPictures(drawn);
  while (shown > 1 && bytes > maxBytes) {
    shown = Math.max(1, Math.min(shown - 1, Math.floor((shown * maxBytes) / bytes)));
    drawn = drawRows(table, shown);
    bytes = bytesWithoutPictures(drawn);
  }
  return drawn;
}

function drawRows(table: RepliedTable, count: number): readonly CardElement[] {
  const columns = table.columns.slice(0, STACKED_COLUMNS);
  const shown = { ...table, columns, rows: table.rows.slice(0, count) };
  const left = countLeft(table.rows.length - count, table.columns.length - columns.length);
  return [
    ...(table.title.trim() === '' ? [] : [heading(shorten(table.title, LIMITS.cellText))]),
    ...drawBody(shown),
    ...(left === '' ? [] : [paragraph([run(left, 'quiet')], 'Small')]),
  ];
}

function drawBody(table: RepliedTable): readonly CardElement[] {
  if (table.columns.length === 0) return [];
  return table.columns.length <= LIMITS.tableColumns ? [drawGrid(table)] : stackRows(table);
}

function countLeft(rows: number, columns: number): string {
  const parts = [
    ...(rows > 0 ? [`${rows} more ${rows === 1 ? 'row' : 'rows'}`] : []),
    ...(columns > 0 ? [`${columns} more ${columns === 1 ? 'column' : 'columns'}`] : []),
  ];
  return parts.length === 0 ? '' : `… and ${parts.join(', ')}`;
}

function drawGrid({ columns, rows }: RepliedTable): Table {
  return {
    type: 'Table',
    firstRowAsHeaders: true,
    showGridLines: false,
    spacing: 'Small',
    columns: columns.map(({ align }, at) => ({
      width: at === 0 ? 3 : 2,
      horizontalCellContentAlignment: align === 'right' ? 'Right' : 'Left',
    })),
    rows: [columns.map(({ label }) => label), ...rows].map((cells, at) => ({
      type: 'TableRow',
      cells: columns.map(({ align }, column) => ({
        type: 'TableCell',
        items: [drawCell(cells[column] ?? '', align, at === 0)],
      })),
    })),
  };
}

/** Plain words go as a bare string: a table has many cells, and each counts against the size of the card. */
function drawCell(text: string, align: 'left' | 'right', header: boolean): RichText {
  const words = cleanText(shorten(text, LIMITS.cellText)) || NOTHING;
  return {
    ...paragraph([header ? { ...run(words, 'quiet'), weight: 'Bolder' } : words]),
    ...(align === 'right' ? { horizontalAlignment: 'Right' } : {}),
  };
}

/** "Flat white" in bold, and under it its numbers in two columns: "Last week $4,102", "Week before $4,515". */
function stackRows({ columns, rows }: RepliedTable): readonly CardElement[] {
  const [, ...others] = columns;
  return rows.flatMap(([first = '', ...cells]) => {
    const numbers = others.map(({ label }, at) =>
      paragraph(
        [run(`${shorten(label, LIMITS.cellText)} `, 'quiet'), run(shorten(cells[at] ?? '', LIMITS.cellText))],
        'None',
      ),
    );
    const name = paragraph([run(shorten(first, LIMITS.cellText), 'strong')], 'Small');
    return numbers.length === 0 ? [name] : [name, inTwo(numbers)];
  });
}

/** Read line by line: the first and the second side by side, then the third and the fourth. */
function inTwo(items: readonly CardElement[]): Columns {
  const side = (odd: number) => items.filter((_, at) => at % 2 === odd);
  return {
    type: 'ColumnSet',
    spacing: 'None',
    columns: [side(0), side(1)]
      .filter((column) => column.length > 0)
      .map((column) => ({ type: 'Column', width: 1, items: column })),
  };
}

/** Characters of a table in words; it is what is left when no card is taken. */
const WRITTEN = 6_000;

/** The same as plain lines: "Flat white: Last week $4,102, Week before $4,515". */
export function writeTable({ title, columns, rows }: RepliedTable): string {
  const [, ...others] = columns;
  const shown = rows.slice(0, LIMITS.tableRows);
  const lines = shown.map(([first = '', ...cells]) => {
    const rest = others.map(({ label }, at) => `${label} ${cells[at] ?? ''}`).join(', ');
    return rest === '' ? first : `${first}: ${rest}`;
  });
  const all = [title, ...lines, countLeft(rows.length - shown.length, 0)].filter((line) => line !== '');
  return shorten(all.join('\n'), WRITTEN);
}
