import type { Filter, MetricDefinition } from '../src/contracts/catalogue.ts';
import type { FactSource, RowSource } from '../src/contracts/fact.ts';
import type { Period } from '../src/contracts/period.ts';
import type { Working } from '../src/contracts/working.ts';

/** Where a value of a metric came from, as a fact's source. */
export function rowsSource(
  metric: MetricDefinition,
  filter: Filter,
  period: Period,
  sources: readonly RowSource[],
): FactSource {
  return { kind: 'rows', metric: metric.label, filter, period, sources };
}

/** The start of an answer's working: the metric, its cut and its rows. */
export function metricWorking(
  metric: MetricDefinition,
  parts: {
    readonly filter: Filter;
    readonly sources: readonly RowSource[];
    readonly period?: Period;
    readonly compare?: Period;
    readonly leftOut?: readonly string[];
    readonly steps: readonly string[];
    readonly checks?: Working['checks'];
    readonly model?: Working['model'];
  },
): Working {
  return {
    sources: parts.sources,
    metric: { key: metric.key, label: metric.label, definition: describeAggregation(metric) },
    filter: parts.filter,
    ...(parts.period ? { period: parts.period } : {}),
    ...(parts.compare ? { compare: parts.compare } : {}),
    leftOut: parts.leftOut ?? [],
    steps: parts.steps,
    checks: parts.checks ?? [],
    ...(parts.model ? { model: parts.model } : {}),
  };
}

/** How the metric is computed, in words. */
export function describeAggregation(metric: MetricDefinition): string {
  const { aggregation } = metric;
  if (aggregation.kind === 'sum') return 'Sum of all rows.';
  if (aggregation.kind === 'mean') return 'Average of all rows.';
  const side = (terms: typeof aggregation.numerator) =>
    terms
      .map(
        (term, index) =>
          `${term.weight < 0 ? '− ' : index > 0 ? '+ ' : ''}${Math.abs(term.weight) === 1 ? '' : `${Math.abs(term.weight)} × `}${term.metric}`,
      )
      .join(' ');
  return `(${side(aggregation.numerator)}) ÷ (${side(aggregation.denominator)}), both summed over the period first.`;
}

/** "Harbor, Delivery" for a filter; empty for the whole company. */
export const describeFilter = (filter: Filter): string => Object.values(filter).join(', ');
