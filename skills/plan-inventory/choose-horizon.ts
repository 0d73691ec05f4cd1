import { addDays, dayNumber, weekdayOf } from '../../src/calendar/civil-day.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import type { ItemRecord, SupplierRecord } from '../../src/contracts/record.ts';
import { nameKey } from '../../src/records/name-key.ts';

/** The days of a plan, cut into periods. */
export interface Horizon {
  readonly grain: 'day' | 'week';
  /** First day of each period; weeks run from the first day on, whatever weekday it is. */
  readonly dates: readonly IsoDate[];
  readonly end: IsoDate;
}

/** Days from order to delivery where nobody said. */
export const USUAL_LEAD_DAYS = 1;

const SHORTEST = 7;
const MOST_DAYS = 14;
/** Fresh goods are worth days up to here. */
const MOST_FRESH_DAYS = 28;
const FRESH_DAYS = 7;
const MOST_WEEKS = 26;

export const leadDaysOf = (item: ItemRecord, supplier: SupplierRecord | undefined): number =>
  Math.ceil(item.leadDays ?? supplier?.leadDays ?? USUAL_LEAD_DAYS);

/** Most days between two chances to order. */
export function reviewDays(supplier: SupplierRecord | undefined): number {
  const days = [...new Set(supplier?.orderDays ?? [])].sort((a, b) => a - b);
  if (days.length === 0) return 1;
  return Math.max(...days.map((day, at) => (days[at + 1] ?? (days[0] ?? 0) + 7) - day));
}

/** The supplier of each item, by name. */
export function suppliersOf(suppliers: readonly SupplierRecord[]): (item: ItemRecord) => SupplierRecord | undefined {
  const byKey = new Map(suppliers.map((supplier) => [nameKey(supplier.name), supplier]));
  return ({ supplier }) => (supplier === undefined ? undefined : byKey.get(nameKey(supplier)));
}

/**
 * From tomorrow to the end of the days asked about, and at least long enough that the slowest supplier's next order
 * has a chance to arrive: days up to two weeks (four, where there are fresh goods), weeks beyond.
 * @throws UserError when the days asked about are over, or too far ahead
 */
export function chooseHorizon(
  today: IsoDate,
  asked: Period | undefined,
  items: readonly ItemRecord[],
  suppliers: readonly SupplierRecord[],
): Horizon {
  const start = addDays(today, 1);
  if (asked && asked.end < start) {
    throw new UserError('Those days are over.', { code: 'period-over', advice: 'Ask for orders from tomorrow on.' });
  }
  const supplierOf = suppliersOf(suppliers);
  const cycles = items.map((item) => leadDaysOf(item, supplierOf(item)) + reviewDays(supplierOf(item)));
  const needed = Math.max(SHORTEST, ...cycles.map((days) => days + 1));
  const fresh = items.some(({ shelfLifeDays = Number.POSITIVE_INFINITY }) => shelfLifeDays < FRESH_DAYS);
  const wanted = asked
    ? Math.max(dayNumber(asked.end) - dayNumber(start) + 1, SHORTEST)
    : fresh
      ? Math.min(needed, MOST_FRESH_DAYS)
      : needed;
  if (wanted <= (fresh ? MOST_FRESH_DAYS : MOST_DAYS)) {
    return { grain: 'day', dates: listStarts(start, wanted, 1), end: addDays(start, wanted - 1) };
  }
  const weeks = Math.ceil(wanted / 7);
  if (weeks > MOST_WEEKS) {
    throw new UserError('That is too far ahead to plan orders for.', {
      code: 'period-too-far',
      advice: 'Ask for at most half a year.',
    });
  }
  return { grain: 'week', dates: listStarts(start, weeks, 7), end: addDays(start, 7 * weeks - 1) };
}

const listStarts = (start: IsoDate, count: number, step: number): IsoDate[] =>
  Array.from({ length: count }, (_, at) => addDays(start, at * step));

/** All days of a period. */
export const daysOf = ({ grain, dates }: Pick<Horizon, 'grain' | 'dates'>, period: number): IsoDate[] => {
  const first = dates[period];
  if (first === undefined) return [];
  return grain === 'day' ? [first] : listStarts(first, 7, 1);
};

/** Periods in which a supplier takes orders; undefined: all. A week has a chance as soon as one of its days has. */
export function orderPeriodsOf(horizon: Horizon, supplier: SupplierRecord | undefined): number[] | undefined {
  const days = supplier?.orderDays;
  if (!days || days.length === 0 || horizon.grain === 'week') return undefined;
  return horizon.dates.flatMap((day, period) => (days.includes(weekdayOf(day)) ? [period] : []));
}

/** Days as periods of delivery time: up to half a week counts as the same week. */
export const leadPeriods = (grain: Horizon['grain'], days: number): number =>
  grain === 'day' ? days : Math.round(days / 7);

/** Days as whole periods of life, at least one. */
export const lifePeriods = (grain: Horizon['grain'], days: number): number =>
  Math.max(1, Math.floor(grain === 'day' ? days : days / 7));
