import type { Filter, FormulaTerm, MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { BusinessDay } from '../../src/contracts/company.ts';
import type { RowSource } from '../../src/contracts/fact.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import type { DriverTreeInput, HistoryPoint } from '../../src/engines/evidence/explain-change.ts';
import type { MetricBreakdown, MetricReader, MetricSeries, MetricTotal } from '../../src/metrics/metric-series.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import { type ChosenPeriods, choosePeriods } from './choose-periods.ts';
import { pickContext, readContextSeries } from './read-context.ts';

export interface Evidence extends ChosenPeriods {
  readonly metric: MetricDefinition;
  readonly filter: Filter;
  readonly series: MetricSeries;
  readonly history: readonly HistoryPoint[];
  readonly after: MetricTotal;
  readonly before: MetricTotal;
  readonly breakdowns: readonly MetricBreakdown[];
  readonly drivers: readonly DriverTreeInput[];
  readonly context: readonly MetricSeries[];
  readonly days: readonly BusinessDay[];
  readonly definitions: readonly MetricDefinition[];
  readonly sources: readonly RowSource[];
}

/** More cuts than this do not make an answer clearer. */
const MAX_DIMENSIONS = 5;

type Wanted = { metric: string; filter: Filter; suspect?: string; period?: Period; compare?: Period };
type Company = { end: IsoDate; weekStart: Parameters<typeof choosePeriods>[0]['weekStart'] };

/** Everything the engine is given, read in one transaction. */
export async function readEvidence(reader: MetricReader, wanted: Wanted, company: Company): Promise<Evidence> {
  const metric = reader.definition(wanted.metric);
  const { filter } = wanted;
  const query = { metric: metric.key, filter };
  const chosen = choosePeriods({ ...wanted, ...company, grain: metric.grain });
  const { period, compare } = chosen;
  const series = await reader.series(query);
  const after = await reader.total({ ...query, period });
  const before = await reader.total({ ...query, period: compare });
  const breakdowns: MetricBreakdown[] = [];
  for (const by of (await reader.dimensionsOf(metric.key, filter)).slice(0, MAX_DIMENSIONS)) {
    breakdowns.push(await reader.breakdown({ ...query, by, period, compare }));
  }
  const parts = await readRatioParts(reader, metric, filter);
  const trees = await reader.drivers({ ...query, period, compare });
  const span = { start: period.start < compare.start ? period.start : compare.start, end: later(period, compare) };
  return {
    ...chosen,
    metric,
    filter,
    series,
    history: series.points.map((point) => ({ ...point, ...parts?.get(point.t) })),
    after,
    before,
    breakdowns: breakdowns.filter((cut) => cut.rows.length > 1),
    drivers: [
      ...trees.map((tree) => ({
        ...tree,
        terms: tree.terms.map((term) => ({ ...term, extensive: term.key === 'open_days' })),
      })),
      ...quotientOf(reader, metric, parts, chosen),
    ],
    context: await readContextSeries(reader, pickContext(reader.definitions, metric, wanted.suspect), filter, span),
    days: (await reader.days(span)).filter(
      ({ location }) => location === '' || filter.location === undefined || location === filter.location,
    ),
    definitions: reader.definitions,
    sources: mergeSources([...after.sources, ...before.sources]),
  };
}

const later = (a: Period, b: Period): IsoDate => (a.end > b.end ? a.end : b.end);

type RatioParts = ReadonlyMap<IsoDate, { readonly numerator: number; readonly denominator: number }>;

/** What stands above and below the line of a ratio, day by day; only days on which every term has a value. */
async function readRatioParts(
  reader: MetricReader,
  metric: MetricDefinition,
  filter: Filter,
): Promise<RatioParts | null> {
  if (metric.aggregation.kind !== 'ratio') return null;
  const above = await addTerms(reader, metric.aggregation.numerator, filter);
  const below = await addTerms(reader, metric.aggregation.denominator, filter);
  const parts = new Map<IsoDate, { numerator: number; denominator: number }>();
  for (const [t, numerator] of above) {
    const denominator = below.get(t);
    if (denominator !== undefined) parts.set(t, { numerator, denominator });
  }
  return parts;
}

async function addTerms(reader: MetricReader, terms: readonly FormulaTerm[], filter: Filter) {
  let sums: Map<IsoDate, number> | null = null;
  for (const { metric, weight } of terms) {
    const { points } = await reader.series({ metric, filter });
    const next = new Map<IsoDate, number>();
    for (const { t, y } of points) {
      const known: number | undefined = sums === null ? 0 : sums.get(t);
      if (y !== null && known !== undefined) next.set(t, known + weight * y);
    }
    sums = next;
  }
  return sums ?? new Map<IsoDate, number>();
}

/** A ratio as what stands above the line over what stands below it. */
function quotientOf(
  reader: MetricReader,
  metric: MetricDefinition,
  parts: RatioParts | null,
  { period, compare }: ChosenPeriods,
): DriverTreeInput[] {
  if (parts === null || metric.aggregation.kind !== 'ratio') return [];
  const sum = (side: 'numerator' | 'denominator', when: Period) =>
    [...parts].reduce((all, [t, part]) => (t >= when.start && t <= when.end ? all + part[side] : all), 0);
  const { aggregation } = metric;
  const label = (terms: readonly FormulaTerm[]) =>
    terms
      .map((term, i) => `${i === 0 ? '' : term.weight < 0 ? ' − ' : ' + '}${reader.definition(term.metric).label}`)
      .join('');
  const term = (side: 'numerator' | 'denominator') => ({
    key: aggregation[side][0]?.metric ?? side,
    label: label(aggregation[side]),
    before: sum(side, compare),
    after: sum(side, period),
  });
  return [{ kind: 'quotient', terms: [term('numerator'), term('denominator')] }];
}
