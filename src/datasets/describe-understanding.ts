import type { SectionTemplate } from '../contracts/skill.ts';
import type { WriteCounts } from '../db/queries/import-values.ts';
import type { FactBook } from '../facts/fact-book.ts';
import type { FileUnderstanding, LeftOutColumn } from './file-understanding.ts';
import { fillRemark } from './fill-remark.ts';
import { listWords, WEEKDAY_NAMES } from './words.ts';

const COUNTED = { source: { kind: 'computed', how: 'Counted while reading the file', from: [] } } as const;
const NAMES_SHOWN = 12;

/** What was understood about a file, as the lines of a card: what it measures, when, and what was left out and why. */
export function describeUnderstanding(book: FactBook, file: FileUnderstanding, counts: WriteCounts): SectionTemplate[] {
  const card = (heading: string, template: string): SectionTemplate => ({ kind: 'card', heading, template });
  const sections = [
    card(
      'File',
      `${book.name(file.fileName)}, ${book.count('Rows', file.rowCount, COUNTED)} rows${file.level === 'transactions' ? ' of single sales, added up per day' : ''}`,
    ),
    card(
      'Period',
      `${book.period('Period of the file', file.period)}, one value a ${file.grain}; dates are written ${file.dateFormat}`,
    ),
    card('Measures', listMetrics(book, file, 'measure')),
  ];
  const context = file.metrics.filter((metric) => metric.definition.role === 'context');
  if (context.length > 0) sections.push(card('May explain', listMetrics(book, file, 'context')));
  for (const dimension of file.dimensions) {
    const names = dimension.members.slice(0, NAMES_SHOWN).join(', ');
    const more = dimension.members.length > NAMES_SHOWN ? ' and more' : '';
    sections.push(
      card(
        book.name(`By ${dimension.label.toLowerCase()}`),
        `${book.count('Members', dimension.members.length, COUNTED)}: ${book.name(names)}${more}`,
      ),
    );
  }
  const closed = describeClosed(book, file);
  if (closed) sections.push(card('Closed days', closed));
  const holidays = new Set(file.specialDays.filter((day) => day.kind !== 'closed').map((day) => day.day)).size;
  if (holidays > 0)
    sections.push(
      card('Special days', `${book.count('Special days', holidays, COUNTED)} holidays or events, kept in the calendar`),
    );
  sections.push(card('Gaps', describeGaps(book, file)));
  if (file.leftOut.length > 0) sections.push(card('Left out', describeLeftOut(book, file.leftOut)));
  if (counts.same + counts.changed > 0) sections.push(card('Compared with before', describeCounts(book, counts)));
  if (file.remarks.length > 0)
    sections.push(card('Good to know', file.remarks.map((remark) => fillRemark(book, remark)).join(' ')));
  return sections;
}

function listMetrics(book: FactBook, file: FileUnderstanding, role: 'measure' | 'context'): string {
  return book.name(
    file.metrics
      .filter((metric) => metric.definition.role === role)
      .map(({ definition, dims }) => {
        const split = dims.map((key) =>
          (file.dimensions.find((dimension) => dimension.key === key)?.label ?? key).toLowerCase(),
        );
        return split.length > 0 ? `${definition.label} by ${listWords(split)}` : definition.label;
      })
      .join('; '),
  );
}

function describeClosed(book: FactBook, file: FileUnderstanding): string | null {
  const days = file.specialDays.filter((day) => day.kind === 'closed').length;
  const weekdays = file.closedWeekdays.map((weekday) => `${WEEKDAY_NAMES[weekday] ?? ''}s`);
  const parts = [
    ...(days > 0
      ? [`${book.count('Closed days', days, COUNTED)} ${days === 1 ? 'day' : 'days'}; not counted as zero`]
      : []),
    ...(weekdays.length > 0 ? [`never open on ${listWords(weekdays)}`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : null;
}

function describeGaps(book: FactBook, file: FileUnderstanding): string {
  const { count, first } = file.gaps;
  if (count === 0) return `No ${file.grain} is missing`;
  const from = first[0] ? `, the first is ${book.date('First gap', first[0])}` : '';
  return `${book.count('Missing', count, COUNTED)} ${file.grain}${count === 1 ? ' has' : 's have'} no row${from}; I do not fill them in`;
}

const REASONS: Record<LeftOutColumn['why'], string> = {
  calendar: 'the date says it already',
  check: 'a sum of the others, used as a check',
  'free-text': 'free text',
  identifier: 'an id or a name of one person',
  'same-as': 'the same as another column',
  constant: 'the same in every row',
  empty: 'empty',
  'row-number': 'a line number',
  'other-date': 'another date',
  'time-of-day': 'the time of day',
};

function describeLeftOut(book: FactBook, columns: readonly LeftOutColumn[]): string {
  const byReason = Map.groupBy(columns, (column) => column.why);
  return [...byReason]
    .map(([why, group]) => `${book.name(listWords(group.map((column) => column.column)))} (${REASONS[why]})`)
    .join('; ');
}

function describeCounts(book: FactBook, counts: WriteCounts): string {
  const say = (label: string, value: number) =>
    book.count(label, value, {
      source: { kind: 'computed', how: 'Compared with what was there when the file came', from: [] },
    });
  return `${say('New values', counts.added)} values are new, ${say('Known values', counts.same)} were there already, ${say('Changed values', counts.changed)} changed; the newer file holds`;
}

/** The same reasons in plain words, for the working. */
export function listLeftOut(file: FileUnderstanding): string[] {
  return file.leftOut.map(({ column, why }) => `Column “${column}”: ${REASONS[why]}.`);
}
