import type { Remark } from '../datasets/file-understanding.ts';
import { nameKey } from './name-key.ts';

interface HourRow {
  readonly row: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Shares of a day may miss one by so much before it is worth a word. */
const TOLERANCE = 0.05;

/**
 * Hours as shares of their day: numbers of orders, percentages and fractions all come out adding up to one for each
 * place and weekday.
 * @param counted the file says counts, so that nobody expects them to add up to one
 */
export function settleShares(
  rows: readonly HourRow[],
  counted: boolean,
): { readonly rows: readonly HourRow[]; readonly remarks: readonly Remark[] } {
  const dayOf = ({ record }: HourRow) =>
    `${typeof record.location === 'string' ? nameKey(record.location) : ''}|${String(record.weekday ?? '')}`;
  // The same hour twice is told apart later; here it would count double.
  const once = new Map(rows.map((row) => [`${dayOf(row)}|${String(row.record.hour)}`, row]));
  const sums = new Map<string, number>();
  for (const row of once.values()) sums.set(dayOf(row), (sums.get(dayOf(row)) ?? 0) + Number(row.record.share));
  const off = [...sums.values()].filter((sum) => !isWhole(sum) && !isWhole(sum / 100)).length;
  return {
    rows: rows.map((row) => {
      const sum = sums.get(dayOf(row)) ?? 0;
      const share = sum > 0 ? Number((Number(row.record.share) / sum).toPrecision(12)) : 0;
      return { ...row, record: { ...row.record, share: Math.min(1, share) } };
    }),
    remarks:
      counted || off === 0
        ? []
        : [
            {
              text: 'The shares of {{days}} of the days do not add up to the whole day; I scaled them so that they do.',
              values: { days: off },
            },
          ],
  };
}

const isWhole = (sum: number) => Math.abs(sum - 1) <= TOLERANCE;
