import type { RecordKind } from '../contracts/record.ts';
import type { SectionTemplate } from '../contracts/skill.ts';
import { fillRemark } from '../datasets/fill-remark.ts';
import { listWords } from '../datasets/words.ts';
import type { FactBook } from '../facts/fact-book.ts';
import type { ListCounts } from './import-list.ts';
import { formOf } from './list-forms.ts';
import type { ListRow, ListUnderstanding } from './list-understanding.ts';
import { LIST_WORDS } from './list-words.ts';
import { MISSING_FIELDS } from './missing-fields.ts';
import { nameKey } from './name-key.ts';

const COUNTED = { source: { kind: 'computed', how: 'Counted while reading the file', from: [] } } as const;
const COMPARED = { source: { kind: 'computed', how: 'Compared with the lists that came before', from: [] } } as const;
const GROUPS_SHOWN = 8;

/** What rows of a kind are counted by. */
const GROUPED_BY: Readonly<Partial<Record<RecordKind, { readonly field: string; readonly heading: string }>>> = {
  item: { field: 'supplier', heading: 'Suppliers' },
  recipe: { field: 'product', heading: 'Products' },
  employee: { field: 'roles', heading: 'Roles' },
  absence: { field: 'employee', heading: 'People' },
  cover: { field: 'shift', heading: 'Shifts' },
  product: { field: 'group', heading: 'Groups' },
};

/** "Your list is in: 14 people of employees.csv", and what it did to what was there. */
export function sayListIn(book: FactBook, { summary, rows }: ListUnderstanding, counts: ListCounts): string {
  const { one, many } = LIST_WORDS[summary.list];
  const number = countOf(summary.list, summary.rowCount, rows);
  const opening = `Your list is in: ${book.count('In the list', number, COUNTED)} ${number === 1 ? one : many} of ${book.name(summary.fileName)}.`;
  const { added, changed, same, staying } = counts;
  if (changed + same + staying === 0) return opening;
  const say = (label: string, value: number) => book.count(label, value, COMPARED);
  const stay =
    staying > 0
      ? ` ${say('Older rows that stay', staying)} from older files ${staying === 1 ? 'is' : 'are'} not in this one and ${staying === 1 ? 'stays' : 'stay'}.`
      : '';
  return `${opening} ${say('New', added)} new, ${say('Changed', changed)} changed, ${say('The same', same)} the same as before.${stay}`;
}

/** A row of shifts or hours may stand for several days; people count the rows they wrote. */
function countOf(kind: RecordKind, rowCount: number, rows: readonly ListRow[]): number {
  return kind === 'cover' || kind === 'busy-hours' ? rowCount : rows.length;
}

/** What was understood about a list, as the lines of a card. */
export function describeList(book: FactBook, { summary, rows }: ListUnderstanding): SectionTemplate[] {
  const { list, leftOut, remarks } = summary;
  const card = (heading: string, template: string): SectionTemplate => ({ kind: 'card', heading, template });
  const groups = sayGroups(book, list, rows);
  const gaps = sayMissing(book, list, rows);
  return [
    card('What it is', `A list of ${LIST_WORDS[list].what}`),
    card('It says', sayFields(summary)),
    ...(groups ? [groups] : []),
    ...(gaps ? [card('Not in it', gaps)] : []),
    ...(leftOut.length > 0
      ? [card('Left out', `${book.name(listWords(leftOut))} (I do not know what to do with it)`)]
      : []),
    ...(remarks.length > 0 ? [card('Good to know', remarks.map((remark) => fillRemark(book, remark)).join(' '))] : []),
  ];
}

function sayFields({ list, columns }: ListUnderstanding['summary']): string {
  const headers = new Map(formOf(list).columns.map(({ field, header }) => [field, header.replaceAll('_', ' ')]));
  const named = columns.map(({ field }) => headers.get(field) ?? (list === 'employee' ? 'availability' : 'weekdays'));
  return listWords([...new Set(named)]);
}

function sayGroups(book: FactBook, kind: RecordKind, rows: readonly ListRow[]): SectionTemplate | null {
  const by = GROUPED_BY[kind];
  if (!by) return null;
  const groups = new Map<string, { name: string; count: number }>();
  for (const { record } of rows) {
    const held = record[by.field];
    for (const name of Array.isArray(held) ? held : [held]) {
      if (typeof name !== 'string') continue;
      const group = groups.get(nameKey(name)) ?? { name, count: 0 };
      groups.set(nameKey(name), { ...group, count: group.count + 1 });
    }
  }
  if (groups.size === 0) return null;
  const largest = [...groups.values()].sort((a, b) => b.count - a.count);
  const shown = largest
    .slice(0, GROUPS_SHOWN)
    .map(({ name, count }) => `${book.name(name)} (${book.count('In the group', count, COUNTED)})`);
  const more = largest.length - shown.length;
  return {
    kind: 'card',
    heading: by.heading,
    template: `${shown.join(', ')}${more > 0 ? ` and ${book.count('More', more, COUNTED)} more` : ''}`,
  };
}

function sayMissing(book: FactBook, kind: RecordKind, rows: readonly ListRow[]): string {
  const { many } = LIST_WORDS[kind];
  return MISSING_FIELDS[kind]
    .map(({ field, none, meanwhile }) => {
      const count = rows.filter(({ record }) => isEmpty(record[field])).length;
      if (count === 0) return null;
      const who = count === rows.length ? `All ${many}` : `${book.count('Without it', count, COUNTED)}`;
      return `${who} ${count === 1 && rows.length > 1 ? 'has' : 'have'} ${none}: ${meanwhile}.`;
    })
    .filter((sentence) => sentence !== null)
    .join(' ');
}

const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
