import type { Aggregation, DimensionEntry, FormulaTerm, MetricDefinition, Unit } from '../contracts/catalogue.ts';
import { AD_CHANNELS } from './ad-channels.ts';
import { CHANNELS, LOCATIONS, PRODUCTS } from './menu.ts';

type GoodDirection = MetricDefinition['goodDirection'];

const plus = (metric: string): FormulaTerm => ({ metric, weight: 1 });
const minus = (metric: string): FormulaTerm => ({ metric, weight: -1 });

function summed(
  key: string,
  label: string,
  unit: Unit,
  good: GoodDirection,
  synonyms: readonly string[],
): MetricDefinition {
  return define(key, label, unit, { kind: 'sum' }, good, synonyms);
}

function define(
  key: string,
  label: string,
  unit: Unit,
  aggregation: Aggregation,
  goodDirection: GoodDirection,
  synonyms: readonly string[],
): MetricDefinition {
  return { key, label, unit, grain: 'day', synonyms, aggregation, nonNegative: true, goodDirection, role: 'measure' };
}

function context(key: string, label: string, unit: Unit, synonyms: readonly string[]): MetricDefinition {
  const definition = define(key, label, unit, { kind: 'mean' }, 'neutral', synonyms);
  return { ...definition, nonNegative: key !== 'temperature', role: 'context' };
}

/** The sample company's metrics, the most asked about first. */
export const SAMPLE_METRICS: readonly MetricDefinition[] = [
  summed('revenue', 'Revenue', 'currency', 'up', ['sales', 'takings', 'turnover', 'income', 'money in']),
  summed('orders', 'Orders', 'count', 'up', ['transactions', 'receipts', 'checks', 'number of orders']),
  summed('quantity', 'Items sold', 'count', 'up', ['items', 'units', 'units sold', 'pieces', 'portions', 'volume']),
  summed('customers', 'Customers', 'count', 'up', ['guests', 'visitors', 'people served', 'footfall']),
  define(
    'avg_order_value',
    'Average order value',
    'currency',
    { kind: 'ratio', numerator: [plus('revenue')], denominator: [plus('orders')] },
    'up',
    ['AOV', 'average order', 'average check', 'basket size', 'spend per order'],
  ),
  {
    ...define(
      'gross_margin',
      'Gross margin',
      'percent',
      { kind: 'ratio', numerator: [plus('revenue'), minus('food_cost')], denominator: [plus('revenue')] },
      'up',
      ['margin', 'margins', 'profit margin', 'gross profit margin'],
    ),
    nonNegative: false,
  },
  define(
    'avg_price',
    'Average price paid',
    'currency',
    { kind: 'ratio', numerator: [plus('revenue')], denominator: [plus('quantity')] },
    'neutral',
    ['average price', 'price paid', 'revenue per item'],
  ),
  summed('food_cost', 'Food cost', 'currency', 'down', [
    'ingredients',
    'ingredient cost',
    'COGS',
    'cost of goods',
    'food costs',
  ]),
  summed('labor_cost', 'Labor cost', 'currency', 'down', [
    'labor',
    'labour',
    'wages',
    'payroll',
    'staff cost',
    'staffing cost',
  ]),
  summed('marketing_spend', 'Marketing spend', 'currency', 'neutral', [
    'marketing',
    'advertising',
    'ads',
    'ad spend',
    'advertising spend',
  ]),
  summed('vouchers', 'Vouchers redeemed', 'count', 'up', [
    'vouchers',
    'redeemed vouchers',
    'voucher redemptions',
    'vouchers used',
  ]),
  summed('waste', 'Waste', 'currency', 'down', ['spoilage', 'food waste', 'thrown away', 'leftovers']),
  summed('discounts', 'Discounts', 'currency', 'neutral', ['discount', 'money off', 'rebates', 'coupons']),
  context('price', 'Menu price', 'currency', ['list price', 'price list', 'prices']),
  context('temperature', 'Temperature', 'other', ['heat', 'degrees', 'how warm']),
  context('rain', 'Rain', 'other', ['rainfall', 'wet weather', 'precipitation']),
];

/** The cuts of the sample company's numbers. */
export const SAMPLE_DIMENSIONS: readonly DimensionEntry[] = [
  {
    key: 'location',
    label: 'Location',
    synonyms: ['café', 'cafe', 'shop', 'store', 'branch', 'site', 'place'],
    members: LOCATIONS,
  },
  { key: 'channel', label: 'Channel', synonyms: ['order type', 'way of ordering', 'sales channel'], members: CHANNELS },
  { key: 'product', label: 'Product', synonyms: ['item', 'dish', 'menu item', 'article'], members: PRODUCTS },
  {
    key: 'ad_channel',
    label: 'Ad channel',
    synonyms: ['advertising channel', 'marketing channel', 'ad medium'],
    members: AD_CHANNELS,
  },
];
