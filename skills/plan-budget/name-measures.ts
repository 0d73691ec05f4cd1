import type { MetricDefinition } from '../../src/contracts/catalogue.ts';

type Named = Pick<MetricDefinition, 'key' | 'label' | 'synonyms'>;

const words = ({ key, label }: Named): string => `${key} ${label}`.replaceAll('_', ' ').toLowerCase();
const allWords = (metric: Named): string => `${words(metric)} ${metric.synonyms.join(' ').toLowerCase()}`;

/** Money spent on being seen, in the languages files come in. */
export const isMarketing = (metric: Named): boolean =>
  /\b(marketing|ads?|advert\w*|promotion|campaigns?|werb\w*|publicit\w*|publicidad|pubblicit\w*)\b/.test(
    allWords(metric),
  );

/** Money spent, on whatever. */
export const isSpend = (metric: Named): boolean => /\b(spend|spent|spending|ausgaben)\b/.test(words(metric));

export const isIncome = (metric: Named): boolean =>
  /\b(revenue|sales|turnover|takings|income|earnings|profit|umsatz)\b/.test(words(metric));

/** A sum of money that goes out. A column called “spend” is money, though nothing in the file wrote it as such. */
export const isMoneyOut = (metric: MetricDefinition): boolean =>
  metric.aggregation.kind === 'sum' && !isIncome(metric) && (metric.unit === 'currency' || isSpend(metric));

export const isProfit = (metric: Named): boolean => /\b(profit|contribution|gross margin)\b/.test(words(metric));

/** What goods cost that are sold: with revenue it tells what is kept of a sale. */
export const isCostOfGoods = (metric: Named): boolean =>
  /\b(cost of goods|cogs|food cost|cost of sales|goods cost|product cost|ingredients|wareneinsatz)\b/.test(
    words(metric),
  );

/** Things that come one a sale, more or less. */
export const isLikeAnOrder = (metric: Named): boolean =>
  /\b(orders?|vouchers?|coupons?|redeemed|bookings?|reservations?|transactions?|receipts?|tickets?|purchases?|sales)\b/.test(
    words(metric),
  );

/** Sums that more marketing may raise: counts, and money that comes in. */
export function mayBeResult(metric: MetricDefinition): boolean {
  const { unit, aggregation, role, goodDirection } = metric;
  if (aggregation.kind !== 'sum' || role === 'context' || goodDirection === 'down' || isMoneyOut(metric)) return false;
  return unit === 'count' || (unit === 'currency' && isIncome(metric));
}

const AS_WHOLE = [
  /\b(revenue|turnover|takings|umsatz|sales)\b/,
  /\b(orders?|transactions?|receipts?|tickets?|bookings?)\b/,
  /\b(customers?|guests?|visitors?)\b/,
  /\b(quantity|units|portions)\b/,
];

/** How well a metric of the whole company tells what marketing brings, 0 the best; null: not at all. */
export function rankAsWhole(metric: Named): number | null {
  const at = AS_WHOLE.findIndex((pattern) => pattern.test(words(metric)));
  return at < 0 ? null : at;
}
