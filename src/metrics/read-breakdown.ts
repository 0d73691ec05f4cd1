import type { Filter, MetricDefinition } from '../contracts/catalogue.ts';
import type { IsoDate, Period } from '../contracts/period.ts';
import { type MemberSums, readMemberBuckets, readMembers } from '../db/queries/metrics.ts';
import { lastStartInside } from './calendar.ts';
import { placeOf, readCuts, readOwners, usableCuts } from './choose-cut.ts';
import type { MetricStore } from './metric-cache.ts';
import type { BreakdownRow, MetricBreakdown } from './metric-series.ts';
import { combineParts, type Part, termsOf } from './read-parts.ts';
import { mergeSources, readRowSources, type Served } from './read-sources.ts';

interface BreakdownQuery {
  readonly filter?: Filter;
  readonly by: string;
  readonly period: Period;
  readonly compare?: Period;
}

/** A metric per member of `by`, for one or two periods. Members without any value in either are left out. */
export async function readBreakdown(
  store: MetricStore,
  metric: MetricDefinition,
  query: BreakdownQuery,
): Promise<MetricBreakdown> {
  const scope = { metric, filter: query.filter ?? {}, by: query.by };
  const after = await readPeriod(store, scope, query.period);
  const before = query.compare ? await readPeriod(store, scope, query.compare) : null;
  const members = new Set([...after.parts.keys(), ...(before?.parts.keys() ?? [])]);
  const rows = [...members].map((member) => toRow(metric, member, after.parts.get(member), before?.parts.get(member)));
  rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || a.member.localeCompare(b.member));
  return { dimension: query.by, rows, sources: mergeSources([...after.sources, ...(before?.sources ?? [])]) };
}

interface Scope {
  readonly metric: MetricDefinition;
  readonly filter: Filter;
  readonly by: string;
}

/** What each member's value is made of. */
type PartsOfMembers = ReadonlyMap<string, readonly Part[]>;

async function readPeriod(store: MetricStore, scope: Scope, asked: Period) {
  const { metric, filter, by } = scope;
  const period = { start: asked.start, end: lastStartInside(asked.end, metric.grain) };
  const nothing = { parts: new Map() as PartsOfMembers, sources: [] }; // an empty map of any kind
  if (period.end < period.start) return nothing;
  const [only, ...others] = usableCuts(await readCuts(store, metric.key), [...Object.keys(filter), by]);
  if (metric.aggregation.kind === 'ratio' || others.length > 0) return readByDay(store, scope, period);
  if (!only) return nothing;
  // One cut: the database may add up the days.
  const rows = await readMembers(store.tx, {
    metric: metric.key,
    cut: only.cut,
    filter,
    by,
    grain: metric.grain,
    period,
  });
  const ends = [period.start, period.end];
  const served = [{ metric: metric.key, cutOf: new Map(ends.map((day) => [day, only.cut])) }];
  return {
    parts: new Map(rows.map((row) => [row.member, [toPart(metric, row)]])),
    sources: await readRowSources(store, served, { filter, grain: metric.grain, days: ends }),
  };
}

/** Day by day, as totals are read: each day from one cut, and of a ratio only days on which a member has every term. */
async function readByDay(store: MetricStore, scope: Scope, period: Period) {
  const { metric, filter } = scope;
  const terms = new Map<string, TermOfMembers>();
  for (const term of termsOf(metric)) terms.set(term, await readTerm(store, scope, term, period));
  const all = [...terms.values()];
  const parts = new Map<string, Part[]>();
  const days = new Set<IsoDate>();
  for (const [key, { t, member }] of all[0]?.rows ?? []) {
    if (!all.every(({ rows }) => rows.has(key))) continue;
    days.add(t);
    parts.set(member, [...(parts.get(member) ?? []), partOf(metric, terms, key)]);
  }
  const served = all.flatMap((term) => term.served);
  return { parts, sources: await readRowSources(store, served, { filter, grain: metric.grain, days: [...days] }) };
}

interface TermOfMembers {
  /** By day and member. */
  readonly rows: ReadonlyMap<string, MemberSums & { readonly t: IsoDate }>;
  readonly served: readonly Served[];
}

async function readTerm(store: MetricStore, scope: Scope, metric: string, period: Period): Promise<TermOfMembers> {
  const { filter, by } = scope;
  const { grain } = scope.metric;
  const needed = [...Object.keys(filter), by];
  const rows = new Map<string, MemberSums & { t: IsoDate }>();
  const served: Served[] = [];
  const { owner } = await readOwners(store, { metric, needed, place: placeOf(filter), grain });
  for (const { cut } of usableCuts(await readCuts(store, metric), needed)) {
    const cutOf = new Map<IsoDate, string>();
    for (const row of await readMemberBuckets(store.tx, { metric, cut, filter, by, grain, period })) {
      const key = `${row.t} ${row.member}`;
      // Two shops may come in two files: then a day has one cut for each shop.
      if (by === 'location' ? rows.has(key) : owner.get(row.t) !== cut) continue;
      rows.set(key, row);
      cutOf.set(row.t, cut);
    }
    if (cutOf.size > 0) served.push({ metric, cutOf });
  }
  return { rows, served };
}

function partOf(metric: MetricDefinition, terms: ReadonlyMap<string, TermOfMembers>, key: string): Part {
  const { aggregation } = metric;
  const rowOf = (term: string) => terms.get(term)?.rows.get(key);
  if (aggregation.kind !== 'ratio') {
    const row = rowOf(metric.key);
    return row ? toPart(metric, row) : { above: 0, below: 0 };
  }
  const sum = (side: typeof aggregation.numerator) =>
    side.reduce((total, term) => total + term.weight * (rowOf(term.metric)?.sum ?? 0), 0);
  return { above: sum(aggregation.numerator), below: sum(aggregation.denominator) };
}

const toPart = (metric: MetricDefinition, row: MemberSums): Part =>
  metric.aggregation.kind === 'mean' ? { above: row.weightedSum, below: row.weight } : { above: row.sum, below: 1 };

function toRow(
  metric: MetricDefinition,
  member: string,
  after: readonly Part[] = [],
  before: readonly Part[] = [],
): BreakdownRow {
  const row = { member, value: combineParts(metric, after), before: combineParts(metric, before) };
  if (metric.aggregation.kind === 'sum') return row;
  const add = (side: keyof Part, parts: readonly Part[]) => parts.reduce((sum, part) => sum + part[side], 0);
  return {
    ...row,
    ratio: {
      numerator: add('above', after),
      denominator: add('below', after),
      numeratorBefore: add('above', before),
      denominatorBefore: add('below', before),
    },
  };
}
