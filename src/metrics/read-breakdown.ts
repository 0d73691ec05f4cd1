import type { Filter, FormulaTerm, MetricDefinition } from '../contracts/catalogue.ts';
import type { Period } from '../contracts/period.ts';
import { readMembers } from '../db/queries/metrics.ts';
import { chooseCut, readCuts } from './choose-cut.ts';
import type { MetricStore } from './metric-cache.ts';
import type { BreakdownRow, MetricBreakdown } from './metric-series.ts';
import { mergeSources, readRowSources } from './read-sources.ts';

interface BreakdownQuery {
  readonly filter?: Filter;
  readonly by: string;
  readonly period: Period;
  readonly compare?: Period;
}

/** Member → sums, for one stretch of time. */
type Sums = Map<string, { above: number; below: number }>;

/** A metric per member of `by`, for one or two periods. Members without any value in either are left out. */
export async function readBreakdown(
  store: MetricStore,
  metric: MetricDefinition,
  query: BreakdownQuery,
): Promise<MetricBreakdown> {
  const filter = query.filter ?? {};
  const after = await readSums(store, metric, filter, query.by, query.period);
  const before = query.compare ? await readSums(store, metric, filter, query.by, query.compare) : null;
  const members = new Set([...after.sums.keys(), ...(before?.sums.keys() ?? [])]);
  const rows = [...members].map((member) => toRow(metric, member, after.sums.get(member), before?.sums.get(member)));
  rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || a.member.localeCompare(b.member));
  return { dimension: query.by, rows, sources: mergeSources([...after.sources, ...(before?.sources ?? [])]) };
}

async function readSums(store: MetricStore, metric: MetricDefinition, filter: Filter, by: string, period: Period) {
  const { aggregation } = metric;
  if (aggregation.kind !== 'ratio') {
    const { sums, sources } = await readTerm(store, { metric: metric.key, weight: 1 }, metric, filter, by, period);
    return { sums, sources };
  }
  const sums: Sums = new Map();
  const sources = [];
  for (const side of ['numerator', 'denominator'] as const) {
    for (const term of aggregation[side]) {
      const part = await readTerm(store, term, metric, filter, by, period);
      sources.push(...part.sources);
      for (const [member, sum] of part.sums) {
        const known = sums.get(member) ?? { above: 0, below: 0 };
        if (side === 'numerator') known.above += term.weight * sum.above;
        else known.below += term.weight * sum.above;
        sums.set(member, known);
      }
    }
  }
  return { sums, sources: mergeSources(sources) };
}

async function readTerm(
  store: MetricStore,
  term: FormulaTerm,
  metric: MetricDefinition,
  filter: Filter,
  by: string,
  period: Period,
) {
  const cut = chooseCut(await readCuts(store, term.metric), [...Object.keys(filter), by], period);
  const sums: Sums = new Map();
  if (!cut) return { sums, sources: [] };
  const query = { metric: term.metric, cut: cut.cut, filter, grain: metric.grain, period };
  for (const row of await readMembers(store.tx, { ...query, by })) {
    sums.set(
      row.member,
      metric.aggregation.kind === 'mean' ? { above: row.weightedSum, below: row.weight } : { above: row.sum, below: 1 },
    );
  }
  return { sums, sources: await readRowSources(store, { ...query, metrics: [term.metric], cuts: [cut.cut] }) };
}

type Sum = { above: number; below: number } | undefined;

function toRow(metric: MetricDefinition, member: string, after: Sum, before: Sum): BreakdownRow {
  const row = { member, value: readValue(metric, after), before: readValue(metric, before) };
  if (metric.aggregation.kind === 'sum') return row;
  return {
    ...row,
    ratio: {
      numerator: after?.above ?? 0,
      denominator: after?.below ?? 0,
      numeratorBefore: before?.above ?? 0,
      denominatorBefore: before?.below ?? 0,
    },
  };
}

function readValue(metric: MetricDefinition, sum: Sum): number | null {
  if (!sum) return null;
  if (metric.aggregation.kind === 'sum') return sum.above;
  return sum.below === 0 ? null : sum.above / sum.below;
}
