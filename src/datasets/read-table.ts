import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { cleanName } from './clean-text.ts';
import { ColumnBuilder, type ColumnTable, grown } from './column-table.ts';
import { dataError, spokenRow } from './data-errors.ts';
import type { Delimiter } from './detect-delimiter.ts';
import { findHeader } from './find-header.ts';

export const MAX_COLUMNS = 500;
export const MAX_ROWS = 2_000_000;
const HEADER_SEARCH = 40;
const PROGRESS_EVERY = 20_000;

export interface TableReading {
  readonly table: ColumnTable;
  /** Rows that repeat the header in the middle of the file. */
  readonly repeatedHeaders: readonly number[];
}

/**
 * Parses a delimited text into columns. Row numbers are those of the file as a spreadsheet shows it: title lines and
 * blank lines count, a quoted cell with line breaks is still one row.
 * @param onRows hears how many rows were read so far.
 * @param isHeader knows a header by its words; without it, or where it knows none, the cells below decide.
 * @throws DataError `no-rows`, `one-column`, `too-many-columns`, `too-many-rows`, `row-too-long`, `open-quote`.
 */
export function readTable(
  text: string,
  delimiter: Delimiter,
  onRows?: (rows: number) => void,
  isHeader?: (cells: readonly string[]) => boolean,
): TableReading {
  const collector = new TableCollector(isHeader);
  const declared = /^sep=.\r?\n/i.exec(text)?.[0].length ?? 0;
  collector.row = declared > 0 ? 1 : 0;
  try {
    parse(text.slice(declared), {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      on_record: (record: string[]) => {
        collector.add(record);
        if (onRows && collector.row % PROGRESS_EVERY === 0) onRows(collector.row);
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(error, collector.row);
    throw error;
  }
  return collector.finish();
}

function unreadable(error: CsvError, row: number): Error {
  const at = spokenRow(row + 1);
  const message =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? `A quotation mark that opens in row ${at} is never closed.`
      : `I cannot read row ${at}: its quotation marks do not fit.`;
  return dataError('open-quote', message, 'Look at that row in a text editor, or save the file as CSV again.', {
    row: row + 1,
  });
}

class TableCollector {
  row = 0;
  private readonly early: { cells: string[]; row: number }[] = [];
  private builders: ColumnBuilder[] | null = null;
  private header: string[] | null = null;
  private headerRow: number | null = null;
  private rowNumbers = new Int32Array(1_024);
  private rows = 0;
  private readonly repeatedHeaders: number[] = [];
  private readonly isHeader: ((cells: readonly string[]) => boolean) | undefined;

  constructor(isHeader: ((cells: readonly string[]) => boolean) | undefined) {
    this.isHeader = isHeader;
  }

  add(record: readonly string[]): void {
    this.row += 1;
    const cells = record.map((cell) => cell.trim());
    if (this.builders) this.addData(cells, this.row);
    else {
      this.early.push({ cells, row: this.row });
      if (this.early.length === HEADER_SEARCH) this.settleHeader();
    }
  }

  finish(): TableReading {
    if (!this.builders) this.settleHeader();
    const builders = this.builders ?? [];
    if (builders.length < 2) {
      throw dataError(
        'one-column',
        'I see only one column in this file.',
        'I need a date and at least one number in a row. Save the file as CSV with commas or semicolons.',
      );
    }
    if (this.rows === 0)
      throw dataError('no-rows', 'This file has a header but no rows under it.', 'Check the file and send it again.');
    return {
      table: {
        columns: builders.map((builder) => builder.build()),
        rowCount: this.rows,
        rowNumbers: this.rowNumbers.slice(0, this.rows),
        headerRow: this.headerRow,
      },
      repeatedHeaders: this.repeatedHeaders,
    };
  }

  private settleHeader(): void {
    const named = this.isHeader ? this.early.findIndex((record) => this.isHeader?.(record.cells)) : -1;
    const place =
      named >= 0 ? { header: named, dataStart: named + 1 } : findHeader(this.early.map((record) => record.cells));
    const found = place.header === null ? undefined : this.early[place.header];
    const data = this.early.slice(place.dataStart);
    const width = Math.max(
      filledWidth(found?.cells ?? []),
      ...(found ? [] : data.map((record) => filledWidth(record.cells))),
    );
    if (width > MAX_COLUMNS) {
      throw dataError(
        'too-many-columns',
        `This file has ${spokenRow(width)} columns; I can read ${MAX_COLUMNS}.`,
        'Leave out the columns you do not need and send it again.',
      );
    }
    this.header = found?.cells ?? null;
    this.headerRow = found?.row ?? null;
    this.builders = columnNames(found?.cells ?? [], width).map((name, index) => new ColumnBuilder(name, index));
    for (const record of data) this.addData(record.cells, record.row);
  }

  private addData(cells: readonly string[], row: number): void {
    const builders = this.builders ?? [];
    const filled = filledWidth(cells);
    if (filled === 0) return;
    if (filled > builders.length) {
      throw dataError(
        'row-too-long',
        `Row ${spokenRow(row)} has ${filled} cells, but there are ${builders.length} columns.`,
        'A comma or semicolon inside a text may be missing its quotation marks. Put that row right and send the file again.',
        { row },
      );
    }
    if (this.header?.every((cell, at) => cell === (cells[at] ?? ''))) {
      this.repeatedHeaders.push(row);
      return;
    }
    if (this.rows === MAX_ROWS)
      throw dataError('too-many-rows', `This file has more than ${spokenRow(MAX_ROWS)} rows.`, 'Send it in parts.');
    builders.forEach((builder, at) => {
      const cell = cells[at];
      if (cell === undefined) builder.pushMissing(row);
      else builder.push(cell);
    });
    if (this.rows === this.rowNumbers.length) this.rowNumbers = grown(this.rowNumbers);
    this.rowNumbers[this.rows] = row;
    this.rows += 1;
  }
}

function filledWidth(cells: readonly string[]): number {
  let width = cells.length;
  while (width > 0 && cells[width - 1] === '') width -= 1;
  return width;
}

/** Header texts, cleaned; nameless columns are called as a spreadsheet calls them; a name that comes twice is told apart. */
function columnNames(header: readonly string[], width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, index) => {
    const name = cleanName(header[index] ?? '') || `Column ${spreadsheetLetters(index)}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function spreadsheetLetters(index: number): string {
  const rest = Math.floor(index / 26);
  const letter = String.fromCharCode(65 + (index % 26));
  return rest === 0 ? letter : `${spreadsheetLetters(rest - 1)}${letter}`;
}
