import type { RepliedChart } from '../../../../src/contracts/chart.ts';
import type { ControlKind } from '../../../../src/contracts/delivery.ts';
import type { ChartId } from '../../../../src/contracts/ids.ts';
import type { Reply } from '../../../../src/contracts/reply.ts';
import {
  changeReply,
  forecastReply,
  HOSTILE,
  hostileReply,
  importReply,
  productsTable,
  questionReply,
} from '../../web/fake-replies.ts';

export const TURN = '7d0f2a50-30a8-4c8c-9e0b-6f2c2a1e9b11';

const chart = (id: string, title: string, alt: string): RepliedChart => ({
  // ids are branded strings; these stand for themselves
  id: id as ChartId,
  spec: { kind: 'bars', title, alt, unit: 'currency', bars: [] },
  alt,
  table: { ...productsTable, title },
});

const nothing: Reply = {
  text: '',
  sections: [],
  facts: [],
  charts: [],
  tables: [],
  actions: [],
  visibility: 'everyone',
  working: null,
};

/** A Monday's digest: a heading for each movement, three charts, questions at the end. */
const digest: Reply = {
  ...nothing,
  text: 'Last week you took $17,022, 4% less than the week before.',
  sections: [
    { kind: 'caveat', spans: [{ text: 'This is a test. Nobody else sees it.' }] },
    {
      kind: 'answer',
      heading: 'Your week: Nov 16 – 22',
      spans: [{ text: 'You took $17,022, 4% less than the week before.' }],
    },
    {
      kind: 'answer',
      heading: 'Oat milk nearly doubled',
      spans: [{ text: 'It rose from 210 to 388 cups. Most came with the new autumn card.' }],
    },
    {
      kind: 'detail',
      heading: 'Next: Nov 23 – 29',
      spans: [{ text: 'Expect about $18,412, most likely between $17,105 and $19,731.' }],
    },
    { kind: 'caveat', spans: [{ text: 'Thanksgiving makes Thursday less sure.' }] },
    { kind: 'next', heading: 'Open questions', spans: [{ text: 'Was Harbor closed on Thursday? It has no sales.' }] },
  ],
  charts: [
    chart('chart-harbor', 'Harbor lost lunch guests', 'Visitors at Harbor fell by 112.'),
    chart('chart-oat', 'Oat milk nearly doubled', 'Oat milk rose from 210 to 388 cups.'),
    chart('chart-ahead', 'Next week should reach $18,412', 'About $18,412, between $17,105 and $19,731.'),
  ],
  actions: [
    { id: 'act-why', label: 'Why did Harbor lose guests?', kind: 'ask' },
    { id: 'act-ahead', label: 'Next week in detail', kind: 'ask' },
    { id: 'act-closed', label: 'Yes, closed', kind: 'choose' },
    { id: 'act-open', label: 'No, a mistake', kind: 'choose' },
    { id: 'act-time', label: 'Change the time', kind: 'choose' },
    { id: 'act-pause', label: 'Pause the summary', kind: 'choose' },
    { id: 'act-working', label: 'Show how this was made', kind: 'show-working' },
  ],
};

const words = 'On rainy days fewer people walk by, and those who do buy less to take away. ';

/** More than one message can hold: long words, a long table, a long answer. */
const long: Reply = {
  ...nothing,
  text: 'There is a lot to say.',
  sections: [
    { kind: 'answer', spans: [{ text: `There is a lot to say.\n\n${words.repeat(100)}` }] },
    ...Array.from({ length: 12 }, (_, at) => ({
      kind: 'detail' as const,
      heading: `Place number ${at + 1}`,
      spans: [{ text: words.repeat(30) }],
    })),
  ],
  tables: [
    {
      ...productsTable,
      columns: productsTable.columns.slice(0, 4),
      rows: Array.from({ length: 60 }, (_, at) => [`Product ${at + 1}`, `$${at * 37}`, `$${at * 35}`, `+$${at * 2}`]),
    },
  ],
  actions: Array.from({ length: 14 }, (_, at) => ({
    id: `act-${at + 1}`,
    label: `Look at product ${at + 1}`,
    kind: 'ask' as const,
  })),
};

const failure: Reply = {
  ...nothing,
  text: 'This took longer than I may take for an answer.\n\nTry a shorter period, or ask again in a moment.',
  sections: [
    { kind: 'answer', spans: [{ text: 'This took longer than I may take for an answer.' }] },
    { kind: 'next', spans: [{ text: 'Try a shorter period, or ask again in a moment.' }] },
  ],
  visibility: 'asker',
};

/** Markdown in every place that words of a file or a person can reach. */
const markdown =
  '**bold** [a link](https://evil.example) _it_ `code`\n# big\n- list <at>Everyone</at> {{DATE(x)}} 1. one';

const marked: Reply = {
  ...hostileReply(),
  sections: [
    { kind: 'answer', heading: markdown, spans: [{ text: markdown }] },
    { kind: 'detail', heading: markdown, spans: [{ text: markdown }] },
    { kind: 'card', heading: markdown, spans: [{ text: markdown }] },
    { kind: 'caveat', spans: [{ text: HOSTILE }] },
  ],
  charts: [chart('chart-none', markdown, markdown)],
  tables: [{ title: markdown, columns: [{ label: markdown, align: 'left' }], rows: [[markdown], [HOSTILE]] }],
  actions: [{ id: 'act-hostile', label: markdown, kind: 'ask' }],
};

export interface Sample {
  readonly reply: Reply;
  readonly controls: readonly ControlKind[];
}

const usual = ['good', 'bad', 'remove'] as const;

/** One of each kind of answer, for golden files and for looking at. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  forecast: { reply: forecastReply('chart-forecast'), controls: usual },
  change: { reply: changeReply(), controls: usual },
  question: { reply: questionReply(), controls: ['remove'] },
  import: { reply: importReply('sales-2026.csv', 'chart-import'), controls: usual },
  hostile: { reply: hostileReply(), controls: usual },
  markdown: { reply: marked, controls: usual },
  long: { reply: long, controls: usual },
  failure: { reply: failure, controls: [] },
  digest: { reply: digest, controls: ['good', 'bad', 'remove', 'share'] },
};
