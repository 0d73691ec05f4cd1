import type { Filter, MetricDefinition } from '../contracts/catalogue.ts';
import type { Period } from '../contracts/period.ts';
import type { DriverTree, MetricReader } from './metric-series.ts';

interface DriverQuery {
  readonly metric: string;
  readonly filter?: Filter;
  readonly period: Period;
  readonly compare: Period;
}

/**
 * Trees that hold by definition. If the company has orders and average order value = revenue / orders,
 * then revenue = open days × orders per open day × average order value, exactly.
 */
export async function readDrivers(reader: MetricReader, query: DriverQuery): Promise<DriverTree[]> {
  const metric = reader.definition(query.metric);
  const trees: DriverTree[] = [];
  if (metric.aggregation.kind !== 'sum') return trees;
  for (const ratio of reader.definitions) {
    const volume = volumeOf(ratio, metric.key);
    if (!volume) continue;
    const tree = await readProduct(reader, query, metric, reader.definition(volume), ratio);
    if (tree) trees.push(tree);
  }
  return trees;
}

/** What is counted as a day of business. */
const DAYS = {
  day: { many: 'Open days', one: 'open day' },
  week: { many: 'Weeks', one: 'week' },
  month: { many: 'Months', one: 'month' },
} as const;

/** The metric D for which `ratio` = metric / D. */
function volumeOf(ratio: MetricDefinition, metric: string): string | null {
  if (ratio.aggregation.kind !== 'ratio') return null;
  const [above, ...moreAbove] = ratio.aggregation.numerator;
  const [below, ...moreBelow] = ratio.aggregation.denominator;
  if (!above || !below || moreAbove.length > 0 || moreBelow.length > 0) return null;
  return above.metric === metric && above.weight === 1 && below.weight === 1 && below.metric !== metric
    ? below.metric
    : null;
}

async function readProduct(
  reader: MetricReader,
  query: DriverQuery,
  metric: MetricDefinition,
  volume: MetricDefinition,
  ratio: MetricDefinition,
): Promise<DriverTree | null> {
  // Per open day of what? Only where both are known by the same days.
  if (volume.grain !== metric.grain) return null;
  const split = await reader.dimensionsOf(volume.key);
  if (!Object.keys(query.filter ?? {}).every((dimension) => split.includes(dimension))) return null;
  const at = async (period: Period) => {
    const scope = { filter: query.filter, period };
    const total = await reader.total({ ...scope, metric: metric.key });
    const units = await reader.total({ ...scope, metric: volume.key });
    return { total: total.value, units: units.value, days: total.openDays, unitDays: units.openDays };
  };
  const after = await at(query.period);
  const before = await at(query.compare);
  if (!after.total || !before.total || !after.units || !before.units || after.days === 0 || before.days === 0)
    return null;
  // A day with one of the two only would make the ratio between them another one than the metric of that name.
  if (after.days !== after.unitDays || before.days !== before.unitDays) return null;
  return {
    kind: 'product',
    terms: [
      { key: 'open_days', label: DAYS[metric.grain].many, before: before.days, after: after.days },
      {
        key: `${volume.key}_per_day`,
        label: `${volume.label} per ${DAYS[metric.grain].one}`,
        before: before.units / before.days,
        after: after.units / after.days,
      },
      { key: ratio.key, label: ratio.label, before: before.total / before.units, after: after.total / after.units },
    ],
  };
}
