import { addDays, dayNumber } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { ItemRecord } from '../../src/contracts/record.ts';
import type { ExpectedUse } from './expect-use.ts';

/** Of the shelf life of goods that are there already, at most this much is gone when nobody says. */
const LIFE_GONE = 0.5;

export interface StartStock {
  /** Units there when the plan begins. */
  readonly stock: number;
  /** Days these can still be used; undefined: they keep. */
  readonly lifeDays: number | undefined;
}

/** A delivery that is ordered and not there yet. */
export interface Delivery {
  /** Key of the item. */
  readonly item: string;
  readonly day: IsoDate;
  readonly quantity: number;
}

/**
 * What is left of the counted stock when the plan begins: what is used in the days between goes off, what arrives
 * comes in. Stock that nobody counted lasts a week. Fresh goods are taken to be as old as the supplier's last delivery
 * may be, but never past half their life.
 * @param cycleDays most days between two deliveries
 */
export function startStock(
  item: ItemRecord,
  use: ExpectedUse,
  start: IsoDate,
  deliveries: readonly Pick<Delivery, 'day' | 'quantity'>[],
  cycleDays: number,
): StartStock {
  const between = item.countedOn === undefined ? 0 : Math.max(0, dayNumber(start) - dayNumber(item.countedOn) - 1);
  let stock = item.stock ?? weekOf(use, start);
  for (let back = between; back >= 1; back -= 1) {
    const day = addDays(start, -back);
    stock += deliveries.reduce((sum, due) => sum + (due.day === day ? due.quantity : 0), 0);
    stock = Math.max(0, stock - use.day(day).mean);
  }
  const { shelfLifeDays } = item;
  if (shelfLifeDays === undefined) return { stock, lifeDays: undefined };
  const gone = Math.min(Math.floor(LIFE_GONE * shelfLifeDays), cycleDays);
  const lifeDays = shelfLifeDays - gone - between;
  return lifeDays >= 1 ? { stock, lifeDays } : { stock: 0, lifeDays: 1 };
}

function weekOf(use: ExpectedUse, start: IsoDate): number {
  let sum = 0;
  for (let ahead = 0; ahead < 7; ahead += 1) sum += use.day(addDays(start, ahead)).mean;
  return Math.ceil(sum);
}
