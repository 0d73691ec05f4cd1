import type { RecordKind } from '../contracts/record.ts';
import { cleanName } from '../datasets/clean-text.ts';
import type { Column, ColumnTable } from '../datasets/column-table.ts';
import { dataError, spokenRow } from '../datasets/data-errors.ts';
import { decideDateColumn } from '../datasets/decide-date-column.ts';
import { decodeText } from '../datasets/decode-text.ts';
import { detectDelimiter } from '../datasets/detect-delimiter.ts';
import type { FileQuestion, Remark } from '../datasets/file-understanding.ts';
import { askDateOrder } from '../datasets/find-time.ts';
import { type DecimalSign, provenDecimal, readNumbers } from '../datasets/read-number.ts';
import { readTable } from '../datasets/read-table.ts';
import { buildRows } from './build-rows.ts';
import { isListHeader } from './is-list-header.ts';
import { type ListContext, type ListUnderstanding, MOST_ROWS } from './list-understanding.ts';
import { LIST_WORDS } from './list-words.ts';
import type { MatchedForm } from './match-columns.ts';
import { recogniseList } from './recognise-list.ts';

/**
 * Reads a delimited file as a list of goods, people, prices … Pure: the same bytes and answers give the same result.
 * @returns a question where it can be read in two ways; null when it is no list
 * @throws DataError all that is wrong with it, by row and column; those of `decodeText` and `readTable`
 */
export function understandList(bytes: Uint8Array, context: ListContext): ListUnderstanding | FileQuestion | null {
  const { text, encoding } = decodeText(bytes);
  const delimiter = detectDelimiter(text);
  if (delimiter === null) return null;
  const { table } = readTable(text, delimiter, undefined, isListHeader);
  const match = recogniseList(table, context.answers);
  if (match === null || 'about' in match) return match;
  const kind = match.form.kind;
  if (table.rowCount > MOST_ROWS)
    throw dataError(
      'list-too-long',
      `This list of ${LIST_WORDS[kind].what} has ${spokenRow(table.rowCount)} rows; I can read ${spokenRow(MOST_ROWS)}.`,
      'Leave out what you do not use and send it again.',
    );
  const question = askAboutDates(match, context);
  if (question) return question;
  const decimal = decimalOf(match, delimiter === ';' ? 'comma' : null);
  const built = buildRows(table, match, { answers: context.answers, decimal });
  return {
    kind: 'list',
    summary: {
      list: kind,
      fileName: cleanName(context.fileName),
      encoding,
      delimiter,
      decimal: decimal ?? 'point',
      headerRow: table.headerRow,
      rowCount: table.rowCount,
      columns: [...match.fields]
        .sort(([, a], [, b]) => a.column.index - b.column.index)
        .map(([field, { column }]) => ({ field, column: column.name })),
      leftOut: match.others.map(({ name }) => name),
      remarks: [...numberRemarks(match, decimal), ...weekdayRemarks(kind, match, table), ...built.remarks],
      answers: context.answers,
    },
    rows: built.rows,
  };
}

function askAboutDates({ fields }: MatchedForm, { answers }: ListContext): FileQuestion | null {
  for (const { column, as } of fields.values()) {
    if (as.cell !== 'date') continue;
    const found = decideDateColumn(column, answers);
    if (!found?.twoWays) continue;
    const question = askDateOrder(column, found.twoWays);
    // What was answered before is still so.
    return {
      ...question,
      choices: question.choices.map((choice) => ({ ...choice, answers: { ...answers, ...choice.answers } })),
    };
  }
  return null;
}

const amountsOf = ({ fields }: MatchedForm): Column[] =>
  [...fields.values()].filter(({ as }) => as.cell === 'number' || as.cell === 'share').map(({ column }) => column);

/** The sign the columns prove; those that prove none go by the others. */
function decimalOf(match: MatchedForm, fallback: DecimalSign | null): DecimalSign | null {
  return provenDecimal(amountsOf(match)) ?? fallback;
}

/** Said only where it changes something: “1.234” may be one and a bit, or a thousand. */
function numberRemarks(match: MatchedForm, decimal: DecimalSign | null): Remark[] {
  return amountsOf(match).flatMap((column) => {
    const example = column.values.find((value) => /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/.test(value));
    if (decimal !== null || example === undefined || !readNumbers(column, decimal).ambiguous) return [];
    return [
      {
        text: 'In “{{column}}” nothing says whether {{example}} has thousands or decimals; I took a point for decimals and a comma for thousands.',
        values: { column: column.name, example },
      },
    ];
  });
}

function weekdayRemarks(kind: RecordKind, { fields }: MatchedForm, table: ColumnTable): Remark[] {
  if (kind !== 'employee') return [];
  const days = ['0', '1', '2', '3', '4', '5', '6'].flatMap((day) => {
    const field = fields.get(day);
    return field ? [field.column] : [];
  });
  if (days.length === 0) return [];
  const missing = days.length < 7;
  const blank = rowsPartlyBlank(days, table);
  return [
    ...(missing ? [{ text: 'Weekdays without a column count as days off.', values: {} }] : []),
    ...(blank > 0
      ? [
          {
            text: 'An empty day beside days with hours counts as a day off; that is so in {{rows}} of the rows.',
            values: { rows: blank },
          },
        ]
      : []),
  ];
}

function rowsPartlyBlank(days: readonly Column[], table: ColumnTable): number {
  let count = 0;
  for (let row = 0; row < table.rowCount; row += 1) {
    const filled = days.filter((day) => (day.values[day.codes[row] ?? 0] ?? '') !== '').length;
    if (filled > 0 && filled < days.length) count += 1;
  }
  return count;
}
