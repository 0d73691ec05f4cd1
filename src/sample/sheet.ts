/** One file of the sample company, as the owner would have exported it. */
export interface SampleFile {
  readonly fileName: string;
  /** CSV, comma, dot as decimal mark, header line first, `\n` at each line's end. */
  readonly text: string;
  /** Data rows, the header not counted. */
  readonly rowCount: number;
}

/** A CSV file in the making. */
export interface Sheet {
  readonly fileName: string;
  /** Adds a line; answers its row number as a spreadsheet shows it (the header is row 1, the first line row 2). */
  addRow(cells: readonly (string | number)[]): number;
  toFile(): SampleFile;
}

export function startSheet(fileName: string, columns: readonly string[]): Sheet {
  const lines = [columns.join(',')];
  return {
    fileName,
    // Names of the sample company hold no comma, quote or line break, so no cell needs quoting.
    addRow: (cells) => lines.push(cells.join(',')),
    toFile: () => ({ fileName, text: `${lines.join('\n')}\n`, rowCount: lines.length - 1 }),
  };
}

/** `1234` cents as `12.34`. */
export function formatCents(cents: number): string {
  return (cents / 100).toFixed(2);
}
