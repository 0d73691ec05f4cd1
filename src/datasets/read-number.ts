import type { Column } from './column-table.ts';

/** Which sign stands before the decimals: 1,234.5 or 1.234,5. */
export type DecimalSign = 'point' | 'comma';

/** What a cell looks like as a number, before it is known which sign is the decimal one. */
interface NumberShape {
  readonly negative: boolean;
  readonly core: string;
  readonly currency: string | null;
  readonly percent: boolean;
}

/** A column read as numbers. */
export interface NumberColumn {
  /** One value per distinct text; NaN where the cell is empty. */
  readonly numbers: Float64Array;
  readonly decimal: DecimalSign;
  /** True when no cell says whether “1.234” is a thousand or one and a bit. */
  readonly ambiguous: boolean;
  readonly currency: string | null;
  readonly percent: boolean;
  /** Share of the cells that have decimals. */
  readonly withDecimals: number;
  /** Distinct texts (codes) that are neither empty nor a number. */
  readonly broken: readonly number[];
}

/** How much of a column is numbers. */
export interface NumberShare {
  readonly filled: number;
  readonly numeric: number;
}

const MISSING =
  /^(n\/?a|n\.a\.|null|nil|none|nan|#n\/a|#[a-z]+[!?]|#div\/0!|[-–—]+|\?|\.|k\.?\s?a\.?|missing|unknown)$/i;
const CURRENCY_CODES =
  'USD|EUR|GBP|CHF|CAD|AUD|NZD|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|MXN|ZAR|TRY|AED|SGD|HKD';
const CURRENCY = `US\\$|CA\\$|AU\\$|R\\$|[$€£¥₹₽₺₩₪฿]|${CURRENCY_CODES}|kr\\.?|zł|Fr\\.?|Rs\\.?`;
const BEFORE = new RegExp(`^(${CURRENCY})\\s*`, 'i');
const AFTER = new RegExp(`\\s*(${CURRENCY})$`, 'i');
const UNIT_AFTER = /\s*(°\s?[cf]?|kg|g|km\/h|km|mm|cm|ml|l|hrs?|h|min|pcs|stk\.?|x)$/i;
const PLAIN = /^-?\d+(\.\d+)?$/;
const CORE = /^(\d[\d.,'’ ]*|[.,]\d+)$/;

/** An empty cell, or one of the ways programs write “nothing here”. */
export function isMissing(cell: string): boolean {
  return cell === '' || MISSING.test(cell);
}

function shapeOf(cell: string): NumberShape | null {
  let rest = cell
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/[−–]/g, '-')
    .trim();
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(rest)?.[1];
  if (bracketed !== undefined) {
    negative = true;
    rest = bracketed.trim();
  }
  const takeMinus = () => {
    const without = rest.replace(/^-\s*|\s*-$/, '');
    if (without !== rest) negative = true;
    rest = without.replace(/^\+\s*/, '');
  };
  takeMinus();
  let currency = BEFORE.exec(rest)?.[1] ?? null;
  if (currency) rest = rest.replace(BEFORE, '');
  else {
    currency = AFTER.exec(rest)?.[1] ?? null;
    if (currency) rest = rest.replace(AFTER, '');
  }
  takeMinus();
  const percent = /%$/.test(rest);
  rest = percent ? rest.slice(0, -1).trim() : rest.replace(UNIT_AFTER, '');
  if (/^\d+(\.\d+)?e[+-]?\d{1,2}$/i.test(rest) || CORE.test(rest)) return { negative, core: rest, currency, percent };
  return null;
}

/** Which decimal sign a number proves: “1.234,5” the comma, “1,234” neither. */
function evidenceOf(core: string): DecimalSign | 'either' | 'none' {
  const point = core.lastIndexOf('.');
  const comma = core.lastIndexOf(',');
  if (point < 0 && comma < 0) return 'none';
  if (point >= 0 && comma >= 0) return point > comma ? 'point' : 'comma';
  const sign = point >= 0 ? '.' : ',';
  const other: DecimalSign = sign === '.' ? 'comma' : 'point';
  const own: DecimalSign = sign === '.' ? 'point' : 'comma';
  const parts = core.split(sign);
  if (parts.length > 2) return other;
  const [whole = '', fraction = ''] = parts;
  const couldBeThousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return couldBeThousands ? 'either' : own;
}

function numberOf(shape: NumberShape, decimal: DecimalSign): number {
  const [point, thousands] = decimal === 'point' ? ['.', /[,'’ ]/] : [',', /[.'’ ]/];
  if (/e/i.test(shape.core)) return (shape.negative ? -1 : 1) * Number(shape.core);
  const [whole = '', fraction, ...more] = shape.core.split(point);
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return Number.NaN;
  const groups = whole.split(thousands);
  // Groups of two as well: 1,00,000 in India.
  if (groups.slice(1).some((group) => !/^\d{2,3}$/.test(group)) || (groups.length > 1 && groups.at(-1)?.length !== 3))
    return Number.NaN;
  const size = Number(`${groups.join('')}${fraction ? `.${fraction}` : ''}` || 'NaN');
  return (shape.negative ? -1 : 1) * size;
}

/** Is this cell a number under some reading? */
export function looksLikeNumber(cell: string): boolean {
  return PLAIN.test(cell) || shapeOf(cell) !== null;
}

export function countNumbers(column: Column): NumberShare {
  let filled = 0;
  let numeric = 0;
  column.values.forEach((value, code) => {
    if (isMissing(value)) return;
    const count = column.counts[code] ?? 0;
    filled += count;
    if (looksLikeNumber(value)) numeric += count;
  });
  return { filled, numeric };
}

/**
 * Reads a column as numbers; the decimal sign is decided from all its cells.
 * @param fallback the sign to take when no cell of the column proves one.
 */
export function readNumbers(column: Column, fallback: DecimalSign | null): NumberColumn {
  const shapes = column.values.map((value) => (isMissing(value) ? null : shapeOf(value)));
  const proof = { point: 0, comma: 0, either: 0, none: 0 };
  let currency: string | null = null;
  let percent = false;
  shapes.forEach((shape, code) => {
    if (!shape) return;
    proof[evidenceOf(shape.core)] += column.counts[code] ?? 0;
    currency ??= shape.currency;
    percent ||= shape.percent;
  });
  const proven = proof.point > proof.comma ? 'point' : proof.comma > proof.point ? 'comma' : null;
  const decimal = proven ?? fallback ?? 'point';
  const numbers = new Float64Array(column.values.length).fill(Number.NaN);
  const broken: number[] = [];
  let decimals = 0;
  let filled = 0;
  column.values.forEach((value, code) => {
    if (isMissing(value)) return;
    const shape = shapes[code];
    const number = shape ? numberOf(shape, decimal) : Number.NaN;
    if (!Number.isFinite(number)) {
      broken.push(code);
      return;
    }
    numbers[code] = number;
    filled += column.counts[code] ?? 0;
    if (!Number.isInteger(number) || shape?.core.includes(decimal === 'point' ? '.' : ','))
      decimals += column.counts[code] ?? 0;
  });
  return {
    numbers,
    decimal,
    ambiguous: proven === null && proof.either > 0,
    currency,
    percent,
    withDecimals: filled === 0 ? 0 : decimals / filled,
    broken,
  };
}

/** The decimal sign that the file's unambiguous columns prove, for those that prove none; null when all are silent. */
export function provenDecimal(columns: readonly Column[]): DecimalSign | null {
  let point = 0;
  let comma = 0;
  for (const column of columns) {
    column.values.forEach((value, code) => {
      const shape = isMissing(value) ? null : shapeOf(value);
      const evidence = shape ? evidenceOf(shape.core) : 'none';
      if (evidence === 'point') point += column.counts[code] ?? 0;
      if (evidence === 'comma') comma += column.counts[code] ?? 0;
    });
  }
  return point > comma ? 'point' : comma > point ? 'comma' : null;
}
