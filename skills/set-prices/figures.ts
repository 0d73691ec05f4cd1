import type { FactSource } from '../../src/contracts/fact.ts';
import type { PricePlanRow } from '../../src/engines/optimizer/pricing/types.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { roundRange } from '../forecast-metric/round-range.ts';
import { type ProductBasis, productOf } from './basis.ts';
import type { MadePrices } from './maker-types.ts';

export const BY_MODEL: FactSource = {
  kind: 'model',
  model: 'How sales answer to price',
  how: 'Price less the cost of one more unit, times the units expected at that price; a week',
};
const SAID_PRICE: FactSource = { kind: 'catalogue' };

/** A price, always with its cents where it has any. */
export function sayPrice(book: FactBook, label: string, price: number, source: FactSource = SAID_PRICE): Slot {
  const { decimals } = priceFormat(price);
  return book.metric({ label, unit: 'currency' }, price, { source, ...(decimals === undefined ? {} : { decimals }) });
}

export const priceFormat = (price: number): { readonly style: 'currency'; readonly decimals?: number } =>
  Number.isInteger(price) && price >= 100 ? { style: 'currency' } : { style: 'currency', decimals: 2 };

/** Money a week, rounded to what a person would say. */
export function sayMoney(
  book: FactBook,
  label: string,
  amount: number,
  sign: 'auto' | 'never' | 'always' = 'auto',
): Slot {
  const size = Math.abs(amount);
  const value = size >= 10 ? Math.round(amount) : Math.round(amount * 100) / 100;
  return book.metric({ label, unit: 'currency' }, value, {
    source: BY_MODEL,
    sign,
    ...(size >= 10 ? { decimals: 0 } : {}),
  });
}

export function sayUnits(book: FactBook, label: string, units: number): Slot {
  const source: FactSource = {
    kind: 'model',
    model: 'Forecast',
    how: 'Units a week, forecast from the past and moved by the price',
  };
  return book.count(label, units >= 10 ? Math.round(units) : Math.round(units * 10) / 10, { source });
}

/** Gain in profit over today's prices, a week, with its range where one is known. */
export interface WeeklyGain {
  readonly value: number;
  readonly low80: number | null;
  readonly high80: number | null;
  /** Share of what is thought possible in which the plan earns more than today's prices; null where unknown. */
  readonly chance: number | null;
}

export function gainOf({ outcome, basis }: MadePrices): WeeklyGain {
  const { totals, today } = outcome.plan;
  const { gain } = outcome.explanation;
  const value = (totals.profit - today.profit) / basis.weeks;
  if (!gain) return { value, low80: null, high80: null, chance: null };
  const low80 = gain.low80 / basis.weeks;
  const high80 = gain.high80 / basis.weeks;
  // Rounded together: "about 61" within "20 to 100" claims no more than is known.
  const rounded = roundRange({ value, low80, high80, low95: low80, high95: high80 }, 'currency');
  return { value: rounded.value, low80: rounded.low80, high80: rounded.high80, chance: gain.chance };
}

/** "about $61 a week more profit, most likely between $20 and $100" */
export function sayGain(book: FactBook, { value, low80, high80 }: WeeklyGain): string {
  const about = sayMoney(book, 'Change of profit a week', value, 'never');
  const more = value < 0 ? 'less' : 'more';
  if (low80 === null || high80 === null || low80 === high80) return `about ${about} a week ${more} profit`;
  const low = sayMoney(book, 'Change of profit a week, low', low80);
  const high = sayMoney(book, 'Change of profit a week, high', high80);
  const range =
    value < 0 ? `the difference is most likely between ${low} and ${high}` : `most likely between ${low} and ${high}`;
  return `about ${about} a week ${more} profit, ${range}`;
}

export interface PlannedRow {
  readonly row: PricePlanRow;
  readonly product: ProductBasis;
}

/** The plan's rows with what is known of each product; those that change first, by how much their change brings or takes. */
export function rowsOf({ outcome, basis }: MadePrices): readonly PlannedRow[] {
  const rows = outcome.plan.rows.flatMap((row): PlannedRow[] => {
    const product = productOf(basis, row.productId);
    return product ? [{ row, product }] : [];
  });
  const brings = ({ row }: PlannedRow) => Math.abs(row.profit - row.profitNow);
  return rows.sort((a, b) => Number(b.row.changed) - Number(a.row.changed) || brings(b) - brings(a));
}
