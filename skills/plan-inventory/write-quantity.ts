import type { FactSource } from '../../src/contracts/fact.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';

export const PLANNED: FactSource = { kind: 'model', model: 'HiGHS', how: 'The order plan' };
export const EXPECTED: FactSource = { kind: 'model', model: 'Forecast', how: 'What is used by expected sales' };
export const LISTED: FactSource = { kind: 'catalogue' };

const MONEY = { unit: 'currency', label: 'Cost' } as const;

/** A quantity of an item with its unit: "{{f3}} kg". Pieces have none. */
export function writeQuantity(
  book: FactBook,
  item: { readonly name: string; readonly unit: string },
  quantity: number,
  source: FactSource = PLANNED,
): Slot {
  const slot = book.count(item.name, roundQuantity(quantity), { source });
  return item.unit === '' ? slot : `${slot} ${book.name(item.unit)}`;
}

/** No more digits than somebody would weigh. */
export function roundQuantity(quantity: number): number {
  if (Math.abs(quantity) >= 10 || Math.abs(quantity - Math.round(quantity)) < 1e-6) return Math.round(quantity);
  return Math.round(quantity * 10) / 10;
}

export const writeMoney = (book: FactBook, label: string, value: number, source: FactSource = PLANNED): Slot =>
  book.metric(MONEY, value, { label, source, ...(Math.abs(value) >= 10 ? { decimals: 0 } : {}) });

/** "a, b and c" */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}
