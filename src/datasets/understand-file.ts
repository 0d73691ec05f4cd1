import { dayNumber, dayOf } from '../calendar/civil-day.ts';
import { type AggregationInput, aggregateMetric } from './aggregate-metric.ts';
import { assignRoles, type ColumnRoles } from './assign-roles.ts';
import { endOfGrain } from './civil-day.ts';
import { cleanName } from './clean-text.ts';
import { dataError } from './data-errors.ts';
import { decodeText } from './decode-text.ts';
import { detectDelimiter } from './detect-delimiter.ts';
import type {
  BatchChoice,
  DimensionPlan,
  FileQuestion,
  FileUnderstanding,
  LeftOutColumn,
  MetricBatch,
  ReadingContext,
  Remark,
} from './file-understanding.ts';
import { type DayFindings, findClosedDays } from './find-closed-days.ts';
import { findRepeats, type RowUse } from './find-repeats.ts';
import { findTime, type TimeAxis } from './find-time.ts';
import { findWideGroups, type WideFindings } from './find-wide-groups.ts';
import { type IndexedDimension, indexDimensions } from './index-dimensions.ts';
import { type PlannedMetrics, planMetrics } from './plan-metrics.ts';
import { readTable } from './read-table.ts';
import { splitTimes } from './split-times.ts';
import { unpivotTimeColumns } from './unpivot-time-columns.ts';

/** A file that was understood, and its values metric by metric. */
export interface UnderstoodFile {
  readonly kind: 'understood';
  readonly understanding: FileUnderstanding;
  /** @param size values a batch. */
  batches(size: number, choice?: BatchChoice): Generator<MetricBatch>;
}

/**
 * Reads a delimited file: what it measures, split by what, from when to when. Pure: the same bytes, context and
 * answers give the same result; nothing is stored. Every cell that is used is read, so a file that is understood can
 * be imported without a further error.
 * @param onRows hears how many rows were read so far.
 * @returns a question where the file can be read in two ways and nothing in it decides.
 * @throws DataError with file, row and column where something is wrong.
 */
export function understandFile(
  bytes: Uint8Array,
  context: ReadingContext,
  onRows?: (rows: number) => void,
): UnderstoodFile | FileQuestion {
  const { text, encoding } = decodeText(bytes);
  const delimiter = detectDelimiter(text);
  if (delimiter === null) {
    throw dataError(
      'one-column',
      'I see only one column in this file.',
      'I need a date and at least one number in each row. Save the file as CSV with commas or semicolons.',
    );
  }
  const { table, repeatedHeaders } = readTable(text, delimiter, onRows);
  const axis = findTime(unpivotTimeColumns(table), context);
  if ('kind' in axis) return axis;
  const roles = assignRoles(axis, delimiter === ';' ? 'comma' : null);
  const dimensions = indexDimensions(roles.dimensions);
  const rows = findRepeats(axis, roles, dimensions, context.answers);
  if ('kind' in rows) return rows;
  const wide = findWideGroups(
    roles.measures,
    `${cleanName(context.fileName)} ${text.slice(0, 200).split('\n', 1)[0] ?? ''}`,
  );
  const planned = planMetrics({
    roles,
    groups: wide.groups,
    single: wide.single,
    dimensions,
    times: axis.rowTimes,
    use: rows.use,
    grain: axis.grain,
  });
  const days = findClosedDays({ axis, roles, metrics: planned.metrics, dimensions, use: rows.use, level: rows.level });
  const parts: Parts = { axis, roles, dimensions, rows, wide, planned, days };
  const understanding = describe(parts, context, { encoding, delimiter, repeatedHeaders });
  return { kind: 'understood', understanding, batches: (size, choice) => allBatches(parts, size, choice) };
}

/** Rows that are added up at a time. */
const ROWS_A_WINDOW = 100_000;

interface Parts {
  readonly axis: TimeAxis;
  readonly roles: ColumnRoles;
  readonly dimensions: readonly IndexedDimension[];
  readonly rows: RowUse;
  readonly wide: WideFindings;
  readonly planned: PlannedMetrics;
  readonly days: DayFindings;
}

function* allBatches(
  { axis, roles, dimensions, rows, planned, days }: Parts,
  size: number,
  choice?: BatchChoice,
): Generator<MetricBatch> {
  const closed = new Set(
    days.specialDays.filter((day) => day.kind === 'closed').map((day) => `${dayNumber(day.day)} ${day.location}`),
  );
  const within = choice
    ? { first: dayNumber(choice.period.start), last: dayNumber(choice.period.end) }
    : { first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY };
  const input: AggregationInput = {
    measures: new Map(roles.measures.map((measure) => [measure.column.index, measure])),
    columns: axis.table.columns,
    dimensions,
    times: axis.rowTimes,
    rowNumbers: axis.table.rowNumbers,
    use: rows.use,
    grain: axis.grain,
    windows: splitTimes(axis.rowTimes, within, ROWS_A_WINDOW),
    isClosed: (time, location) =>
      closed.size > 0 && (closed.has(`${time} `) || (location !== '' && closed.has(`${time} ${location}`))),
  };
  const wanted = planned.metrics.filter(
    (plan) => plan.from !== null && (choice?.metrics.includes(plan.definition.key) ?? true),
  );
  for (const [at, plan] of wanted.entries())
    for (const batch of aggregateMetric(plan, input, size)) yield { ...batch, done: (at + batch.done) / wanted.length };
}

function describe(
  parts: Parts,
  context: ReadingContext,
  format: { encoding: string; delimiter: string; repeatedHeaders: readonly number[] },
): FileUnderstanding {
  const { axis, roles, dimensions, rows, wide, planned, days } = parts;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of axis.rowTimes) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return {
    kind: 'understood',
    fileName: cleanName(context.fileName),
    encoding: format.encoding,
    delimiter: format.delimiter,
    decimal: roles.decimal,
    headerRow: axis.table.headerRow,
    rowCount: rows.use.reduce((sum, used) => sum + used, 0),
    shape: wide.groups.length > 0 ? 'wide' : 'long',
    level: rows.level,
    grain: axis.grain,
    period: { start: dayOf(first), end: dayOf(endOfGrain(last, axis.grain)) },
    dateColumns: axis.columns.map((column) => column.name),
    dateFormat: axis.format,
    metrics: planned.metrics,
    mainMetric: planned.mainMetric,
    dimensions: [...planned.columnDimensions, ...dimensions.map(withoutCodes)],
    specialDays: days.specialDays,
    closedWeekdays: days.closedWeekdays,
    gaps: days.gaps,
    leftOut: [...roles.leftOut, ...checksLeftOut(wide)],
    remarks: [
      ...axis.remarks,
      ...headerRemarks(format.repeatedHeaders),
      ...roles.remarks,
      ...rows.remarks,
      ...checkRemarks(wide),
      ...repeatRemarks(planned),
      ...days.remarks,
    ],
  };
}

function withoutCodes({ key, label, synonyms, members, column }: IndexedDimension): DimensionPlan {
  return { key, label, synonyms, members, column };
}

function headerRemarks(rows: readonly number[]): Remark[] {
  return rows.length === 0
    ? []
    : [
        {
          text: 'The header comes again inside the data; those {{rows}} lines are left out.',
          values: { rows: rows.length },
        },
      ];
}

function checksLeftOut(wide: WideFindings): LeftOutColumn[] {
  return wide.groups.flatMap((group) =>
    group.total ? [{ column: group.total.measure.column.name, why: 'check' as const }] : [],
  );
}

function checkRemarks(wide: WideFindings): Remark[] {
  return wide.groups.flatMap((group) => {
    if (!group.total) return [];
    const { measure, agreeing, rows } = group.total;
    const values = { total: measure.column.name, agreeing, rows };
    return [
      agreeing === rows
        ? {
            text: '“{{total}}” is the sum of the others on all {{rows}} rows; I used it as a check.',
            values: { total: measure.column.name, rows },
          }
        : {
            text: '“{{total}}” is the sum of the others on {{agreeing}} of {{rows}} rows; I use the single columns.',
            values,
          },
    ];
  });
}

function repeatRemarks({ metrics }: PlannedMetrics): Remark[] {
  return metrics
    .filter((plan) => plan.repeated && plan.definition.aggregation.kind === 'sum')
    .map((plan) => ({
      text: '“{{metric}}” is the same on several rows of a day, so I count it once.',
      values: { metric: plan.definition.label },
    }));
}
