import { dayOf } from '../calendar/civil-day.ts';
import type { ColumnRoles } from './assign-roles.ts';
import { spokenRow } from './data-errors.ts';
import type { FileAnswers, FileQuestion, Remark } from './file-understanding.ts';
import type { TimeAxis } from './find-time.ts';
import type { IndexedDimension } from './index-dimensions.ts';

export interface RowUse {
  readonly level: 'aggregate' | 'transactions';
  /** 1 for each row that counts. */
  readonly use: Uint8Array;
  readonly remarks: readonly Remark[];
}

/** More repeated keys than this and the rows are single sales, not a summary with slips. */
const SLIP_SHARE = 0.05;
const UNIQUE_ID_SHARE = 0.95;

/**
 * Tells single sales (many rows a day are right) from summaries (one row a day and member), and repeated rows from
 * rows that belong together. In a summary a row that comes twice with the same numbers counts once; with different
 * numbers the person is asked. Among sales, a row that repeats another one whole, id included, counts once.
 */
export function findRepeats(
  axis: TimeAxis,
  roles: ColumnRoles,
  dimensions: readonly IndexedDimension[],
  answers: FileAnswers,
): RowUse | FileQuestion {
  const rows = axis.table.rowCount;
  const use = new Uint8Array(rows).fill(1);
  if (roles.orderId) return { level: 'transactions', use, ...dropRepeatedIds(axis, roles, use) };
  const groups = groupRows(axis.rowTimes, dimensions, rows);
  const repeated = [...groups.values()].filter((members) => members.length > 1);
  const extra = repeated.reduce((sum, members) => sum + members.length - 1, 0);
  const areSales = roles.hasClock || (extra > Math.max(1, rows * SLIP_SHARE) && !isFileTwice(repeated, rows, roles));
  if (areSales) return { level: 'transactions', use, remarks: [] };
  const same = repeated.filter((members) => haveSameNumbers(members, roles));
  const different = repeated.filter((members) => !haveSameNumbers(members, roles));
  const first = different[0];
  if (first && answers.repeats === undefined) return askRepeats(axis, dimensions, first, different.length);
  for (const members of same) for (const row of members.slice(1)) use[row] = 0;
  if (answers.repeats === 'keep-last')
    for (const members of different) for (const row of members.slice(0, -1)) use[row] = 0;
  return { level: 'aggregate', use, remarks: describeRepeats(same, different.length, answers) };
}

function groupRows(times: Int32Array, dimensions: readonly IndexedDimension[], rows: number): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < rows; row += 1) {
    let key = String(times[row]);
    for (const dimension of dimensions) key += `,${dimension.codes[row]}`;
    const members = groups.get(key);
    if (members) members.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** A summary pasted twice: every key is there as often, with the same numbers each time. */
function isFileTwice(repeated: readonly number[][], rows: number, roles: ColumnRoles): boolean {
  const covered = repeated.reduce((sum, members) => sum + members.length, 0);
  const times = repeated[0]?.length ?? 0;
  return covered === rows && repeated.every((members) => members.length === times && haveSameNumbers(members, roles));
}

function haveSameNumbers(rows: readonly number[], roles: ColumnRoles): boolean {
  const [first = 0, ...others] = rows;
  return others.every((row) =>
    roles.measures.every(({ column, numbers }) =>
      Object.is(numbers.numbers[column.codes[first] ?? 0], numbers.numbers[column.codes[row] ?? 0]),
    ),
  );
}

function askRepeats(
  axis: TimeAxis,
  dimensions: readonly IndexedDimension[],
  rows: readonly number[],
  count: number,
): FileQuestion {
  const [first = 0, second = 0] = rows;
  const members = dimensions
    .map((dimension) => dimension.members[dimension.codes[first] ?? 0] ?? '')
    .filter((member) => member !== '');
  return {
    kind: 'question',
    about: 'repeats',
    question: {
      text: `Rows {{first}} and {{second}} are both for {{day}}${members.length > 0 ? ' and {{members}}' : ''}, with different numbers. In all this happens {{count}} times. Shall I add such rows up, or keep the last one?`,
      values: {
        first: spokenRow(axis.table.rowNumbers[first] ?? 0),
        second: spokenRow(axis.table.rowNumbers[second] ?? 0),
        day: { date: dayOf(axis.rowTimes[first] ?? 0) },
        ...(members.length > 0 ? { members: members.join(', ') } : {}),
        count,
      },
    },
    choices: [
      { label: { text: 'Add them up', values: {} }, answers: { repeats: 'add' } },
      { label: { text: 'Keep the last one', values: {} }, answers: { repeats: 'keep-last' } },
    ],
  };
}

function describeRepeats(same: readonly number[][], different: number, answers: FileAnswers): Remark[] {
  const remarks: Remark[] = [];
  const dropped = same.reduce((sum, members) => sum + members.length - 1, 0);
  if (dropped > 0)
    remarks.push({
      text: 'Repeated rows with the same numbers count once: {{rows}} left out.',
      values: { rows: dropped },
    });
  if (different > 0 && answers.repeats === 'add')
    remarks.push({
      text: 'Rows for the same day are added up, as you said: {{count}} times.',
      values: { count: different },
    });
  if (different > 0 && answers.repeats === 'keep-last')
    remarks.push({
      text: 'Of rows for the same day the last one counts, as you said: {{count}} times.',
      values: { count: different },
    });
  return remarks;
}

function dropRepeatedIds(axis: TimeAxis, roles: ColumnRoles, use: Uint8Array): { remarks: Remark[] } {
  const id = roles.orderId;
  const { table } = axis;
  // Ids that come again on most rows are receipts with several lines; two coffees on one receipt are two sales.
  if (!id || id.values.length < table.rowCount * UNIQUE_ID_SHARE || id.values.length === table.rowCount)
    return { remarks: [] };
  const seen = new Set<string>();
  let dropped = 0;
  for (let row = 0; row < table.rowCount; row += 1) {
    if ((id.counts[id.codes[row] ?? 0] ?? 0) < 2) continue;
    const key = table.columns.map((column) => column.codes[row]).join(',');
    if (seen.has(key)) {
      use[row] = 0;
      dropped += 1;
    }
    seen.add(key);
  }
  return {
    remarks:
      dropped === 0
        ? []
        : [
            {
              text: 'Rows that repeat another one with the same “{{id}}” count once: {{rows}} left out.',
              values: { id: id.name, rows: dropped },
            },
          ],
  };
}
