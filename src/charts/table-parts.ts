import type { Unit } from '../contracts/catalogue.ts';
import type { IsoDate } from '../contracts/period.ts';
import type { WritingStyle } from './chart-style.ts';
import { formatValue } from './format-number.ts';

/** What stands where a chart has no value: closed or missing. */
export const EMPTY = '–';

export function writeCell(value: number | null | undefined, unit: Unit, format: WritingStyle): string {
  return typeof value === 'number' && Number.isFinite(value) ? formatValue(value, unit, format) : EMPTY;
}

/** Each date once, in order. */
export function listDates(dates: readonly IsoDate[]): IsoDate[] {
  return [...new Set(dates)].toSorted();
}

export function left(label: string) {
  return { label, align: 'left' as const };
}

export function right(label: string) {
  return { label, align: 'right' as const };
}
