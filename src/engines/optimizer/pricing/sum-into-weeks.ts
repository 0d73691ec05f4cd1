import { dayNumber } from '../estimation/season-columns.ts';
import type { PricePoint } from './elasticity-types.ts';

/**
 * Days as Monday weeks: units added, price weighted by units, days of trade counted, so that weekdays and single days
 * without a sale no longer matter. Days without units or marked unusual are left out; a week without any other is null.
 */
export function sumIntoWeeks(days: readonly PricePoint[]): readonly PricePoint[] {
  // 1970-01-01 was a Thursday.
  const weeks = Map.groupBy(days, ({ t }) => Math.floor((dayNumber(t) + 3) / 7));
  return [...weeks].map(([week, within]): PricePoint => {
    const used = within.filter(({ units, unusual }) => units !== null && !unusual);
    const units = used.reduce((sum, day) => sum + (day.units ?? 0), 0);
    const paid = used.reduce((sum, day) => sum + (day.units ?? 0) * day.price, 0);
    const plain = within.reduce((sum, { price }) => sum + price, 0) / within.length;
    return {
      t: new Date((week * 7 - 3) * 86_400_000).toISOString().slice(0, 10),
      price: units > 0 ? paid / units : plain,
      units: used.length > 0 ? units : null,
      openDays: used.length,
    };
  });
}
