import type { ChartId } from '../../../src/contracts/ids.ts';
import type { Reply, ReplySection } from '../../../src/contracts/reply.ts';
import { changeReply, forecastReply, hostileReply, importReply, questionReply } from '../web/fake-replies.ts';

const say = (kind: ReplySection['kind'], text: string, heading?: string): ReplySection => ({
  kind,
  ...(heading ? { heading } : {}),
  spans: [{ text }],
});

const bare = (sections: readonly ReplySection[]): Reply => ({
  text: sections.flatMap(({ spans }) => spans.map(({ text }) => text)).join('\n\n'),
  sections,
  facts: [],
  charts: [],
  tables: [],
  actions: [],
  visibility: 'everyone',
  working: null,
});

export const failureReply = (): Reply => ({
  ...bare([
    say('answer', 'This took longer than I may take for an answer.'),
    say('next', 'Try a shorter period, or ask again in a moment.'),
  ]),
  visibility: 'asker',
});

export const longReply = (): Reply => {
  const paragraph = (n: number) =>
    `In week ${n} revenue moved with the weather, as it often does at Harbor. Rain kept people away on two days, and the market brought them back on Saturday. Pastries followed coffee, as always.`;
  return {
    ...changeReply(),
    sections: [
      say('answer', 'Revenue grew over the year, with two weak months.'),
      ...Array.from({ length: 24 }, (_, week) =>
        say('detail', paragraph(week + 1), week % 4 === 0 ? 'A new month' : undefined),
      ),
      say('caveat', 'Three weeks have no numbers at all. '.repeat(30).trim()),
    ],
  };
};

/** The weekly summary: three movements, each with its chart, and what is open. */
export const digestReply = (): Reply => {
  const forecast = forecastReply('chart-1');
  const [chart] = forecast.charts;
  if (!chart) throw new Error('The sample has a chart.');
  const charts = ['chart-1', 'chart-2', 'chart-3'].map((id) => ({ ...chart, id: id as ChartId })); // ids stand for themselves
  return {
    ...bare([
      say('answer', 'Your week at Harbor & Hill: $17,022, 8% below the week before.'),
      say('detail', 'Fewer visitors on three rainy days cost about $413 of flat whites.', 'Coffee fell'),
      say('detail', 'The new almond croissant sold out twice before noon.', 'Pastries rose'),
      say('detail', 'Next week should bring about $18,412, most likely between $17,105 and $19,731.', 'Next week'),
      say('caveat', 'Thanksgiving falls in it, so that day is less sure.'),
      say('next', 'You never said why the shop was closed on Tuesday. Was it planned?'),
    ]),
    facts: forecast.facts,
    charts,
    actions: [
      { id: 'act-yes', label: 'Yes, it was planned', kind: 'choose' },
      { id: 'act-no', label: 'No', kind: 'choose' },
      { id: 'act-pause', label: 'Pause this summary', kind: 'ask' },
    ],
  };
};

/** More choices than buttons. */
export const choicesReply = (): Reply => ({
  ...questionReply(),
  actions: Array.from({ length: 40 }, (_, at) => ({
    id: `act-${at}`,
    label: `Product number ${at + 1}`,
    kind: 'choose',
  })),
});

export const SAMPLES: Readonly<Record<string, () => Reply>> = {
  forecast: () => forecastReply('chart-forecast'),
  change: changeReply,
  question: questionReply,
  choices: choicesReply,
  import: () => importReply('café sales_2026*.csv', 'chart-import'),
  hostile: hostileReply,
  long: longReply,
  failure: failureReply,
  digest: digestReply,
};
