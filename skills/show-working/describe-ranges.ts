import type { RowSource } from '../../src/contracts/fact.ts';

const SHOWN = 6;

/** "row 7", "rows 2–15, 20, 31–40 and more", as a spreadsheet counts them. */
export function describeRanges(rows: RowSource['rows']): string {
  const parts = rows.slice(0, SHOWN).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  return `${rows.length === 1 && rows[0]?.[0] === rows[0]?.[1] ? 'row' : 'rows'} ${parts.join(', ')}${rows.length > SHOWN ? ' and more' : ''}`;
}
