import type { RepliedTable } from '../../../src/contracts/chart.ts';
import type { GroundedFact } from '../../../src/contracts/fact.ts';
import type { ChartId, DatasetId } from '../../../src/contracts/ids.ts';
import type { Reply } from '../../../src/contracts/reply.ts';
import type { Working } from '../../../src/contracts/working.ts';

/** Replies as the real house writes them, for the channel to draw. The numbers are made up and mean nothing. */

const rows = (fileName: string, first: number, last: number) => ({
  dataset: 'dataset-1' as DatasetId, // ids are branded strings; this one stands for itself
  fileName,
  rows: [[first, last]] as const, // a row range is a pair
  rowCount: last - first + 1,
});

const week = { start: '2026-11-16', end: '2026-11-22' };
const nextWeek = { start: '2026-11-23', end: '2026-11-29' };

const forecastFacts: readonly GroundedFact[] = [
  {
    id: 'f1',
    label: 'Revenue forecast, next week',
    value: 18_412.37,
    unit: 'currency',
    period: nextWeek,
    format: { style: 'currency' },
    source: { kind: 'model', model: 'Theta with a weekly pattern', how: 'Learned from 690 days of sales.' },
    text: '$18,412',
  },
  {
    id: 'f2',
    label: 'Lower end of the 80% range',
    value: 17_105.2,
    unit: 'currency',
    format: { style: 'currency' },
    source: { kind: 'model', model: 'Theta with a weekly pattern', how: 'From the errors of 24 past forecasts.' },
    text: '$17,105',
  },
  {
    id: 'f3',
    label: 'Upper end of the 80% range',
    value: 19_730.9,
    unit: 'currency',
    format: { style: 'currency' },
    source: { kind: 'model', model: 'Theta with a weekly pattern', how: 'From the errors of 24 past forecasts.' },
    text: '$19,731',
  },
  {
    id: 'f4',
    label: 'Revenue, last week',
    value: 17_021.55,
    unit: 'currency',
    period: week,
    format: { style: 'currency' },
    source: {
      kind: 'rows',
      metric: 'Revenue',
      filter: { location: 'Harbor' },
      period: week,
      sources: [rows('cafe-sales-2026.csv', 12_208, 12_611)],
    },
    text: '$17,022',
  },
  {
    id: 'f5',
    label: 'Change against last week',
    value: 0.0817,
    unit: 'percent',
    format: { style: 'percent', sign: 'never' },
    source: { kind: 'computed', how: 'The forecast divided by last week, less one.', from: ['f1', 'f4'] },
    text: '8%',
  },
  {
    id: 'f6',
    label: 'Strongest day',
    value: '2026-11-28',
    unit: 'date',
    format: { style: 'date', weekday: true },
    source: { kind: 'computed', how: 'The day with the highest forecast.', from: ['f1'] },
    text: 'Saturday, Nov 28',
  },
];

const forecastTable: RepliedTable = {
  title: 'Revenue per day',
  columns: [
    { label: 'Day', align: 'left' },
    { label: 'Forecast', align: 'right' },
    { label: 'Low (80%)', align: 'right' },
    { label: 'High (80%)', align: 'right' },
  ],
  rows: [
    ['Mon, Nov 23', '$2,104', '$1,880', '$2,331'],
    ['Tue, Nov 24', '$2,215', '$1,990', '$2,440'],
    ['Wed, Nov 25', '$2,390', '$2,160', '$2,618'],
    ['Thu, Nov 26', '$1,870', '$1,610', '$2,128'],
    ['Fri, Nov 27', '$3,012', '$2,744', '$3,280'],
    ['Sat, Nov 28', '$3,745', '$3,430', '$4,061'],
    ['Sun, Nov 29', '$3,076', '$2,790', '$3,362'],
  ],
};

const forecastWorking: Working = {
  sources: [rows('cafe-sales-2025.csv', 2, 11_843), rows('cafe-sales-2026.csv', 2, 12_611)],
  metric: { key: 'revenue', label: 'Revenue', definition: 'The sum of all receipts of a day, tax included.' },
  filter: { location: 'Harbor' },
  period: { start: '2025-01-02', end: '2026-11-22' },
  compare: week,
  leftOut: [
    '9 closed days (public holidays and the repair week of March 2026).',
    'The column "Total", which repeats the sum of the others.',
  ],
  steps: [
    'Added up the receipts of each day at Harbor: 690 days.',
    'Tried four ways of forecasting on 24 past weeks.',
    'Took the one with the smallest typical miss.',
    'Drew the range from how far past forecasts were off.',
  ],
  model: {
    name: 'Theta with a weekly pattern',
    parameters: { 'Season length': '7 days', Smoothing: 0.31 },
    backtest: {
      origins: 24,
      horizon: 7,
      models: [
        { name: 'Theta with a weekly pattern', wape: 0.081, mase: 0.71 },
        { name: 'ETS(A,N,A)', wape: 0.086, mase: 0.75 },
        { name: 'Seasonal naive', wape: 0.114, mase: 1.0 },
      ],
      gainOverNaive: 0.289,
      coverage80: 0.815,
      coverage95: 0.946,
    },
  },
  checks: [
    { name: 'Enough history', result: 'Yes: 690 days, at least 56 are needed.' },
    { name: 'A clear weekly pattern', result: 'Yes: Saturdays are 1.6 times an average day.' },
  ],
};

export const forecastReply = (chart: string): Reply => ({
  text: 'Revenue should reach $18,412 next week, 8% more than last week.',
  sections: [
    {
      kind: 'answer',
      spans: [
        { text: 'Harbor should take about ' },
        { text: '$18,412', fact: 'f1' },
        { text: ' next week, ' },
        { text: '8%', fact: 'f5' },
        { text: ' more than last week.' },
      ],
    },
    {
      kind: 'detail',
      spans: [
        { text: 'Most likely it ends between ' },
        { text: '$17,105', fact: 'f2' },
        { text: ' and ' },
        { text: '$19,731', fact: 'f3' },
        { text: '. Last week you took ' },
        { text: '$17,022', fact: 'f4' },
        { text: '. Your strongest day should be ' },
        { text: 'Saturday, Nov 28', fact: 'f6' },
        { text: ', so plan one more pair of hands for the morning.' },
      ],
    },
    {
      kind: 'caveat',
      spans: [
        { text: 'Thanksgiving falls in this week. Only one earlier one is in your numbers, so that day is less sure.' },
      ],
    },
  ],
  facts: forecastFacts,
  charts: [
    {
      id: chart as ChartId, // ids are branded strings; the fake house made this one
      spec: {
        kind: 'forecast-band',
        grain: 'day',
        label: 'Revenue',
        unit: 'currency',
        title: 'Revenue should rise 8% next week',
        alt: '',
        history: [],
        forecast: [],
      },
      alt: 'Revenue should rise 8% next week: about $18,412, most likely between $17,105 and $19,731.',
      table: forecastTable,
    },
  ],
  tables: [],
  actions: [
    { id: 'act-why', label: 'Why is Saturday so strong?', kind: 'ask' },
    { id: 'act-month', label: 'And the month ahead?', kind: 'ask' },
    { id: 'act-working', label: 'Show how this was made', kind: 'show-working' },
  ],
  visibility: 'everyone',
  working: forecastWorking,
});

export const productsTable: RepliedTable = {
  title: 'Revenue by product, last week against the week before',
  columns: [
    { label: 'Product', align: 'left' },
    { label: 'Last week', align: 'right' },
    { label: 'Week before', align: 'right' },
    { label: 'Change', align: 'right' },
    { label: 'Share of the change', align: 'right' },
  ],
  rows: [
    ['Flat white', '$4,102', '$4,515', '−$413', '44%'],
    ['Cappuccino', '$3,377', '$3,610', '−$233', '25%'],
    ['Almond croissant', '$1,260', '$1,431', '−$171', '18%'],
    ['Filter coffee', '$2,018', '$2,092', '−$74', '8%'],
    ['Banana bread', '$977', '$1,024', '−$47', '5%'],
  ],
};

export const changeReply = (): Reply => ({
  text: 'Revenue fell because fewer people came.',
  sections: [
    { kind: 'answer', spans: [{ text: 'Mostly fewer visitors: rain on three days kept people away.' }] },
    { kind: 'detail', spans: [{ text: 'Coffee lost the most, pastries followed. The average bill stayed the same.' }] },
    { kind: 'next', spans: [{ text: 'You could look at how the two locations compare.' }] },
  ],
  facts: [],
  charts: [],
  tables: [productsTable],
  actions: [{ id: 'act-working', label: 'Show how this was made', kind: 'show-working' }],
  visibility: 'everyone',
  working: {
    sources: [rows('cafe-sales-2026.csv', 2, 12_611)],
    leftOut: [],
    steps: ['Compared two weeks.'],
    checks: [],
  },
});

export const questionReply = (): Reply => ({
  text: 'Which sales do you mean?',
  sections: [
    { kind: 'question', spans: [{ text: 'Which sales do you mean: the money you took, or the number of orders?' }] },
  ],
  facts: [],
  charts: [],
  tables: [],
  actions: [
    { id: 'act-revenue', label: 'The money we took', kind: 'choose' },
    { id: 'act-orders', label: 'The number of orders', kind: 'choose' },
  ],
  visibility: 'everyone',
  working: null,
});

export const importReply = (fileName: string, chart: string): Reply => ({
  text: `I read ${fileName}.`,
  sections: [
    { kind: 'answer', spans: [{ text: 'Your file is in. Here is how I understood it.' }] },
    { kind: 'card', heading: 'File', spans: [{ text: fileName }] },
    { kind: 'card', heading: 'Days', spans: [{ text: 'Jan 2 – Nov 21, 2026, one row per day' }] },
    {
      kind: 'card',
      heading: 'Numbers',
      spans: [{ text: 'Seven dishes, counted in portions: calamari, fish, shrimps, chicken, koefte, lamb, steak' }],
    },
    { kind: 'card', heading: 'Closed', spans: [{ text: 'Mondays, and two weeks in August' }] },
    { kind: 'card', heading: 'Context', spans: [{ text: 'Temperature, rain, public holidays' }] },
    {
      kind: 'detail',
      spans: [
        { text: 'Steak is your best seller, Saturday is your strongest day, and portions have grown since spring.' },
      ],
    },
    { kind: 'caveat', spans: [{ text: 'Three days have no numbers at all. I treat them as gaps, not as zero.' }] },
  ],
  facts: [],
  charts: [
    {
      id: chart as ChartId, // ids are branded strings; the fake house made this one
      spec: {
        kind: 'trend',
        grain: 'week',
        unit: 'count',
        title: 'Portions have grown since spring',
        alt: '',
        series: [],
      },
      alt: 'Portions per week have grown since spring.',
      table: forecastTable,
    },
  ],
  tables: [],
  actions: [
    { id: 'act-portions', label: 'How many portions will we sell next week?', kind: 'ask' },
    { id: 'act-steak', label: 'Why did steak fall in the last month?', kind: 'ask' },
  ],
  visibility: 'everyone',
  working: null,
});

/** Text from a file that would do harm if it were ever read as anything but text. */
export const HOSTILE =
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>{{constructor}}=HYPERLINK("http://evil.example")';

export const hostileReply = (): Reply => ({
  text: HOSTILE,
  sections: [
    { kind: 'answer', heading: HOSTILE, spans: [{ text: HOSTILE }, { text: HOSTILE, fact: 'h1' }] },
    { kind: 'card', heading: HOSTILE, spans: [{ text: HOSTILE }] },
  ],
  facts: [
    {
      id: 'h1',
      label: HOSTILE,
      value: 7,
      unit: 'count',
      format: { style: 'number' },
      source: {
        kind: 'rows',
        metric: HOSTILE,
        filter: { [HOSTILE]: HOSTILE },
        period: week,
        sources: [rows(HOSTILE, 2, 9)],
      },
      text: HOSTILE,
    },
  ],
  charts: [],
  tables: [{ title: HOSTILE, columns: [{ label: HOSTILE, align: 'left' }], rows: [[HOSTILE]] }],
  actions: [{ id: 'act-hostile', label: HOSTILE, kind: 'ask' }],
  visibility: 'everyone',
  working: {
    sources: [rows(HOSTILE, 2, 9)],
    leftOut: [HOSTILE],
    steps: [HOSTILE],
    checks: [{ name: HOSTILE, result: HOSTILE }],
  },
});
