import type { FactBook } from '../facts/fact-book.ts';
import type { Remark } from './file-understanding.ts';

/** A remark as prose for people: each value becomes a fact. */
export function fillRemark(book: FactBook, remark: Remark): string {
  return replaceSlots(remark, (key, value) => {
    if (typeof value === 'string') return book.name(value);
    if (typeof value === 'number')
      return book.count(key, value, { source: { kind: 'computed', how: 'Counted while reading the file', from: [] } });
    return 'date' in value ? book.date(key, value.date) : book.period(key, value);
  });
}

/** A remark as plain text, for the working. */
export function spellRemark(remark: Remark): string {
  return replaceSlots(remark, (_key, value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return value.toLocaleString('en-US');
    return 'date' in value ? value.date : `${value.start} to ${value.end}`;
  });
}

function replaceSlots(remark: Remark, write: (key: string, value: Remark['values'][string]) => string): string {
  return remark.text.replace(/\{\{(\w+)\}\}/g, (slot, key: string) => {
    const value = remark.values[key];
    return value === undefined ? slot : write(key, value);
  });
}
