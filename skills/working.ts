import type { Filter, MetricDefinition, Unit } from '../src/contracts/catalogue.ts';
import type { FactSource, RowSource } from '../src/contracts/fact.ts';
import type { Period } from '../src/contracts/period.ts';
import type { Working } from '../src/contracts/working.ts';
import { FORMAT_OF_UNIT } from '../src/facts/fact-book.ts';
import { formatFact, formatPeriod } from '../src/facts/format.ts';
import type { SkillContext } from './context.ts';

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

/** Writes values and periods into working steps as the company writes them. */
export interface WorkingWriter {
  value(value: number, unit: Unit): string;
  period(period: Period): string;
}

export function createWriter(ctx: Pick<SkillContext, 'company' | 'today'>): WorkingWriter {
  const style = { locale: ctx.company.locale, currency: ctx.company.currency, today: ctx.today };
  return {
    value: (value, unit) => formatFact({ value, format: { style: FORMAT_OF_UNIT[unit] } }, style),
    period: (period) => formatPeriod(period, style),
  };
}

/** How the metric is computed, in words. */
export function describeAggregation(metric: MetricDefinition): string {
  const { aggregation } = metric;
  if (aggregation.kind === 'sum') return 'All rows of the period, added up.';
  if (aggregation.kind === 'mean') return 'The average of all rows of the period.';
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
