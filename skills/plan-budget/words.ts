import type { FactSource } from '../../src/contracts/fact.ts';
import type { DrawnInterval } from '../../src/engines/optimizer/budget/types.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { BudgetBasis, ChannelBasis, MeasureName } from './basis.ts';

/** Inside a sentence; abbreviations keep their capitals. */
export const lowerFirst = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

export const PLANNED: FactSource = {
  kind: 'model',
  model: 'Marketing plan',
  how: 'The split that brings the most within the limits, solved with HiGHS',
};

export const RESPONSE: FactSource = {
  kind: 'model',
  model: 'Response curves',
  how: 'What each channel brings at each spend, learned from the past: average of the curves that fit it',
};

/** Money without cents, where it is more than small change. */
export function money(book: FactBook, label: string, value: number, source: FactSource = PLANNED): Slot {
  const isSmall = Math.abs(value) >= 0.005 && Math.abs(value) < 9.995;
  return book.metric({ label, unit: 'currency' }, value, { source, decimals: isSmall ? 2 : 0 });
}

/** So many results, no more exact than they are known. */
export function results(
  book: FactBook,
  { label, unit }: MeasureName,
  value: number,
  options: { readonly label?: string; readonly source?: FactSource } = {},
): Slot {
  const decimals = Math.abs(value) >= 9.95 ? 0 : unit === 'currency' ? 2 : 1;
  return book.metric({ label, unit }, value, {
    source: options.source ?? RESPONSE,
    label: options.label ?? label,
    decimals,
  });
}

/** "vouchers redeemed" as a fact, since names may hold digits. */
export const resultName = (book: FactBook, { result }: Pick<BudgetBasis, 'result'>): Slot =>
  book.name(lowerFirst(result.label));

/** "{{a}} to {{b}}": eight cases in ten. */
export function range(book: FactBook, measure: MeasureName, { low80, high80 }: DrawnInterval, label: string): string {
  const end = (value: number, which: string) => results(book, measure, value, { label: `${label}, ${which} end` });
  return `${end(low80, 'low')} to ${end(high80, 'high')}`;
}

/** What is spent now on a channel, with the rows it was added up from. */
export function nowSpend(book: FactBook, basis: BudgetBasis, channel: ChannelBasis): Slot {
  return money(book, `${channel.name}, spend a week now`, channel.now, {
    kind: 'rows',
    metric: basis.spend.label,
    filter: { ...basis.filter, [basis.dimension]: channel.name },
    period: basis.lastWeeks,
    sources: channel.nowSources,
  });
}

/** Things are fewer, money is less. */
export const fewer = ({ unit }: MeasureName): string => (unit === 'currency' ? 'less' : 'fewer');

/** "A", "A and B", "A, B and C". */
export function listing(parts: readonly string[]): string {
  if (parts.length <= 1) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
