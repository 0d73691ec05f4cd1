import type { RepliedChart, RepliedTable } from '../../../../src/contracts/chart.ts';
import type { ChartId } from '../../../../src/contracts/ids.ts';
import type { Reply, ReplySection } from '../../../../src/contracts/reply.ts';
import { forecastReply } from '../../web/fake-replies.ts';

/** More replies for Slack to draw. Made up, like those of the web. */

// Ids are branded strings; these stand for themselves.
const chartId = (name: string) => name as ChartId;

export const TURN = '6f1f4f0e-6f6b-4a55-9d0c-0a4a3f3f9b11';

const empty: Reply = {
  text: '',
  sections: [],
  facts: [],
  charts: [],
  tables: [],
  actions: [],
  visibility: 'everyone',
  working: null,
};

/** As `src/inbox/apologise.ts` words a failed turn. */
export const apology: Reply = {
  ...empty,
  text: 'This took longer than I may take for an answer.\n\nTry a shorter period, or ask again in a moment.',
  sections: [
    { kind: 'answer', spans: [{ text: 'This took longer than I may take for an answer.' }] },
    { kind: 'next', spans: [{ text: 'Try a shorter period, or ask again in a moment.' }] },
  ],
  visibility: 'asker',
};

const twoColumns = (title: string, rows: RepliedTable['rows']): RepliedTable => ({
  title,
  columns: [
    { label: 'Name', align: 'left' },
    { label: 'Value', align: 'right' },
  ],
  rows,
});

export const barsChart: RepliedChart = {
  id: chartId('chart-bars'),
  spec: {
    kind: 'bars',
    unit: 'currency',
    title: 'Flat white lost the most last week',
    subtitle: 'Change in revenue',
    alt: '',
    bars: [
      { label: 'Flat white', value: -413.4 },
      { label: 'Cappuccino', value: -233 },
      { label: 'Almond croissant', value: -171 },
    ],
  },
  alt: 'Flat white lost $413, cappuccino $233, almond croissant $171.',
  table: twoColumns('Flat white lost the most last week', [
    ['Flat white', '−$413'],
    ['Cappuccino', '−$233'],
    ['Almond croissant', '−$171'],
  ]),
};

const weeks = ['Oct 26', 'Nov 2', 'Nov 9', 'Nov 16'];

export const trendChart: RepliedChart = {
  id: chartId('chart-trend'),
  spec: {
    kind: 'trend',
    grain: 'week',
    unit: 'count',
    title: 'Orders are back at their summer level',
    subtitle: 'Orders per week',
    alt: '',
    series: [
      {
        label: 'Orders',
        points: [
          { t: '2026-11-16', y: 1312 },
          { t: '2026-10-26', y: 1102 },
          { t: '2026-11-02', y: 1178 },
          { t: '2026-11-09', y: 1240 },
        ],
      },
    ],
  },
  alt: 'Orders rose from 1,102 to 1,312 a week in four weeks.',
  table: twoColumns(
    'Orders are back at their summer level',
    weeks.map((week, at) => [week, ['1,102', '1,178', '1,240', '1,312'][at] ?? '']),
  ),
};

const [forecastChart] = forecastReply('chart-forecast').charts;

/** The weekly digest: a heading, three movements with their reasons, what comes, and three charts. */
export const digest: Reply = {
  ...empty,
  text: 'Last week brought $17,022, 5% less than the week before.',
  sections: [
    {
      kind: 'answer',
      heading: 'Your week, Nov 16 – 22',
      spans: [
        { text: 'Last week brought ' },
        { text: '$17,022', fact: 'd1' },
        { text: ', ' },
        { text: '5%', fact: 'd2' },
        { text: ' less than the week before.' },
      ],
    },
    {
      kind: 'detail',
      heading: 'Flat white fell the most',
      spans: [{ text: 'It lost ' }, { text: '$413', fact: 'd3' }, { text: ': rain on three days kept people away.' }],
    },
    {
      kind: 'detail',
      heading: 'Orders are back at their summer level',
      spans: [{ text: '1,312', fact: 'd4' }, { text: ' orders, the most since August.' }],
    },
    {
      kind: 'detail',
      heading: 'What comes next week',
      spans: [{ text: 'About ' }, { text: '$18,412', fact: 'd5' }, { text: '. Saturday should be the strongest day.' }],
    },
    { kind: 'next', spans: [{ text: 'Plan one more pair of hands for Saturday morning.' }] },
    { kind: 'next', spans: [{ text: 'Order milk a day earlier: Thursday is Thanksgiving.' }] },
    { kind: 'caveat', spans: [{ text: 'Sunday has no numbers yet.' }] },
  ],
  charts: [barsChart, trendChart, ...(forecastChart ? [forecastChart] : [])],
  actions: [
    { id: 'act-why', label: 'Why did flat white fall?', kind: 'ask' },
    { id: 'act-pause', label: 'Pause this summary', kind: 'ask' },
  ],
};

const sentence = (at: number) =>
  `Point ${at}: the shop at the harbor sold a little more than usual on this day, mostly because of the market next door. `;

const long = (count: number) => Array.from({ length: count }, (_, at) => sentence(at)).join('');

/** Far more than one message holds: long paragraphs, long lists, wide and long tables, many buttons. */
export const overLong: Reply = {
  ...empty,
  text: long(60),
  sections: [
    { kind: 'answer', heading: long(3).trim(), spans: [{ text: long(40) }, { text: '$1', fact: 'x' }] },
    ...Array.from({ length: 30 }, (_, at): ReplySection => ({ kind: 'detail', spans: [{ text: long(6 + at) }] })),
    ...Array.from(
      { length: 25 },
      (_, at): ReplySection => ({ kind: 'card', heading: `Column ${at}`, spans: [{ text: sentence(at) }] }),
    ),
    { kind: 'caveat', spans: [{ text: long(30) }] },
    ...Array.from({ length: 4 }, (_, at): ReplySection => ({ kind: 'next', spans: [{ text: sentence(at) }] })),
  ],
  tables: Array.from({ length: 3 }, (_, at) => ({
    title: `Table ${at}`,
    columns: Array.from({ length: 24 }, (__, column) => ({
      label: `Column ${column}`,
      align: column === 0 ? ('left' as const) : ('right' as const),
    })),
    rows: Array.from({ length: 300 }, (__, row) => Array.from({ length: 24 }, (___, column) => `${row}·${column}`)),
  })),
  actions: Array.from({ length: 40 }, (_, at) => ({ id: `act-${at}`, label: sentence(at), kind: 'choose' as const })),
};
