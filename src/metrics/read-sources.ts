import type { Filter } from '../contracts/catalogue.ts';
import type { RowSource } from '../contracts/fact.ts';
import type { IsoDate, NativeGrain, Period } from '../contracts/period.ts';
import { readSources, type SourceRows } from '../db/queries/metrics.ts';
import type { MetricStore } from './metric-cache.ts';

const KEPT_RANGES = 50;

/** Which cut of a metric each day was read from. */
export interface Served {
  readonly metric: string;
  readonly cutOf: ReadonlyMap<IsoDate, string>;
}

interface Scope {
  readonly filter: Filter;
  readonly grain: NativeGrain;
  /** Days whose values count. */
  readonly days: readonly IsoDate[];
}

/** The rows behind a number: of each metric only the cut that a day was really read from. Per file, ranges merged. */
export async function readRowSources(
  store: MetricStore,
  served: readonly Served[],
  { filter, grain, days }: Scope,
): Promise<RowSource[]> {
  const runs = new Map<string, Run & { readonly metrics: string[] }>();
  for (const { metric, cutOf } of served) {
    for (const run of findRuns(days, cutOf)) {
      const key = JSON.stringify(run);
      const known = runs.get(key);
      if (known) known.metrics.push(metric);
      else runs.set(key, { ...run, metrics: [metric] });
    }
  }
  return store.cached(['sources', [...runs.values()], filter, grain], async () => {
    const found: SourceRows[] = [];
    for (const run of runs.values()) found.push(...(await readSources(store.tx, { ...run, filter, grain })));
    return mergeSources(found.map(parseSource));
  });
}

interface Run {
  readonly cut: string;
  readonly period: Period;
}

/** Stretches that were read from one cut; a day that nothing was read on does not end one. */
function findRuns(days: readonly IsoDate[], cutOf: ReadonlyMap<IsoDate, string>): Run[] {
  const runs: { cut: string; period: { start: IsoDate; end: IsoDate } }[] = [];
  for (const day of days.toSorted()) {
    const cut = cutOf.get(day);
    if (cut === undefined) continue;
    const open = runs.at(-1);
    if (open?.cut === cut) open.period.end = day;
    else runs.push({ cut, period: { start: day, end: day } });
  }
  return runs;
}

function parseSource(source: SourceRows): RowSource {
  // `{[2,15),[20,21)}`: upper bounds are exclusive in PostgreSQL's canonical form.
  const rows = [...source.rows.matchAll(/\[(\d+),(\d+)\)/g)].map((m) => [Number(m[1]), Number(m[2]) - 1] as const);
  return { dataset: source.dataset, fileName: source.fileName, rows, rowCount: countRows(rows) };
}

const countRows = (rows: RowSource['rows']): number => rows.reduce((sum, [first, last]) => sum + last - first + 1, 0);

/** All ranges of a source that is kept short, so that joining two of them still counts each row once. */
const whole = new WeakMap<RowSource, RowSource['rows']>();

/** Joins sources of the same file, so that a sum over two metrics of one row names the row once. */
export function mergeSources(sources: readonly RowSource[]): RowSource[] {
  const byDataset = Map.groupBy(sources, (source) => source.dataset);
  return [...byDataset.values()].flatMap((group) => {
    const first = group[0];
    if (!first) return [];
    const rows = mergeRanges(group.flatMap((source) => [...(whole.get(source) ?? source.rows)]));
    const merged = { ...first, rows: rows.slice(0, KEPT_RANGES), rowCount: countRows(rows) };
    if (rows.length > KEPT_RANGES) whole.set(merged, rows);
    return [merged];
  });
}

function mergeRanges(ranges: (readonly [number, number])[]): (readonly [number, number])[] {
  const out: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const open = out.at(-1);
    if (open && first <= open[1] + 1) open[1] = Math.max(open[1], last);
    else out.push([first, last]);
  }
  return out;
}
