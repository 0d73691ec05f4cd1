import type { PlanRequest } from '../../src/contracts/plan.ts';
import type { ItemRecord } from '../../src/contracts/record.ts';
import type { Question, SkillFile, SkillResult } from '../../src/contracts/skill.ts';
import { type Sheet, writeCsv } from '../../src/exports/write-sheets.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { listTemplate } from '../../src/records/template.ts';

const COUNTED = { kind: 'computed', how: 'Counted in your list of items', from: [] } as const;
/** Names that are said; the rest is counted. */
const SAID = 4;

/** No list of items at all. */
export function askForItems(): SkillResult {
  return answer(createFactBook(), {
    text: 'To plan your orders I need a list of what you buy.',
    how: 'Fill in the file beside this and drop it here. The name, the stock and the cost of each item are enough to begin; supplier, pack and shelf life make the plan better.',
    files: [listTemplate('item')],
    uploads: 'Add my items',
  });
}

/** Items are there, and nothing tells how much of any of them is used. */
export function askForUse(items: readonly ItemRecord[]): SkillResult {
  const book = createFactBook();
  const count = book.count('Items', items.length, { source: COUNTED });
  return answer(book, {
    text: `I know your ${count} ${items.length === 1 ? 'item' : 'items'}, but not how much of them you use.`,
    how: 'The shortest way: write what you use in an ordinary week into the column weekly_use and drop the file here. Or tell me what goes into each product, and I take it from your sales.',
    files: [writeItems('items-with-weekly-use', items), listTemplate('recipe')],
    uploads: 'Add the file',
  });
}

/** What is on the shelves is not known. */
export function askForStock(items: readonly ItemRecord[], request: PlanRequest): SkillResult {
  const book = createFactBook();
  const missing = items.filter(({ stock }) => stock === undefined);
  const { kind: _kind, ...input } = request;
  return answer(book, {
    text: `I do not know how much there is of ${nameSome(
      book,
      missing.map(({ name }) => name),
    )}.`,
    how: 'Count the shelves, write it into the column stock of the file beside this and drop it here.',
    files: [writeItems('stock-count', items)],
    uploads: 'Add my count',
    question: {
      text: 'Or shall I assume that the shelves hold a week’s worth?',
      choices: [
        {
          label: 'Assume a week’s worth',
          kind: 'choose',
          call: { skill: 'plan-inventory', input: { ...input, assume: true } },
        },
      ],
    },
  });
}

/** No cost of anything is known: then nothing can be weighed against anything. */
export function askForCosts(items: readonly ItemRecord[]): SkillResult {
  return answer(createFactBook(), {
    text: 'I do not know what any of your items costs.',
    how: 'Write the cost of one unit into the column cost of the file beside this and drop it here.',
    files: [writeItems('items-with-cost', items)],
    uploads: 'Add the file',
  });
}

/** “Milk, Butter, Flour, Eggs and {{12}} more” */
export function nameSome(book: FactBook, names: readonly string[]): string {
  const said = names.slice(0, names.length > SAID + 1 ? SAID : names.length).map((name) => book.name(name));
  const more = names.length - said.length;
  const all = more > 0 ? [...said, `${book.count('More items', more, { source: COUNTED })} more`] : said;
  const last = all.at(-1) ?? '';
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${last}` : last;
}

interface Asked {
  readonly text: string;
  readonly how: string;
  readonly files: readonly SkillFile[];
  readonly uploads: string;
  readonly question?: Question;
}

function answer(book: FactBook, { text, how, files, uploads, question }: Asked): SkillResult {
  return {
    facts: book.facts,
    sections: [
      { kind: 'answer', template: text },
      { kind: 'next', template: how },
    ],
    charts: [],
    tables: [],
    followUps: [{ label: uploads, kind: 'upload' }],
    files,
    ...(question ? { question } : {}),
    working: null,
  };
}

const COLUMNS: readonly (readonly [label: string, key: keyof ItemRecord, kind: Sheet['columns'][number]['kind']])[] = [
  ['name', 'name', 'text'],
  ['unit', 'unit', 'text'],
  ['supplier', 'supplier', 'text'],
  ['cost', 'cost', 'money'],
  ['stock', 'stock', 'number'],
  ['counted_on', 'countedOn', 'date'],
  ['pack_size', 'packSize', 'number'],
  ['minimum_order', 'minimumOrder', 'number'],
  ['lead_days', 'leadDays', 'number'],
  ['shelf_life_days', 'shelfLifeDays', 'number'],
  ['storage', 'storage', 'number'],
  ['price', 'price', 'money'],
  ['product', 'product', 'text'],
  ['weekly_use', 'weeklyUse', 'number'],
];

/** Their own list with everything that is known, ready to be filled in: a row that comes back replaces the old one. */
function writeItems(name: string, items: readonly ItemRecord[]): SkillFile {
  return writeCsv(name, {
    name: 'Items',
    columns: COLUMNS.map(([label, , kind]) => ({ label, kind })),
    rows: items.map((item) => COLUMNS.map(([, key]) => item[key] ?? null)),
  });
}
