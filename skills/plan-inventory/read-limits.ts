import type { RecordBook } from '../../src/records/read-record-book.ts';
import type { Limits } from './apply-changes.ts';

export const USUAL_SERVICE_LEVEL = 0.95;
/** Money tied up, room, breakage and decay, a year. */
export const USUAL_HOLDING_RATE = 0.25;

/** What the company told, and what is usual where it told nothing. */
export function readLimits(book: RecordBook): Limits {
  const level = book.number('service-level') ?? USUAL_SERVICE_LEVEL;
  return {
    storage: book.number('storage-limit'),
    budget: book.number('order-budget'),
    serviceLevel: Math.min(0.999, Math.max(0.5, level)),
    holdingRate: Math.max(0, book.number('holding-rate') ?? USUAL_HOLDING_RATE),
  };
}
