import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { PlanExpectation } from '../../src/contracts/plan.ts';
import type { Trade } from './expect-use.ts';

/** What should be sold of each product over the plan, to be held against what is. Only where units are counted. */
export function listExpectations(trade: Trade, metric: MetricDefinition | null, period: Period): PlanExpectation[] {
  if (metric?.unit !== 'count') return [];
  return [...trade.products.values()].map(({ name, filter, ahead }) => ({
    label: `${metric.label} of ${name}`,
    metric: metric.key,
    filter,
    period,
    unit: metric.unit,
    value: ahead.mean,
    low80: ahead.low80,
    high80: ahead.high80,
  }));
}
