import { dayOf } from '../calendar/civil-day.ts';
import type { Filter } from '../contracts/catalogue.ts';
import type { NativeGrain } from '../contracts/period.ts';
import type { MeasureColumn } from './assign-roles.ts';
import type { Column } from './column-table.ts';
import type { MetricBatch, MetricPlan } from './file-understanding.ts';
import type { IndexedDimension } from './index-dimensions.ts';
import type { TimeWindow } from './split-times.ts';

export interface AggregationInput {
  readonly measures: ReadonlyMap<number, MeasureColumn>;
  readonly columns: readonly Column[];
  readonly dimensions: readonly IndexedDimension[];
  /** Period start of each row, days since 1970. */
  readonly times: Int32Array;
  readonly rowNumbers: Int32Array;
  readonly use: Uint8Array;
  readonly grain: NativeGrain;
  /** The stretches of time to add up, one after the other. */
  readonly windows: readonly TimeWindow[];
  /** Is the place shut at this time? Its measures have no values then. */
  readonly isClosed: (time: number, location: string) => boolean;
}

/** Values that fell on one time and one combination of members. */
interface Group {
  readonly time: number;
  readonly members: readonly number[];
  sum: number;
  /** What was lost to rounding so far (Neumaier 1974): the result does not depend on the order of the rows. */
  lost: number;
  count: number;
  lastRow: number;
  ids: Set<number> | null;
}

/** Adds up a metric per time and members; batches of at most `size` values, each as JSON text ready to be stored. */
export function* aggregateMetric(plan: MetricPlan, input: AggregationInput, size: number): Generator<MetricBatch> {
  const { from } = plan;
  if (!from) return;
  const dims = plan.dims
    .map((key) => input.dimensions.find((dimension) => dimension.key === key))
    .filter((dimension) => dimension !== undefined);
  const passes: { fixed: Filter; valueAt: (row: number) => number; id?: Column }[] =
    from.kind === 'members'
      ? from.columns.map(({ column, member }) => ({
          fixed: { [from.dimension]: member },
          valueAt: numbersOf(input, column),
        }))
      : from.kind === 'column'
        ? [{ fixed: {}, valueAt: numbersOf(input, from.column) }]
        : from.kind === 'product'
          ? [{ fixed: {}, valueAt: productOf(numbersOf(input, from.first), numbersOf(input, from.second)) }]
          : [{ fixed: {}, valueAt: () => 1, id: input.columns[from.column] }];
  for (const [nth, pass] of passes.entries()) {
    for (const window of input.windows) {
      const lines = writeGroups(plan, input, dims, pass, window);
      for (let at = 0; at < lines.length; at += size) {
        const part = lines.slice(at, at + size);
        yield {
          metric: plan.definition.key,
          dims: plan.dims,
          grain: input.grain,
          count: part.length,
          done: (nth + window.done) / passes.length,
          json: `[${part.join(',')}]`,
        };
      }
    }
  }
}

function numbersOf(input: AggregationInput, index: number): (row: number) => number {
  const measure = input.measures.get(index);
  if (!measure) return () => Number.NaN;
  const { codes } = measure.column;
  const { numbers } = measure.numbers;
  return (row) => numbers[codes[row] ?? 0] ?? Number.NaN;
}

function productOf(first: (row: number) => number, second: (row: number) => number): (row: number) => number {
  return (row) => first(row) * second(row);
}

function writeGroups(
  plan: MetricPlan,
  input: AggregationInput,
  dims: readonly IndexedDimension[],
  pass: { fixed: Filter; valueAt: (row: number) => number; id?: Column },
  window: TimeWindow,
): string[] {
  const groups = new Map<string, Group>();
  const rowsBefore = new Int32Array(input.times.length).fill(-1);
  for (let row = 0; row < input.times.length; row += 1) {
    if (input.use[row] === 0) continue;
    const time = input.times[row] ?? 0;
    if (time < window.first || time > window.last) continue;
    const value = pass.valueAt(row);
    if (Number.isNaN(value)) continue;
    const members = dims.map((dimension) => dimension.codes[row] ?? 0);
    const key = `${time},${members.join(',')}`;
    let group = groups.get(key);
    if (!group) {
      group = { time, members, sum: 0, lost: 0, count: 0, lastRow: -1, ids: pass.id ? new Set() : null };
      groups.set(key, group);
    }
    rowsBefore[row] = group.lastRow;
    group.lastRow = row;
    if (group.ids && pass.id) group.ids.add(pass.id.codes[row] ?? 0);
    else if (!plan.repeated || group.count === 0) addTo(group, value);
  }
  const isMean = plan.definition.aggregation.kind === 'mean';
  const measureOnly = plan.definition.role === 'measure';
  const sorted = [...groups.values()].sort((a, b) => a.time - b.time || compareMembers(a.members, b.members));
  const lines: string[] = [];
  for (const group of sorted) {
    const filter: Record<string, string> = { ...pass.fixed };
    dims.forEach((dimension, at) => {
      filter[dimension.key] = dimension.members[group.members[at] ?? 0] ?? '';
    });
    if (measureOnly && input.isClosed(group.time, filter.location ?? '')) continue;
    const total = group.ids ? group.ids.size : group.sum + group.lost;
    const value = tidy((isMean ? total / group.count : total) * plan.scale);
    const weight = isMean ? group.count : 1;
    lines.push(
      `{"d":${JSON.stringify(filter)},"t":"${dayOf(group.time)}","v":${value},"w":${weight},"s":"${writeRows(group, rowsBefore, input.rowNumbers)}"}`,
    );
  }
  return lines;
}

function addTo(group: Group, value: number): void {
  const sum = group.sum + value;
  group.lost += Math.abs(group.sum) >= Math.abs(value) ? group.sum - sum + value : value - sum + group.sum;
  group.sum = sum;
  group.count += 1;
}

function compareMembers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((member, index) => member !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Six decimals: beyond is the noise of adding up. */
function tidy(value: number): number {
  const rounded = Math.round(value * 1e6) / 1e6;
  return Number.isFinite(rounded) ? rounded + 0 : value;
}

/** Row numbers as int4multirange: `{[2,5),[9,10)}`. */
function writeRows(group: Group, rowsBefore: Int32Array, rowNumbers: Int32Array): string {
  const rows: number[] = [];
  for (let row = group.lastRow; row >= 0; row = rowsBefore[row] ?? -1) rows.push(rowNumbers[row] ?? 0);
  rows.sort((a, b) => a - b);
  const ranges: string[] = [];
  let start = rows[0] ?? 0;
  let end = start;
  for (const row of rows) {
    if (row > end + 1) {
      ranges.push(`[${start},${end + 1})`);
      start = row;
    }
    end = row;
  }
  return `{${[...ranges, `[${start},${end + 1})`].join(',')}}`;
}
