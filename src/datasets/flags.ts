import type { Column } from './column-table.ts';
import { isMissing } from './read-number.ts';

const YES = /^(1|1\.0|true|t|yes|y|x|ja|j|si|oui|wahr|closed|geschlossen|open|geöffnet|holiday|feiertag)$/i;
const NO = /^(0|0\.0|false|f|no|n|nein|non|falsch|none)$/i;

/** Are all cells yes or no, in any of the usual ways to write it? */
export function isFlag(column: Column): boolean {
  return column.values.every((value) => isMissing(value) || YES.test(value) || NO.test(value));
}

export function isYes(cell: string): boolean {
  return YES.test(cell);
}

/** True for a cell that says something other than no: a holiday's name, a mark, a yes. */
export function isMarked(cell: string): boolean {
  return !isMissing(cell) && !NO.test(cell);
}
