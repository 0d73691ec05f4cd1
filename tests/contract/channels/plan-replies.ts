import type { RepliedTable } from '../../../src/contracts/chart.ts';
import type { RepliedFile, Reply } from '../../../src/contracts/reply.ts';
import { forecastReply } from '../web/fake-replies.ts';

/** Files that the house of `makeFakeChatHost` has. */
export const FILES: readonly RepliedFile[] = [
  {
    id: 'file-1',
    name: 'orders-2026-11-24.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: 9_120,
  },
  { id: 'file-2', name: 'orders-2026-11-24.csv', mediaType: 'text/csv', bytes: 5 },
];

const ITEMS = ['Espresso beans', 'Oat milk, barista', 'Croissant dough', 'Paper cups 8 oz', 'Cinnamon'];

/** An order list as an order plan shows it. */
export const orderList = (rows: number): RepliedTable => ({
  lead: true,
  title: 'To order on Tue, Nov 24',
  columns: [
    { label: 'Supplier', align: 'left' },
    { label: 'Item', align: 'left' },
    { label: 'Packs', align: 'right' },
    { label: 'Quantity', align: 'right' },
    { label: 'Arrives', align: 'left' },
    { label: 'Cost', align: 'right' },
  ],
  rows: Array.from({ length: rows }, (_, at) => [
    `Supplier ${(at % 6) + 1}`,
    `${ITEMS[at % ITEMS.length]} no. ${at + 1}`,
    `${(at % 7) + 1} × 12 kg`,
    `${((at % 7) + 1) * 12} kg`,
    'Thu, Nov 26',
    `$${(at + 1) * 13}.40`,
  ]),
});

/** A week of a roster. */
export const roster = (people: number): RepliedTable => ({
  lead: true,
  title: 'Roster for Nov 23 – 29',
  columns: [
    { label: 'Person', align: 'left' },
    ...['Mon, Nov 23', 'Tue, Nov 24', 'Wed, Nov 25', 'Thu, Nov 26', 'Fri, Nov 27', 'Sat, Nov 28', 'Sun, Nov 29'].map(
      (label) => ({ label, align: 'left' as const }),
    ),
    { label: 'Hours', align: 'right' },
  ],
  rows: Array.from({ length: people }, (_, at) => [
    `Person number ${at + 1}`,
    ...Array.from({ length: 7 }, (__, day) => ((day + at) % 3 === 0 ? '' : '7:00–15:00 Riverside')),
    '37.5 h',
  ]),
});

const shortRule: RepliedTable = {
  title: 'Simple rule for days without a plan',
  columns: [
    { label: 'Item', align: 'left' },
    { label: 'Order when down to', align: 'right' },
  ],
  rows: [['Oat milk', '14 l']],
};

/** An order plan: its answer, what is proven, a chart, the list, two files and what to decide. */
export const planReply = (lead: RepliedTable = orderList(25), files: readonly RepliedFile[] = FILES): Reply => ({
  ...forecastReply('chart-plan'),
  text: 'Order 25 items on Tuesday for $4,355.',
  sections: [
    {
      kind: 'answer',
      spans: [{ text: 'Order 25 items on Tuesday for ' }, { text: '$4,355', fact: 'p1' }, { text: '.' }],
    },
    { kind: 'detail', spans: [{ text: 'No better plan is possible under what I know; that is proven.' }] },
    {
      kind: 'caveat',
      heading: 'What I assumed',
      spans: [{ text: 'Keeping goods costs a fifth of their value a year.' }],
    },
  ],
  tables: [shortRule, lead],
  files,
  actions: [
    { id: 'act-approve', label: 'Approve', kind: 'choose' },
    { id: 'act-adjust', label: 'Change something', kind: 'choose' },
    { id: 'act-dismiss', label: 'Dismiss', kind: 'choose' },
  ],
});
