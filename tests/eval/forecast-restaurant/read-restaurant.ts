import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { ForecastPoint } from '../../../src/engines/forecaster/types.ts';

const DISHES = ['calamari', 'fish', 'shrimp', 'chicken', 'koefte', 'lamb', 'steak'];
const WEATHER = ['wind', 'clouds', 'rain', 'sunshine', 'temperature'];

export interface Restaurant {
  readonly points: readonly ForecastPoint[];
  /** Measured weather, one value a day; empty where the file has none. */
  readonly weather: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

/** Reads a wide CSV: `date`, `is_closed` (0 or 1), a column of portions a dish, and weather. Throws in words. */
export function readRestaurant(file: string, leastDays: number): Restaurant {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`There is no file at ${file}. Please check the path after --data.`);
  }
  const records: Record<string, string>[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
  const columns = Object.keys(records[0] ?? {});
  const missing = ['date', 'is_closed', ...DISHES].filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new Error(`${file} has no column ${missing.join(', ')}.`);
  if (records.length < leastDays)
    throw new Error(`${file} has ${records.length} days; it takes at least ${leastDays}.`);
  return {
    points: records.map((record): ForecastPoint => {
      const closed = record.is_closed === '1';
      const total = DISHES.reduce((sum, dish) => sum + Number(record[dish]), 0);
      return { t: record.date ?? '', y: closed ? null : total, state: closed ? 'closed' : 'open' };
    }),
    weather: WEATHER.filter((name) => columns.includes(name)).map((name) => ({
      name,
      values: records.map((record) => readNumber(record[name] ?? '')),
    })),
  };
}

function readNumber(text: string): number | null {
  return text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text);
}
