import type { RepliedTable } from '../contracts/chart.ts';
import type { Reply } from '../contracts/reply.ts';

/** A reply as plain text for a terminal: sections, tables, what to ask next. */
export function printReply(reply: Reply): string {
  const parts = [reply.text, ...reply.tables.map(printTable)];
  if (reply.charts.length > 0) parts.push(reply.charts.map((chart) => `[chart] ${chart.alt}`).join('\n'));
  const files = reply.files ?? [];
  if (files.length > 0) parts.push(`Files: ${files.map(({ name }) => name).join(' · ')} (write them with --out)`);
  if (reply.actions.length > 0) parts.push(`You could ask: ${reply.actions.map((action) => action.label).join(' · ')}`);
  // Control characters of a file's text must not reach the terminal.
  return parts.join('\n\n').replace(/[^\P{Cc}\n]/gu, '');
}

function printTable(table: RepliedTable): string {
  const rows = [table.columns.map((column) => column.label), ...table.rows];
  const widths = table.columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        table.columns[index]?.align === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [table.title, ...rows.map(line)].join('\n');
}
