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
    sheets.map((sheet, position) => ({
      sheet: tabName(sheets, position),
      data: [
        sheet.columns.map(({ label }) => ({ value: cleanText(label), fontWeight: 'bold' as const })),
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

const LONGEST_TAB = 31;

/** What a tab may be called: none of []:*?/\\, no apostrophe at an end, and no name twice, whatever its letters' case. */
function tabName(sheets: readonly Sheet[], position: number): string {
  const nameOf = ({ name }: Sheet) =>
    cleanText(name)
      .replace(/[[\]:*?/\\]+/g, ' ')
      .slice(0, LONGEST_TAB)
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet';
  const names = sheets.slice(0, position + 1).map(nameOf);
  const name = names[position] ?? 'Sheet';
  const before = names.slice(0, position).filter((other) => other.toLowerCase() === name.toLowerCase()).length;
  const ending = before === 0 ? '' : ` (${before + 1})`;
  return `${name.slice(0, LONGEST_TAB - ending.length)}${ending}`;
}

const LONGEST_TEXT = 32_767;

/** Text as a workbook can hold it: control characters and halves of letters would make the whole file unreadable. */
function cleanText(text: string): string {
  return [...text.toWellFormed()]
    .filter((letter) => letter >= ' ' || letter === '\t' || letter === '\n' || letter === '\r')
    .filter((letter) => letter !== '\uFFFE' && letter !== '\uFFFF')
    .join('')
    .slice(0, LONGEST_TEXT);
}

function rowOf(sheet: Sheet, row: Sheet['rows'][number]): Row {
  return row.map((value, at) => {
    if (value === null || value === '') return null;
    const kind = sheet.columns[at]?.kind ?? 'text';
    if (typeof value === 'number')
      return !Number.isFinite(value)
        ? null
        : { value, type: Number, ...(kind === 'money' ? { format: '#,##0.00' } : {}) };
    if (kind === 'date' && ISO_DAY.test(value))
      return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
    return { value: cleanText(value), type: String };
  });
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

function widthOf(sheet: Sheet, at: number): number {
  const cells = [sheet.columns[at]?.label ?? '', ...sheet.rows.map((row) => row[at] ?? '')];
  return Math.min(40, 2 + Math.max(...cells.map((cell) => String(cell).length)));
}

/** A name that begins like a formula is told to the spreadsheet as text. */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  // The wide forms are signs to a spreadsheet of East Asian settings.
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
