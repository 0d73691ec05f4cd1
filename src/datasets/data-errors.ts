import { DataError, type DataPlace } from '../contracts/errors.ts';

/** Rows are told to people as their spreadsheet shows them: “57,312”. */
export function spokenRow(row: number): string {
  return row.toLocaleString('en-US');
}

/** @returns a DataError that names file, row and column, and what to do. */
export function dataError(code: string, message: string, advice: string, place: DataPlace = {}): DataError {
  return new DataError(message, { code, advice, place });
}

/** “Row 57,312, column “date”: “2024-13-45” is not a date.” */
export function cellError(
  code: string,
  place: { row: number; column: string },
  problem: string,
  advice: string,
): DataError {
  return dataError(code, `Row ${spokenRow(place.row)}, column “${place.column}”: ${problem}`, advice, place);
}
