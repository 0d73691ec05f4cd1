import type { FactSource } from '../../src/contracts/fact.ts';
import type { Finding } from '../../src/engines/optimizer/model/finding.ts';
import type { Remedy } from '../../src/engines/optimizer/model/optimization-model.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { LISTED, writeMoney, writeQuantity } from './write-quantity.ts';

const CHECKED: FactSource = { kind: 'method', how: 'Found when the data were checked before solving' };

type Values = NonNullable<Finding['values']>;

/** What is wrong, or worth knowing, in the names of the company's own list. */
export function sayFinding(finding: Finding, basis: InventoryBasis, book: FactBook): string {
  const { code, values = {}, words } = finding;
  const item = basis.items.find(({ id }) => id === values.item);
  const quantity = (key: string) => (item ? writeQuantity(book, item, numberIn(values, key), LISTED) : '');
  if (item) {
    const name = book.name(item.name);
    switch (code) {
      case 'minimum-goes-bad':
        return `The smallest order of ${name} is ${quantity('least')}, but at most ${quantity('most')} is used before it goes bad.`;
      case 'lead-time-long':
        return `A delivery of ${name} takes longer than this plan reaches, so it orders none.`;
      case 'order-bounds':
        return `The smallest order of ${name} is ${quantity('least')}, its largest ${quantity('most')}. Both cannot be kept.`;
      case 'fixed-order-late':
        return `The order of ${name} you named would not arrive within this plan.`;
      case 'fixed-order-closed':
        return `The order of ${name} you named falls on a day on which its supplier takes no orders.`;
      case 'fixed-order-bounds':
        return `The order of ${name} you named, ${quantity('quantity')}, is not between its smallest and its largest order.`;
    }
  }
  if (code === 'storage-full') {
    const stored = book.count('Storage taken', numberIn(values, 'stored'), { source: CHECKED });
    const limit = book.count('Storage there is', numberIn(values, 'limit'), { source: LISTED });
    return `What is there and on its way takes ${stored} of storage; there is room for ${limit}.`;
  }
  if (code === 'too-many-items') {
    const most = book.count('Most items in a plan', numberIn(values, 'most'), { source: CHECKED });
    return `These are too many items for one plan. Plan at most ${most} at a time, those that sell most first.`;
  }
  return book.words('What was found', words, CHECKED);
}

/** The smallest change that would make an impossible plan possible. */
export function sayRemedy(remedy: Remedy, basis: InventoryBasis, book: FactBook): string {
  const { code, values = {}, amount, words } = remedy;
  const day = basis.dates[numberIn(values, 'period') - 1];
  const when = day === undefined ? '' : ` for orders of ${book.date('Day', day, { weekday: true })}`;
  if (code === 'more-budget') return `${writeMoney(book, 'More money', amount)} more${when}.`;
  if (code === 'less-supplier-minimum') {
    return `${writeMoney(book, 'Lower minimum', amount)} less as a supplier’s smallest order${when}.`;
  }
  if (code === 'more-storage') {
    const more = book.count('More storage', Math.ceil(amount * 10) / 10, { source: CHECKED });
    return `Room for ${more} more${day === undefined ? '' : ` on ${book.date('Day', day, { weekday: true })}`}.`;
  }
  return book.words('What would help', words, CHECKED);
}

function numberIn(values: Values, key: string): number {
  const value = values[key];
  return typeof value === 'number' ? value : 0;
}
