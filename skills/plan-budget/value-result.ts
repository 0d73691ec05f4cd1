import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { ProductRecord } from '../../src/contracts/record.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import type { Assumption } from '../planning/plan-maker.ts';
import type { Worth } from './basis.ts';
import { isCostOfGoods, isLikeAnOrder, isProfit, rankAsWhole } from './name-measures.ts';

/** Of each sale, where neither costs nor prices tell what is left of it. */
const USUAL_SHARE_KEPT = 0.5;
const HOW_TO_SAY = 'one result is worth …';

export interface ValuedResult {
  readonly worth: Worth;
  readonly assumptions: readonly Assumption[];
  readonly steps: readonly string[];
}

interface Known {
  /** As it was told in chat. */
  readonly setting: number | null;
  readonly products: readonly Pick<ProductRecord, 'price' | 'cost'>[];
  readonly period: Period;
}

/** What one result is worth: as it was told, else from what an order brings and what is kept of it. */
export async function valueResult(
  metrics: MetricReader,
  result: MetricDefinition,
  known: Known,
): Promise<ValuedResult> {
  if (known.setting !== null) return { worth: { value: known.setting, from: 'setting' }, assumptions: [], steps: [] };
  if (result.unit === 'currency' && isProfit(result))
    return { worth: { value: 1, from: 'money' }, assumptions: [], steps: [] };
  const revenue = await totalOf(
    metrics,
    known.period,
    (metric) => metric.unit === 'currency' && rankAsWhole(metric) === 0,
  );
  const costs = await totalOf(metrics, known.period, (metric) => metric.unit === 'currency' && isCostOfGoods(metric));
  const kept = shareKept(revenue, costs, known.products);
  if (result.unit === 'currency') {
    const text = `Of {{result}}, {{share}} is left after the goods${kept.why}.`;
    return {
      worth: { value: kept.share, from: 'share-kept' },
      assumptions: [{ text, values: { result: result.label.toLowerCase(), share: percent(kept.share) } }],
      steps: [`Of ${result.label}, ${Math.round(kept.share * 100)}% is left after the goods.`],
    };
  }
  const orders = await totalOf(metrics, known.period, (metric) => metric.unit === 'count' && rankAsWhole(metric) === 1);
  if (!isLikeAnOrder(result) || !revenue || !orders)
    return { worth: { value: null, from: 'unknown' }, assumptions: [], steps: [] };
  const order = revenue / orders;
  const assumption: Assumption = {
    text: `Each of the {{results}} is worth {{worth}}: one usual order of {{order}}, of which {{share}} is left after the goods${kept.why}.`,
    values: {
      results: result.label.toLowerCase(),
      worth: { value: order * kept.share, unit: 'currency' },
      order: { value: order, unit: 'currency' },
      share: percent(kept.share),
    },
    setting: 'result-value',
    howToSay: HOW_TO_SAY,
  };
  return {
    worth: { value: order * kept.share, from: 'order' },
    assumptions: [assumption],
    steps: [
      `One of ${result.label} was taken to be worth a usual order (${order.toFixed(2)}) times the share that is left after the goods (${kept.share.toFixed(2)}).`,
    ],
  };
}

const percent = (value: number) => ({ value: Math.round(value * 100) / 100, unit: 'percent', decimals: 0 }) as const;

interface ShareKept {
  readonly share: number;
  /** How it is known, to be put after it. */
  readonly why: string;
}

function shareKept(
  revenue: number | null,
  costs: number | null,
  products: readonly Pick<ProductRecord, 'price' | 'cost'>[],
): ShareKept {
  const byCosts = revenue && costs ? 1 - costs / revenue : null;
  if (byCosts !== null && isLikely(byCosts)) return { share: byCosts, why: ', as your books have it' };
  const shares = products.flatMap(({ price, cost }) => (price && cost !== undefined ? [1 - cost / price] : []));
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  if (shares.length > 0 && isLikely(mean)) return { share: mean, why: ', by your list of products' };
  return { share: USUAL_SHARE_KEPT, why: ', which is a guess: I know no costs' };
}

const isLikely = (share: number): boolean => share > 0.02 && share < 0.98;

/** Sum of the first metric of that kind over the period; null where there is none, or nothing. */
async function totalOf(
  metrics: MetricReader,
  period: Period,
  isMeant: (metric: MetricDefinition) => boolean,
): Promise<number | null> {
  const found = metrics.definitions.find((metric) => metric.aggregation.kind === 'sum' && isMeant(metric));
  if (!found) return null;
  const { value } = await metrics.total({ metric: found.key, period });
  return value !== null && value > 0 ? value : null;
}
