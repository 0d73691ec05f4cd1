import type { FactSource } from '../../src/contracts/fact.ts';
import { LABOUR_PROFILES } from '../../src/engines/optimizer/staffing/labour-profiles.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { KnownSetting } from './known-settings.ts';

/** A setting's value as a slot, in its unit. */
export function writeValue(
  book: FactBook,
  { key, label, unit }: KnownSetting,
  value: number | string,
  source: FactSource,
): string {
  if (typeof value === 'string') return book.name(spokenValue(key, value));
  if (unit === 'text') return book.name(String(value));
  if (unit === 'percent')
    return book.percent(label, value, { source, decimals: value * 100 === Math.round(value * 100) ? 0 : 1 });
  return book.metric({ label, unit }, value, { source });
}

function spokenValue(key: string, value: string): string {
  if (key === 'labour-profile') return LABOUR_PROFILES.find(({ id }) => id === value)?.name ?? value;
  if (key === 'price-endings') return value.replaceAll(',', ', ');
  return value;
}
