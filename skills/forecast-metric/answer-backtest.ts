import type { BacktestChart } from '../../src/contracts/chart.ts';
import type { FactSource } from '../../src/contracts/fact.ts';
import type { SectionTemplate, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { AskedForecast } from './input.ts';
import type { Outlook } from './make-outlook.ts';
import { nameYardstick } from './model-words.ts';
import { offerNext } from './offer-next.ts';
import { describeOutlook } from './outlook-working.ts';
import type { ReadyForecast } from './prepare-asked.ts';
import { sayFirst } from './say-cautions.ts';

const SOURCE: FactSource = {
  kind: 'method',
  how: 'Forecasts made from moments of the past with only what was known then, held against what came',
};
/** Of ten values, so many should fall into the range. */
const PROMISED = 0.8;
/** Further off than this, the range was too narrow or too wide. */
const OFF = 0.07;
const MAX_ROWS = 62;

interface Asked {
  readonly book: FactBook;
  readonly outlook: Outlook;
  readonly name: Slot;
  readonly input: AskedForecast;
  readonly ready: ReadyForecast;
}

/** What would have been forecast from moments of the past, and what came. */
export async function answerBacktest(ctx: SkillContext, asked: Asked): Promise<SkillResult> {
  const { book, outlook, name, input, ready } = asked;
  const { answer, title, details } = sayRecord(asked);
  const caution = sayFirst(book, outlook);
  const isDrawn = outlook.forecast.replay.length > 0;
  return {
    sections: [
      { kind: 'answer', template: answer },
      ...details.map((template): SectionTemplate => ({ kind: 'detail', template })),
      ...(caution === null ? [] : [{ kind: 'caveat' as const, template: caution }]),
    ],
    charts: isDrawn ? [draw(outlook, { title, alt: answer, subtitle: `${name} per ${outlook.series.grain}` })] : [],
    tables: isDrawn ? [listReplay(book, outlook, name)] : [],
    followUps: offerNext(ctx, book, input, ready, outlook),
    working: describeOutlook(outlook),
    facts: book.facts,
  };
}

function sayRecord({ book, outlook, name }: Asked) {
  const { forecast, series } = outlook;
  const { backtest, season, model } = forecast;
  const { grain } = series;
  const wapeOf = (key: string) => backtest.models.find((entry) => entry.name === key)?.wape ?? 0;
  const tries = book.count('Tries on the past', backtest.origins, { source: SOURCE });
  const own = book.percent('Average miss', wapeOf(model), { decimals: 0, source: SOURCE });
  const naive = book.percent('Average miss of the simple guess', wapeOf('seasonal-naive'), {
    decimals: 0,
    source: SOURCE,
  });
  const yardstick = nameYardstick(season);
  const gain = backtest.gainOverNaive;
  const better = book.percent('Less miss than the simple guess', gain, { decimals: 0, sign: 'never', source: SOURCE });
  const verdict =
    gain > 0.01
      ? `Repeating ${yardstick} would have been off by ${naive}, so it missed ${better} less than that simple guess.`
      : `Repeating ${yardstick} would have been off by ${naive}, so it was no better than that simple guess. Take it as a rough guide.`;
  const answer = `In ${tries} tries on your own past, my forecast of ${name} was off by ${own} on average for a single ${grain}. ${verdict}`;
  const held = book.percent('Values inside the range', backtest.coverage80, { decimals: 0, source: SOURCE });
  const promised = book.percent('Values that should be inside', PROMISED, { decimals: 0, source: SOURCE });
  const off = backtest.coverage80 - PROMISED;
  const judged =
    Math.abs(off) <= OFF
      ? 'That is as it should be.'
      : off < 0
        ? 'So it was somewhat too narrow.'
        : 'So it was wider than it had to be.';
  const ahead = book.count('Steps ahead that were checked', backtest.horizon, { source: SOURCE });
  const details = [
    `The range that I call “most likely” held in ${held} of the cases; it is meant to hold in ${promised}. ${judged}`,
    `Each try used only what was known at that moment, and looked up to ${ahead} ${grain}s ahead.`,
    ...sayWorst(book, outlook),
  ];
  return { answer, details, title: `On your own past, a single ${grain} was off by ${own} on average` };
}

/** The miss that was largest, of those that are drawn. */
function sayWorst(book: FactBook, { forecast, series }: Outlook): string[] {
  const [worst] = forecast.replay
    .flatMap(({ points }) => points)
    .flatMap(({ t, y, actual }) => (actual === null ? [] : [{ t, y, actual, miss: Math.abs(actual - y) }]))
    .sort((a, b) => b.miss - a.miss);
  if (worst === undefined || worst.miss === 0) return [];
  const { metric, grain } = series;
  const say = (label: string, value: number) => book.metric(metric, value, { label, source: SOURCE });
  const when = book.date('Largest miss', worst.t, { weekday: grain === 'day' });
  return [
    `The largest miss in the picture is ${when}: I would have said about ${say('Would have said', worst.y)}, and it came to ${say('What came', worst.actual)}.`,
  ];
}

function draw(
  { series, forecast }: Outlook,
  words: { readonly title: string; readonly alt: string; readonly subtitle: string },
): BacktestChart {
  const first = forecast.replay[0]?.madeAt ?? '';
  // A little of what was known at the first of them, so that it can be seen where it starts from.
  const from = Math.max(0, series.points.findIndex(({ t }) => t >= first) - 14);
  const shut = listShut(series);
  return {
    kind: 'backtest',
    grain: series.grain,
    unit: series.metric.unit,
    label: series.metric.label,
    ...words,
    actual: series.points.slice(from).map(({ t, y }) => ({ t, y })),
    forecasts: forecast.replay.map(({ madeAt, points }) => ({
      madeOn: madeAt,
      points: points.filter(({ t }) => !shut.has(t)).map(({ t, y, low80, high80 }) => ({ t, y, low80, high80 })),
    })),
  };
}

function listReplay(book: FactBook, { series, forecast }: Outlook, name: Slot): TableTemplate {
  const { metric, grain } = series;
  const say = (label: string, value: number) => book.metric(metric, value, { label, source: SOURCE });
  const shut = listShut(series);
  const newest = forecast.replay
    .toReversed()
    .flatMap(({ madeAt, points }) => points.filter(({ t }) => !shut.has(t)).map((point) => ({ madeAt, point })));
  return {
    title: `${name}: what I would have said, and what came`,
    columns: [
      { label: grain === 'day' ? 'Day' : `First day of the ${grain}`, align: 'left' },
      { label: 'Made after', align: 'left' },
      { label: 'Expected', align: 'right' },
      { label: 'Came', align: 'right' },
      { label: 'In the range', align: 'left' },
    ],
    rows: newest
      .slice(0, MAX_ROWS)
      .map(({ madeAt, point: { t, y, low80, high80, actual } }) => [
        book.date('Day', t, { weekday: grain === 'day' }),
        book.date('Made after', madeAt),
        say('Expected', y),
        actual === null ? '–' : say('What came', actual),
        actual === null ? '–' : actual >= low80 && actual <= high80 ? 'yes' : 'no',
      ]),
  };
}

/** Days on which nothing was sold by intent: nothing was forecast for them either. */
const listShut = ({ points }: Outlook['series']): ReadonlySet<string> =>
  new Set(points.flatMap(({ t, state }) => (state === 'closed' ? [t] : [])));
