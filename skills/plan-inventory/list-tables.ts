import type { TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { listOrders, nextOrders, type OrderLine, sumCost } from './order-lines.ts';
import { LISTED, PLANNED, writeMoney, writeQuantity } from './write-quantity.ts';

type Made = MadePlan<'inventory', InventoryBasis>;

/** What to order next, what later, and the simple rule for days without a plan. */
export function listTables(book: FactBook, made: Made): TableTemplate[] {
  const lines = listOrders(made.problem, made.outcome.plan, made.basis);
  const next = nextOrders(lines);
  const later = lines.slice(next.length);
  const day = next[0]?.ordered;
  return [
    ...(day ? [tableOf(book, `To order on ${book.date('Order day', day, { weekday: true })}`, next)] : []),
    laterTable(book, later),
    rulesTable(book, made),
  ]
    .filter((table) => table.rows.length > 0)
    .map(shorten);
}

/** Rows that are read in a chat. */
const MOST_ROWS = 25;

function shorten(table: TableTemplate): TableTemplate {
  if (table.rows.length <= MOST_ROWS) return table;
  return { ...table, title: `${table.title} (more in the file)`, rows: table.rows.slice(0, MOST_ROWS) };
}

const left = (label: string) => ({ label, align: 'left' as const });
const right = (label: string) => ({ label, align: 'right' as const });

/** One row a delivery: what is in it stands in the file, and will change until then. */
function laterTable(book: FactBook, lines: readonly OrderLine[]): TableTemplate {
  const orders = Map.groupBy(lines, ({ ordered, supplier }) => `${ordered}|${supplier}`);
  return {
    title: 'Orders after that, as it looks today (items in the file)',
    columns: [left('Order on'), left('Supplier'), right('Items'), right('Cost')],
    rows: [...orders.values()].flatMap((order) => {
      const [first] = order;
      if (!first) return [];
      return [
        [
          book.date('Order day', first.ordered, { weekday: true }),
          book.name(first.supplier),
          book.count('Items', order.length, { source: PLANNED }),
          writeMoney(book, `Order from ${first.supplier}`, sumCost(order)),
        ],
      ];
    }),
  };
}

function tableOf(book: FactBook, title: string, lines: readonly OrderLine[]): TableTemplate {
  return {
    title,
    columns: [left('Supplier'), left('Item'), right('Packs'), right('Quantity'), left('Arrives'), right('Cost')],
    rows: lines.map((line) => [
      book.name(line.supplier),
      book.name(line.item.name),
      writePacks(book, line),
      writeQuantity(book, line.item, line.quantity),
      book.date('Arrives', line.arrives, { weekday: true }),
      writeMoney(book, `Cost of ${line.item.name}`, line.cost),
    ]),
  };
}

function writePacks(book: FactBook, { item, packs, packSize }: OrderLine): string {
  if (packs === null || packSize === null || packSize === 1) return '–';
  const size = writeQuantity(book, item, packSize, LISTED);
  return `${book.count(`Packs of ${item.name}`, packs, { source: PLANNED })} × ${size}`;
}

/** Reorder points: good enough on days on which nobody plans. */
function rulesTable(book: FactBook, { problem, outcome, basis }: Made): TableTemplate {
  // What is sold the day it comes has no stock to look at.
  const daily = new Set(problem.items.flatMap(({ id, shelfLife }) => (shelfLife === 1 ? [id] : [])));
  const items = new Map(basis.items.map((item) => [item.id, item]));
  const source = {
    kind: 'computed',
    how: 'Use until the next delivery and a reserve; the lot that costs least',
    from: [],
  } as const;
  return {
    title: 'Simple rule for days without a plan',
    columns: [
      { label: 'Item', align: 'left' },
      { label: 'Order when down to', align: 'right' },
      { label: 'Order up to about', align: 'right' },
    ],
    rows: outcome.explanation.rules.flatMap(({ id, reorderPoint, quantity }) => {
      const item = items.get(id);
      if (!item || quantity <= 0 || daily.has(id)) return [];
      const point = Math.ceil(reorderPoint - 1e-9);
      return [
        [
          book.name(item.name),
          writeQuantity(book, item, point, source),
          writeQuantity(book, item, point + quantity, source),
        ],
      ];
    }),
  };
}
