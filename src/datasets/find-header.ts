import { readDateShape } from './read-date.ts';
import { isMissing, looksLikeNumber } from './read-number.ts';

export interface HeaderPlace {
  /** Index of the header among the records; null when the file starts with data. */
  readonly header: number | null;
  /** Index of the first record that may be data. */
  readonly dataStart: number;
}

type CellKind = 'empty' | 'text' | 'number' | 'date';

const LOOK_AHEAD = 6;

/**
 * Finds the header among the first records: the first row of full width that has a text above a column of dates or
 * numbers. Title lines above it are narrower; a file whose first full row is already data has no header.
 */
export function findHeader(records: readonly (readonly string[])[]): HeaderPlace {
  const kinds = records.map((record) => record.map(kindOf));
  const width = usualWidth(kinds);
  for (let row = 0; row < kinds.length; row += 1) {
    const cells = kinds[row] ?? [];
    const filled = cells.filter((kind) => kind !== 'empty').length;
    if (filled < Math.max(2, Math.ceil(width * 0.5))) continue;
    if (isAboveData(cells, kinds.slice(row + 1))) return { header: row, dataStart: row + 1 };
    if (cells.some((kind) => kind === 'date' || kind === 'number')) return { header: null, dataStart: row };
  }
  // Words only: the first full row is the header, whatever follows.
  const first = kinds.findIndex((cells) => cells.filter((kind) => kind !== 'empty').length >= 2);
  return { header: Math.max(0, first), dataStart: Math.max(0, first) + 1 };
}

function kindOf(cell: string): CellKind {
  const text = cell.trim();
  if (isMissing(text)) return 'empty';
  if (looksLikeNumber(text)) return 'number';
  return readDateShape(text) ? 'date' : 'text';
}

function usualWidth(kinds: readonly (readonly CellKind[])[]): number {
  const counts = new Map<number, number>();
  for (const cells of kinds) {
    const filled = cells.filter((kind) => kind !== 'empty').length;
    if (filled >= 2) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 2;
}

function isAboveData(cells: readonly CellKind[], below: readonly (readonly CellKind[])[]): boolean {
  const next = below.filter((row) => row.filter((kind) => kind !== 'empty').length >= 2).slice(0, LOOK_AHEAD);
  if (next.length === 0) return false;
  return cells.some((kind, column) => {
    if (kind !== 'text' && kind !== 'date') return false;
    const values = next.map((row) => row[column] ?? 'empty').filter((value) => value !== 'empty');
    // A date above numbers heads a column of its own: one column a month.
    const data = values.filter((value) => value === 'number' || (value === 'date' && kind === 'text')).length;
    return values.length > 0 && data / values.length > 0.6;
  });
}
