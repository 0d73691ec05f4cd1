import type { Filter } from '../contracts/catalogue.ts';
import type { RowSource } from '../contracts/fact.ts';
import type { Grain, Period } from '../contracts/period.ts';
import { readSources, type SourceRows } from '../db/queries/metrics.ts';
import type { MetricStore } from './metric-cache.ts';

const KEPT_RANGES = 50;

/** The rows behind a number, per file, ranges merged; at most 50 ranges a file are kept, the count is whole. */
export function readRowSources(
  store: MetricStore,
  query: { metrics: readonly string[]; cuts: readonly string[]; filter: Filter; grain: Grain; period: Period },
): Promise<RowSource[]> {
  return store.cached(['sources', query], async () => {
    const found: SourceRows[] = [];
    for (const cut of query.cuts) found.push(...(await readSources(store.tx, { ...query, cut })));
    return mergeSources(found.map(parseSource));
  });
}

function parseSource(source: SourceRows): RowSource {
  // `{[2,15),[20,21)}`: upper bounds are exclusive in PostgreSQL's canonical form.
  const rows = [...source.rows.matchAll(/\[(\d+),(\d+)\)/g)].map((m) => [Number(m[1]), Number(m[2]) - 1] as const);
  return { dataset: source.dataset, fileName: source.fileName, rows, rowCount: countRows(rows) };
}

const countRows = (rows: RowSource['rows']): number => rows.reduce((sum, [first, last]) => sum + last - first + 1, 0);

/** Joins sources of the same file, so that a sum over two metrics of one row names the row once. */
export function mergeSources(sources: readonly RowSource[]): RowSource[] {
  const byDataset = new Map<string, RowSource[]>();
  for (const source of sources) byDataset.set(source.dataset, [...(byDataset.get(source.dataset) ?? []), source]);
  return [...byDataset.values()].flatMap((group) => {
    const first = group[0];
    if (!first) return [];
    if (group.length === 1) return [{ ...first, rows: first.rows.slice(0, KEPT_RANGES) }];
    const rows = mergeRanges(group.flatMap((source) => [...source.rows]));
    const truncated = group.some((source) => countRows(source.rows) < source.rowCount);
    const rowCount = truncated ? Math.max(...group.map((source) => source.rowCount)) : countRows(rows);
    return [{ ...first, rows: rows.slice(0, KEPT_RANGES), rowCount }];
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
