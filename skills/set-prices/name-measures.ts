import type { MetricDefinition } from '../../src/contracts/catalogue.ts';

const words = ({ key, label }: MetricDefinition): string => `${key} ${label}`.replaceAll('_', ' ').toLowerCase();

const AS_QUANTITY = [
  /\b(quantity|quantities|qty|units?|pieces|portions|items sold|units sold|menge|volume)\b/,
  /\b(items|sold|sales|count|number)\b/,
];
/** Counted in a shop, but not what is sold. */
const NOT_SOLD = /\b(orders?|customers?|guests?|visitors?|transactions?|receipts?|returns?|stock|inventory|waste)\b/;

/** How well a metric tells the units sold, 0 the best; null: not at all. */
export function rankAsQuantity(metric: MetricDefinition): number | null {
  const { unit, aggregation, role, goodDirection } = metric;
  if (aggregation.kind !== 'sum' || role === 'context' || goodDirection === 'down') return null;
  if (unit !== 'count' && unit !== 'other') return null;
  const named = AS_QUANTITY.findIndex((pattern) => pattern.test(words(metric)));
  if (named >= 0) return NOT_SOLD.test(words(metric)) ? named + 2 : named;
  return unit === 'count' && !NOT_SOLD.test(words(metric)) ? 4 : null;
}

const AS_REVENUE = [/\b(revenue|turnover|umsatz|net sales)\b/, /\b(sales|takings|income|amount|total)\b/];
const NOT_REVENUE = /\b(cost|spend|discounts?|tax|tips?|waste|refunds?|profit|margin)\b/;

/** How well a metric tells the money taken, 0 the best; null: not at all. */
export function rankAsRevenue(metric: MetricDefinition): number | null {
  const { unit, aggregation, goodDirection } = metric;
  if (unit !== 'currency' || aggregation.kind !== 'sum' || goodDirection === 'down') return null;
  if (NOT_REVENUE.test(words(metric))) return null;
  const at = AS_REVENUE.findIndex((pattern) => pattern.test(words(metric)));
  return at < 0 ? null : at;
}

/** A price as it stands on the menu: not one that is worked out from money and units. */
export const isListPrice = (metric: MetricDefinition): boolean =>
  metric.unit === 'currency' && metric.aggregation.kind === 'mean' && /\b(prices?|preis)\b/.test(words(metric));

/** What goods cost that are sold. */
export const isCostOfGoods = (metric: MetricDefinition): boolean =>
  metric.unit === 'currency' &&
  metric.aggregation.kind === 'sum' &&
  /\b(cost of (goods|sales)|cogs|(food|goods|product|ingredient|material|unit) costs?|ingredients|wareneinsatz)\b/.test(
    words(metric),
  );
