import type { DataError } from '../contracts/errors.ts';
import { dataError, spokenRow } from '../datasets/data-errors.ts';

/** One thing wrong with a list: where, and in words that go on from "Row 3, column “cost”: ". */
export interface ListProblem {
  readonly row: number;
  readonly column: string;
  readonly what: string;
}

const SHOWN = 5;

/** All that is wrong with a list at once: the first five, and how many more. */
export function listError(problems: readonly ListProblem[], what: string): DataError {
  const sorted = [...problems].sort((a, b) => a.row - b.row);
  const [first] = sorted;
  const lines = sorted
    .slice(0, SHOWN)
    .map((problem) => `Row ${spokenRow(problem.row)}, column “${problem.column}”: ${problem.what}.`);
  const more = sorted.length - SHOWN;
  return dataError(
    'list-has-errors',
    [
      ...(sorted.length > 1 ? [`${spokenRow(sorted.length)} cells of this list of ${what} do not read:`] : []),
      ...lines,
      ...(more > 0 ? [`And ${spokenRow(more)} more.`] : []),
    ].join('\n'),
    'Put it right and send the file again. Nothing of this file was kept.',
    first ? { row: first.row, column: first.column } : {},
  );
}
