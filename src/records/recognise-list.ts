import type { RecordKind } from '../contracts/record.ts';
import type { Column, ColumnTable } from '../datasets/column-table.ts';
import { decideDateColumn } from '../datasets/decide-date-column.ts';
import type { FileAnswers, FileQuestion } from '../datasets/file-understanding.ts';
import { METRIC_CONCEPTS } from '../datasets/metric-concepts.ts';
import { decideNumberDates, findDateParts } from '../datasets/number-dates.ts';
import { unpivotTimeColumns } from '../datasets/unpivot-time-columns.ts';
import { LIST_FORMS } from './list-forms.ts';
import { LIST_WORDS } from './list-words.ts';
import { headerPhrase, type MatchedForm, matchForm } from './match-columns.ts';

/** Two kinds fit equally well when their scores are nearer than this. */
const EQUAL = 0.25;
/** With so many known columns beside a date, nothing in the file tells a list from numbers over time. */
const SURE_COLUMNS = 3;

/**
 * Which kind of list a table is, by its columns.
 * @returns a question where two readings fit equally; null when it is no list (numbers over time, or nothing known)
 */
export function recogniseList(table: ColumnTable, answers: FileAnswers): MatchedForm | FileQuestion | null {
  if (answers.list === 'numbers') return null;
  const matched = LIST_FORMS.map((form) => matchForm(table, form)).filter((found) => found !== null);
  if (answers.list !== undefined) return matched.find(({ form }) => form.kind === answers.list) ?? null;
  const ways = matched
    .map((found) => ({ found, time: howTimed(table, found) }))
    .filter(({ time }) => time !== 'over-time')
    .sort((a, b) => b.found.score - a.found.score);
  const [best] = ways;
  if (!best) return null;
  const rivals = ways.filter(({ found }) => best.found.score - found.score < EQUAL);
  if (rivals.length > 1 || best.time === 'either')
    return askWhich(
      rivals.map(({ found }) => found.form.kind),
      best.time === 'either',
      answers,
    );
  return best.found;
}

/**
 * Does a table with these columns go on over time? A list may hold dates (counted on, hired), but the same name comes
 * again only in numbers over time.
 */
function howTimed(table: ColumnTable, { form, fields, others }: MatchedForm): 'list' | 'either' | 'over-time' {
  if (unpivotTimeColumns(table) !== table || findDateParts(table)) return 'over-time';
  const dated = others.filter(isDate);
  const ownDate = [...fields.values()].some(({ as, column }) => as.cell === 'date' && isDate(column));
  if ((dated.length > 0 || ownDate) && others.some(isMeasured)) return 'over-time';
  const name = form.required[0]?.map((field) => fields.get(field)?.column).find((column) => column !== undefined);
  const repeats = name?.counts.some((count, code) => count > 1 && name.values[code] !== '') ?? false;
  const onePerName = form.required.length === 1;
  if (dated.length === 0) {
    const counted = fields.get('countedOn')?.column;
    return onePerName && repeats && counted && counted.values.filter((value) => value !== '').length > 1
      ? 'over-time'
      : 'list';
  }
  // "item, quantity, arrives": an order, or a delivery, is no count of what is there.
  const stock = fields.get('stock');
  if (stock?.as.weak.includes(headerPhrase(stock.column.name))) return 'over-time';
  if (!dated.some((column) => PLAIN_DATES.has(headerPhrase(column.name)))) return repeats ? 'over-time' : 'list';
  return onePerName && !repeats && fields.size >= SURE_COLUMNS ? 'either' : 'over-time';
}

/** Headers that say when a row happened, and nothing else. */
const PLAIN_DATES = new Set(
  'date,day,month,week,period,time,timestamp,datetime,datum,tag,monat,woche,fecha,dia,mes,semana,jour,mois,semaine,data,business date,order date,sale date,sales date,transaction date,year month'.split(
    ',',
  ),
);

const isDate = (column: Column) =>
  decideDateColumn(column, {}) !== null ||
  decideNumberDates(column, (seconds) => Math.floor(seconds / 86_400)) !== null;

const MEASURES = new Set(
  METRIC_CONCEPTS.filter(({ role, aggregation }) => role === 'measure' && aggregation === 'sum').flatMap(
    ({ headers }) => headers,
  ),
);

const isMeasured = (column: Column) => MEASURES.has(headerPhrase(column.name));

function askWhich(kinds: readonly RecordKind[], orNumbers: boolean, answers: FileAnswers): FileQuestion {
  return {
    kind: 'question',
    about: 'list',
    question: { text: 'I can read this file in more than one way. What is it a list of?', values: {} },
    choices: [
      ...kinds.map((kind) => ({
        label: { text: capital(LIST_WORDS[kind].what), values: {} },
        answers: { ...answers, list: kind },
      })),
      ...(orNumbers
        ? [{ label: { text: 'Numbers over time', values: {} }, answers: { ...answers, list: 'numbers' as const } }]
        : []),
    ],
  };
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
