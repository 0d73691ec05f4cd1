import type { RepliedTable } from '../../src/contracts/chart.ts';
import { splitTable } from '../presentation/lead-tables.ts';
import { shorten } from '../presentation/split-text.ts';
import { textTable } from '../presentation/text-table.ts';
import { escapeCode, escapeText } from './escape-text.ts';

/** Characters a phone shows in a line of a code block before it wraps and the columns fall apart. */
const PHONE_COLUMNS = 36;
/** Room of one table, so that it stays in one message with its title. */
const TABLE_ROOM = 1_500;

/** Blocks that a table which was asked for may take; a message holds one, or little more. */
const LEAD_PIECES = 6;
/** The line that counts what is left out. */
const CUT = /(?:^|\n)(?:-# )?… and \d+ more[^\n]*(?:\n```)?$/;

/**
 * A table that was asked for: whole, in as many blocks as it needs.
 * @param inFile its rows are in a file of the same answer too
 */
export function renderLeadTable(table: RepliedTable, inFile: boolean): readonly string[] {
  const isWhole = (piece: RepliedTable) => !CUT.test(renderTable(piece));
  return splitTable(table, isWhole, LEAD_PIECES).map((piece) => {
    const drawn = renderTable(piece);
    return inFile && CUT.test(drawn) ? `${drawn}\n-# The rest is in the file.` : drawn;
  });
}

/** A table for people: monospaced where it fits a phone, else one line a row. */
export function renderTable(table: RepliedTable): string {
  const title = table.title.trim() === '' ? '' : `**${escapeText(shorten(table.title, 200)).replaceAll('\n', ' ')}**\n`;
  const code: RepliedTable = {
    title: '',
    columns: table.columns.map(({ label, align }) => ({ label: escapeCode(label), align })),
    rows: table.rows.map((row) => row.map(escapeCode)),
  };
  const text = textTable(code, TABLE_ROOM);
  const widest = Math.max(0, ...text.split('\n').map((line) => line.length));
  return `${title}${widest <= PHONE_COLUMNS ? `\`\`\`\n${text}\n\`\`\`` : renderRows(table)}`;
}

/** The columns are named once, in small print; then a line a row, with its first cell strong. */
function renderRows({ columns, rows }: RepliedTable): string {
  const write = (cells: readonly string[]) => cells.map((cell) => escapeText(cell.trim() || '–')).join(' · ');
  const names = columns.slice(1).map(({ label }) => label);
  const legend = names.length > 0 ? [`-# ${write(names)}`.replaceAll('\n', ' ')] : [];
  const lines: string[] = [];
  let used = 0;
  for (const [first = '', ...rest] of rows) {
    const line = `- **${escapeText(first.trim() || '–')}** ${write(rest)}`.replaceAll('\n', ' ').trimEnd();
    if (lines.length > 0 && used + line.length > TABLE_ROOM) break;
    lines.push(line);
    used += line.length + 1;
  }
  const left = rows.length - lines.length;
  return [...legend, ...lines, ...(left > 0 ? [`-# … and ${left} more`] : [])].join('\n');
}
