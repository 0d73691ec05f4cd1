import type { FactBook } from '../../src/facts/fact-book.ts';
import type { AssumedValue, Assumption } from './plan-maker.ts';

/** An assumption as a template of the book's facts. */
export function sayAssumption(book: FactBook, { text, values }: Assumption): string {
  return text.replace(/\{\{(\w+)\}\}/g, (slot, name: string) => {
    const value = values[name];
    return value === undefined ? slot : writeValue(book, name, value);
  });
}

function writeValue(book: FactBook, name: string, value: AssumedValue): string {
  if (typeof value === 'string') return book.name(value);
  const options = {
    source: { kind: 'method' as const, how: 'Assumed, because nobody has said it yet' },
    ...(value.decimals === undefined ? {} : { decimals: value.decimals }),
  };
  if (value.unit === 'percent') return book.percent(`Assumed: ${name}`, value.value, options);
  return book.metric({ label: `Assumed: ${name}`, unit: value.unit }, value.value, options);
}
