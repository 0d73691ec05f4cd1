import type { RepliedTable } from '../../src/contracts/chart.ts';
import { shorten } from '../common/split-text.ts';
import { textTable } from '../common/text-table.ts';
import { escapeCode, escapeText } from './escape-text.ts';

/** Characters a phone shows in a line of a code block before it wraps and the columns fall apart. */
const PHONE_COLUMNS = 36;
/** Room of one table, so that it stays in one message with its title. */
const TABLE_ROOM = 1_500;

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

function renderRows({ columns, rows }: RepliedTable): string {
  const lines: string[] = [];
  let used = 0;
  for (const [first = '', ...rest] of rows) {
    const values = rest.map((value, at) => `${escapeText(columns[at + 1]?.label ?? '')} ${escapeText(value)}`.trim());
    const line = `- **${escapeText(first)}**${values.length > 0 ? `: ${values.join(' · ')}` : ''}`.replaceAll(
      '\n',
      ' ',
    );
    if (lines.length > 0 && used + line.length > TABLE_ROOM) break;
    lines.push(line);
    used += line.length + 1;
  }
  const left = rows.length - lines.length;
  return [...lines, ...(left > 0 ? [`-# … and ${left} more`] : [])].join('\n');
}
