import writeXlsxFile, { type Row } from 'write-excel-file/node';
import type { SkillFile } from '../contracts/skill.ts';

/** One table of a file. Values are raw (numbers as numbers, days as ISO dates), so that a spreadsheet can count on. */
export interface Sheet {
  /** At most 31 letters, as spreadsheets have it. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface SheetColumn {
  readonly label: string;
  /** `money` and `number` are aligned right; `date` cells are ISO dates and become real ones. */
  readonly kind: 'text' | 'number' | 'money' | 'date';
  /** In characters. Default: as wide as its widest cell, at most 40. */
  readonly width?: number;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook, one tab a sheet, the header row in bold and always in sight. @param name without its ending */
export async function writeWorkbook(name: string, sheets: readonly Sheet[]): Promise<SkillFile> {
  const content = await writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: sheet.name.slice(0, 31),
      data: [
        sheet.columns.map(({ label }) => ({ value: label, fontWeight: 'bold' as const })),
        ...sheet.rows.map((row) => rowOf(sheet, row)),
      ],
      columns: sheet.columns.map((column, at) => ({ width: column.width ?? widthOf(sheet, at) })),
      stickyRowsCount: 1,
    })),
  ).toBuffer();
  return { name: `${name}.xlsx`, mediaType: XLSX, content };
}

/** The first thing any program opens: commas, a header, UTF-8 with the mark that spreadsheets want. */
export function writeCsv(name: string, sheet: Sheet): SkillFile {
  const lines = [sheet.columns.map(({ label }) => label), ...sheet.rows].map((row) => row.map(csvCell).join(','));
  return { name: `${name}.csv`, mediaType: 'text/csv', content: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`) };
}

function rowOf(sheet: Sheet, row: Sheet['rows'][number]): Row {
  return row.map((value, at) => {
    if (value === null || value === '') return null;
    const kind = sheet.columns[at]?.kind ?? 'text';
    if (typeof value === 'number') return { value, type: Number, ...(kind === 'money' ? { format: '#,##0.00' } : {}) };
    if (kind === 'date') return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
    return { value, type: String };
  });
}

function widthOf(sheet: Sheet, at: number): number {
  const cells = [sheet.columns[at]?.label ?? '', ...sheet.rows.map((row) => row[at] ?? '')];
  return Math.min(40, 2 + Math.max(...cells.map((cell) => String(cell).length)));
}

/** A name that begins like a formula is told to the spreadsheet as text. */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
