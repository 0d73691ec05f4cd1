import { weekdayOf } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { DemandChange } from './apply-changes.ts';
import { changeAmount } from './change-amount.ts';
import type { ItemUse } from './link-items.ts';
import type { ExpectedDay, ProductSales } from './sales-history.ts';

/** What is used of an item, day by day. */
export interface ExpectedUse {
  day(day: IsoDate): ExpectedDay;
  /** See `ProductSales.carry`. */
  readonly carry: number;
}

export interface Trade {
  readonly products: ReadonlyMap<string, ProductSales>;
  /** Correlation of what two products' forecasts miss by, −1 to 1. */
  correlation(a: string, b: string): number;
  /** The whole trade, for what is used by the week: how it spreads over days. null: evenly. */
  readonly whole: WholeTrade | null;
  readonly demand: readonly DemandChange[];
  /** The plan's first day: changes of demand hold from here on. */
  readonly start: IsoDate;
}

export interface WholeTrade {
  readonly sales: ProductSales;
  /** Of an ordinary week, lately. */
  readonly perWeek: number;
}

/** Spread of a day's use where nothing is known of it, as a share of the use. */
const UNKNOWN_SPREAD = 0.25;

export const NOTHING: ExpectedDay = { mean: 0, sd: 0 };

/** @param item key of the item */
export function expectUse(item: string, use: ItemUse, trade: Trade): ExpectedUse {
  const own = trade.demand.filter((change) => change.item === item || (!change.item && !change.product));
  const changed = (day: IsoDate, expected: ExpectedDay) =>
    day < trade.start ? expected : applyDemand(own, day, expected);
  if (use.kind === 'unknown') return { day: () => NOTHING, carry: 1 };
  if (use.kind === 'weekly') {
    const { whole } = trade;
    if (!whole) {
      const even = { mean: use.perWeek / 7, sd: (UNKNOWN_SPREAD * use.perWeek) / 7 };
      return { day: (day) => changed(day, even), carry: 1 };
    }
    const share = whole.perWeek > 0 ? use.perWeek / whole.perWeek : 0;
    return { day: (day) => changed(day, times(whole.sales.days.get(day) ?? NOTHING, share)), carry: whole.sales.carry };
  }
  const parts = use.uses.flatMap(({ product, quantity }) => {
    const sales = trade.products.get(product);
    return sales ? [{ product, quantity, sales, changes: trade.demand.filter((one) => one.product === product) }] : [];
  });
  return {
    day: (day) => {
      const sold = parts.map(({ product, quantity, sales, changes }) => ({
        product,
        ...times(applyDemand(day < trade.start ? [] : changes, day, sales.days.get(day) ?? NOTHING), quantity),
      }));
      return changed(day, addUp(sold, trade.correlation));
    },
    carry: averageCarry(parts),
  };
}

type Part = ExpectedDay & { readonly product: string };

function addUp(parts: readonly Part[], correlation: Trade['correlation']): ExpectedDay {
  let variance = 0;
  for (const a of parts)
    for (const b of parts) variance += a.sd * b.sd * (a === b ? 1 : correlation(a.product, b.product));
  return { mean: parts.reduce((sum, { mean }) => sum + mean, 0), sd: Math.sqrt(Math.max(0, variance)) };
}

function averageCarry(parts: readonly { readonly quantity: number; readonly sales: ProductSales }[]): number {
  const weights = parts.map(({ quantity, sales }) => quantity * sales.ahead.mean);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) return 1;
  return parts.reduce((sum, { sales }, at) => sum + sales.carry * (weights[at] ?? 0), 0) / total;
}

/** The spread goes with the size: twice the demand is twice as uncertain. */
export function applyDemand(changes: readonly DemandChange[], day: IsoDate, expected: ExpectedDay): ExpectedDay {
  return changes.reduce((now, { change, item, product }) => {
    if (change.day !== undefined && change.day !== day) return now;
    if (change.weekday !== undefined && change.weekday !== weekdayOf(day)) return now;
    // "Demand of 40" for everything together is not 40 of each.
    if (!item && !product && change.percent === undefined) return now;
    const mean = changeAmount(change, now.mean);
    return { mean, sd: now.mean > 0 ? (now.sd * mean) / now.mean : UNKNOWN_SPREAD * mean };
  }, expected);
}

const times = ({ mean, sd }: ExpectedDay, by: number): ExpectedDay => ({ mean: mean * by, sd: sd * by });

/**
 * How products rise and fall together, from what each differed from the same day a week before: that is about what a
 * forecast misses, and the same weather and the same holidays move them all.
 */
export function correlate(products: readonly ProductSales[]): Trade['correlation'] {
  const moves = new Map(
    products.map(({ key, past }) => [
      key,
      past.map((units, at) => {
        const before = past[at - 7];
        return units === null || before === undefined || before === null ? null : units - before;
      }),
    ]),
  );
  const known = new Map<string, number>();
  return (a, b) => {
    const pair = a < b ? `${a}|${b}` : `${b}|${a}`;
    const held = known.get(pair);
    if (held !== undefined) return held;
    const value = pearson(moves.get(a) ?? [], moves.get(b) ?? []);
    known.set(pair, value);
    return value;
  };
}

/** Of the pairs that both have, aligned at the newest; 0.5 where there are too few to tell. */
function pearson(a: readonly (number | null)[], b: readonly (number | null)[]): number {
  const pairs: [number, number][] = [];
  for (let back = 1; back <= Math.min(a.length, b.length); back += 1) {
    const [x, y] = [a[a.length - back], b[b.length - back]];
    if (typeof x === 'number' && typeof y === 'number') pairs.push([x, y]);
  }
  if (pairs.length < 20) return 0.5;
  const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
  const [mx, my] = [mean(0), mean(1)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xy += (x - mx) * (y - my);
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}
