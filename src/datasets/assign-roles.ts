import { isNameless, plainWords, quoteCell } from './clean-text.ts';
import type { Column, ColumnTable } from './column-table.ts';
import { cellError, dataError, spokenRow } from './data-errors.ts';
import type { LeftOutColumn, Remark } from './file-understanding.ts';
import { repeatsCalendar } from './find-calendar-repeats.ts';
import type { TimeAxis } from './find-time.ts';
import { isFlag } from './flags.ts';
import {
  type DimensionConcept,
  dimensionConcept,
  isNamedLikeOrderId,
  isNamedLikeOtherId,
  nameDimension,
} from './name-dimension.ts';
import { nameMetric } from './name-metric.ts';
import {
  countNumbers,
  type DecimalSign,
  isMissing,
  type NumberColumn,
  provenDecimal,
  readNumbers,
} from './read-number.ts';

export interface MeasureColumn {
  readonly column: Column;
  readonly numbers: NumberColumn;
}

export interface DimensionColumn {
  readonly column: Column;
  readonly concept: DimensionConcept | null;
}

export interface FlagColumns {
  closed: Column | null;
  open: Column | null;
  holiday: Column | null;
  event: Column | null;
}

/** What each column of a file is for. */
export interface ColumnRoles {
  readonly measures: readonly MeasureColumn[];
  readonly dimensions: readonly DimensionColumn[];
  readonly orderId: Column | null;
  readonly flags: FlagColumns;
  readonly leftOut: readonly LeftOutColumn[];
  /** A column holds a time of day: the rows are single sales. */
  readonly hasClock: boolean;
  readonly decimal: DecimalSign;
  readonly remarks: readonly Remark[];
}

const MAX_MEMBERS = 5_000;
const TIME_OF_DAY = /^\d{1,2}:\d{2}(:\d{2})?(\s*[ap]\.?m\.?)?$/i;

/**
 * Gives every column its role from its header and all its cells.
 * @throws DataError `not-a-number` (row and column), `no-numbers`, `row-too-short`.
 */
export function assignRoles(axis: TimeAxis, fallbackDecimal: DecimalSign | null): ColumnRoles {
  const { table } = axis;
  const time = new Set(axis.columns.map((column) => column.index));
  const others = new Set(axis.otherDates.map((column) => column.index));
  const leftOut: LeftOutColumn[] = [];
  const flags: FlagColumns = { closed: null, open: null, holiday: null, event: null };
  const numeric: Column[] = [];
  const dimensions: DimensionColumn[] = [];
  let orderId: Column | null = null;
  let hasClock = axis.hasClock;
  const leave = (column: Column, why: LeftOutColumn['why']) => leftOut.push({ column: column.name, why });

  for (const column of table.columns) {
    if (time.has(column.index)) continue;
    const filled = column.values.filter((value) => !isMissing(value));
    const flag = flagOf(column);
    if (filled.length === 0) leave(column, 'empty');
    else if (others.has(column.index)) leave(column, 'other-date');
    else if (filled.every((value) => TIME_OF_DAY.test(value))) {
      leave(column, 'time-of-day');
      hasClock = true;
    } else if (flag && !flags[flag]) flags[flag] = column;
    else if (repeatsCalendar(column, axis.rowDays)) leave(column, 'calendar');
    else if (isNamedLikeOrderId(column.name)) {
      if (orderId) leave(column, 'identifier');
      else orderId = column;
    } else if (isRowNumber(column, table)) leave(column, 'row-number');
    else if (isNumeric(column)) numeric.push(column);
    else {
      const kind = textRole(column, table.rowCount);
      if (kind === 'dimension')
        dimensions.push({ column, concept: nameDimension(column.name) ?? namelessConcept(column, dimensions) });
      else leave(column, kind);
    }
  }
  const decimal = provenDecimal(numeric) ?? fallbackDecimal;
  const measures = numeric.map((column) => ({ column, numbers: checkedNumbers(column, table, decimal) }));
  if (measures.length === 0 && !orderId) throw noNumbers(table);
  const { kept, same } = withoutRepeatedDimensions(dimensions);
  refuseShortRows([...measures.map((measure) => measure.column), ...kept.map((dimension) => dimension.column)]);
  return {
    measures,
    dimensions: kept,
    orderId,
    flags,
    leftOut: [...leftOut, ...same],
    hasClock,
    decimal: decimal ?? 'point',
    remarks: ambiguityRemarks(measures),
  };
}

/** In a file without a header the first names are most likely what was sold. */
function namelessConcept(column: Column, before: readonly DimensionColumn[]): DimensionConcept | null {
  return isNameless(column.name) && before.length === 0 ? dimensionConcept('item') : null;
}

function flagOf(column: Column): keyof FlagColumns | null {
  const joined = plainWords(column.name)
    .filter((word) => word !== 'is' && word !== 'flag')
    .join('');
  if (
    /^(closed|geschlossen|shut|closure|shopclosed|storeclosed|ruhetag|cerrado|ferme|chiuso)$/.test(joined) &&
    isFlag(column)
  )
    return 'closed';
  if (/^(open|geoeffnet|offen|opened|storeopen|shopopen|abierto|ouvert|aperto)$/.test(joined) && isFlag(column))
    return 'open';
  if (/(holiday|feiertag|festivo|bankholiday|publicholiday)/.test(joined) && !/(school|schul|vacation)/.test(joined))
    return 'holiday';
  if (/^(event|events|eventname|specialday|specialevent|veranstaltung|anlass|occasion)$/.test(joined)) return 'event';
  return null;
}

/** Numbered lines: every whole number of a range once, under a header that says no more than that. */
function isRowNumber(column: Column, table: ColumnTable): boolean {
  const words = plainWords(column.name).join('');
  if (!/^(|no|nr|index|row|rowno|rowid|line|lineno|id|lfd|lfdnr|pos|unnamed0|column[a-z])$/.test(words)) return false;
  if (column.values.length !== table.rowCount || table.rowCount < 2) return false;
  const numbers = column.values.map((value) => (/^\d+$/.test(value) ? Number(value) : Number.NaN));
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    if (Number.isNaN(number)) return false;
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  return high - low + 1 === table.rowCount && low <= 1;
}

/** Numbers, unless they are the numbers of shops or articles (“store” 1…45) or ids. */
function isNumeric(column: Column): boolean {
  const { filled, numeric } = countNumbers(column);
  const metric = nameMetric(column.name);
  const known = metric?.rest === '';
  if (numeric / filled < (known ? 0.5 : 0.9)) return false;
  const whole = column.values.every((value) => isMissing(value) || /^\d+$/.test(value));
  if (whole && isNamedLikeOtherId(column.name)) return false;
  return !(whole && !metric && nameDimension(column.name));
}

function textRole(column: Column, rows: number): 'dimension' | LeftOutColumn['why'] {
  const concept = nameDimension(column.name);
  const filled = column.values.filter((value) => value !== '');
  const distinct = filled.length;
  if (
    /^(note|notes|comment|comments|remark|remarks|bemerkung|bemerkungen|kommentar|notiz)$/.test(
      plainWords(column.name).join(''),
    )
  )
    return 'free-text';
  if (concept)
    return distinct <= MAX_MEMBERS && (distinct <= Math.max(50, rows * 0.5) || rows < 20) ? 'dimension' : 'free-text';
  if (isNamedLikeOtherId(column.name)) return 'identifier';
  if (distinct === 1) return 'constant';
  const length = filled.reduce((sum, value) => sum + value.length, 0) / Math.max(1, distinct);
  if (length > 60 || distinct > 500 || distinct > Math.max(2, rows * 0.5))
    return filled.some((value) => /\s/.test(value)) || distinct <= rows * 0.9 ? 'free-text' : 'identifier';
  return 'dimension';
}

function checkedNumbers(column: Column, table: ColumnTable, fallback: DecimalSign | null): NumberColumn {
  const numbers = readNumbers(column, fallback);
  if (numbers.broken.length === 0) return numbers;
  const broken = new Set(numbers.broken);
  const row = column.codes.findIndex((code) => broken.has(code));
  const cell = column.values[column.codes[row] ?? 0] ?? '';
  throw cellError(
    'not-a-number',
    { row: table.rowNumbers[row] ?? 0, column: column.name },
    `${quoteCell(cell)} is not a number.`,
    'Put it right, or leave the cell empty, and send the file again. Nothing of this file was kept.',
  );
}

function noNumbers(table: ColumnTable): Error {
  const names = table.columns
    .slice(0, 8)
    .map((column) => `“${column.name}”`)
    .join(', ');
  return dataError(
    'no-numbers',
    `I found dates, but no column with numbers among ${names}.`,
    'I need at least one number in each row, such as revenue or pieces sold.',
  );
}

function refuseShortRows(columns: readonly Column[]): void {
  for (const column of columns) {
    if (column.firstShortRow === null) continue;
    throw dataError(
      'row-too-short',
      `Row ${spokenRow(column.firstShortRow)} ends before column “${column.name}”.`,
      'The row seems to be cut off. Put it right and send the file again.',
      { row: column.firstShortRow, column: column.name },
    );
  }
}

/** Two columns that name the same members one to one (article number and article name): the more readable one stays. */
function withoutRepeatedDimensions(dimensions: readonly DimensionColumn[]): {
  kept: DimensionColumn[];
  same: LeftOutColumn[];
} {
  const kept: DimensionColumn[] = [];
  const same: LeftOutColumn[] = [];
  for (const dimension of [...dimensions].sort(
    (a, b) => readability(b.column) - readability(a.column) || a.column.index - b.column.index,
  )) {
    const twin = kept.find((other) => other.column.values.length > 1 && isOneToOne(other.column, dimension.column));
    const rival = kept.find((other) => other.concept && other.concept.key === dimension.concept?.key);
    if (twin) same.push({ column: dimension.column.name, why: 'same-as', of: twin.column.name });
    else kept.push(rival ? { column: dimension.column, concept: null } : dimension);
  }
  return { kept: kept.sort((a, b) => a.column.index - b.column.index), same };
}

function readability(column: Column): number {
  const letters = column.values.filter((value) => /\p{L}{2}/u.test(value)).length / Math.max(1, column.values.length);
  return letters - (/(id|code|sku|no|nr|number|plu)$/.test(plainWords(column.name).at(-1) ?? '') ? 0.5 : 0);
}

function isOneToOne(a: Column, b: Column): boolean {
  if (a.values.length !== b.values.length) return false;
  const partner = new Map<number, number>();
  return a.codes.every((code, row) => {
    const other = b.codes[row] ?? 0;
    const known = partner.get(code);
    if (known === undefined) partner.set(code, other);
    return known === undefined || known === other;
  });
}

function ambiguityRemarks(measures: readonly MeasureColumn[]): Remark[] {
  return measures
    .filter((measure) => measure.numbers.ambiguous)
    .slice(0, 3)
    .map(({ column, numbers }) => {
      const code = column.values.findIndex((value) => /^[^.,]*[.,]\d{3}$/.test(value));
      const reading = numbers.numbers[code] ?? 0;
      return {
        text: 'In “{{column}}” I read {{cell}} as {{reading}}.',
        values: { column: column.name, cell: column.values[code] ?? '', reading },
      };
    });
}
