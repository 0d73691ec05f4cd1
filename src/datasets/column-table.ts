/**
 * A file as columns of distinct texts: a cell is a code into `values`. Whatever is asked of a column (is it a date, a
 * number, few members?) is answered once per distinct text instead of once per cell.
 */
export interface Column {
  readonly name: string;
  /** Position in the file, from 0. */
  readonly index: number;
  /** Distinct cells, trimmed, in order of appearance. */
  readonly values: readonly string[];
  /** Cells per distinct text. */
  readonly counts: readonly number[];
  /** One code per data row. */
  readonly codes: Int32Array;
  /** First row (as a spreadsheet shows it) that ends before this column; null when every row reaches it. */
  readonly firstShortRow: number | null;
}

export interface ColumnTable {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  /** The number a spreadsheet shows at each data row. */
  readonly rowNumbers: Int32Array;
  /** Row of the header; null when the file has none. */
  readonly headerRow: number | null;
}

/** Collects one column cell by cell. */
export class ColumnBuilder {
  readonly name: string;
  readonly index: number;
  private readonly known = new Map<string, number>();
  private readonly values: string[] = [];
  private readonly counts: number[] = [];
  private codes = new Int32Array(1_024);
  private length = 0;
  private firstShortRow: number | null = null;

  constructor(name: string, index: number) {
    this.name = name;
    this.index = index;
  }

  push(cell: string): void {
    let code = this.known.get(cell);
    if (code === undefined) {
      code = this.values.length;
      this.known.set(cell, code);
      this.values.push(cell);
      this.counts.push(0);
    }
    this.counts[code] = (this.counts[code] ?? 0) + 1;
    if (this.length === this.codes.length) this.codes = grown(this.codes);
    this.codes[this.length] = code;
    this.length += 1;
  }

  pushMissing(row: number): void {
    this.firstShortRow ??= row;
    this.push('');
  }

  build(): Column {
    return {
      name: this.name,
      index: this.index,
      values: this.values,
      counts: this.counts,
      codes: this.codes.slice(0, this.length),
      firstShortRow: this.firstShortRow,
    };
  }
}

export function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** The same table with some of its rows only, in the same order. Distinct texts that no row holds any more are dropped. */
export function keepRows(table: ColumnTable, keep: (row: number) => boolean): ColumnTable {
  const kept: number[] = [];
  for (let row = 0; row < table.rowCount; row += 1) if (keep(row)) kept.push(row);
  if (kept.length === table.rowCount) return table;
  const columns = table.columns.map((column) => {
    const builder = new ColumnBuilder(column.name, column.index);
    for (const row of kept) builder.push(column.values[column.codes[row] ?? 0] ?? '');
    return { ...builder.build(), firstShortRow: column.firstShortRow };
  });
  const rowNumbers = Int32Array.from(kept, (row) => table.rowNumbers[row] ?? 0);
  return { ...table, columns, rowCount: kept.length, rowNumbers };
}
