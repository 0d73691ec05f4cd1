import type { RepliedTable } from '../../src/contracts/chart.ts';

/**
 * A table as monospaced text: columns padded, numbers to the right. Rows that do not fit `maxChars` are counted in a
 * last line instead of being dropped silently.
 */
export function textTable(table: RepliedTable, maxChars: number): string {
  const cells = [table.columns.map(({ label }) => label), ...table.rows.map((row) => [...row])];
  const widths = table.columns.map((_, at) => Math.max(...cells.map((row) => (row[at] ?? '').length)));
  const lines = cells.map((row) =>
    table.columns
      .map(({ align }, at) => {
        const text = row[at] ?? '';
        return align === 'right' ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
      })
      .join('  ')
      .trimEnd(),
  );
  let used = 0;
  const shown: string[] = [];
  for (const line of lines) {
    if (used + line.length + 1 > maxChars - 40) break;
    shown.push(line);
    used += line.length + 1;
  }
  const left = lines.length - shown.length;
  return [...shown, ...(left > 0 ? [`… and ${left} more`] : [])].join('\n');
}
