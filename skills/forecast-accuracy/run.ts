import type { ForecastAccuracyInput } from '../../src/contracts/forecast.ts';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import type { Working } from '../../src/contracts/working.ts';
import { readKept, readScores } from '../../src/db/queries/forecast-scores.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { scoreForecasts } from '../../src/forecasts/score-forecasts.ts';
import { endOfBucket } from '../../src/metrics/calendar.ts';
import type { MetricSeries } from '../../src/metrics/metric-series.ts';
import { subject, subjectInside } from '../ask-metric/phrases.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { metricWorking } from '../working.ts';
import { drawAccuracy, drawnPeriod } from './draw-accuracy.ts';
import { gatherScores, type ScoredSeries } from './gather-scores.ts';
import { forecastAccuracyInput } from './input.ts';
import { listScores, listSeries } from './list-scores.ts';
import { nameStep, periodOf, sayAccuracy } from './say-accuracy.ts';
import { HELD } from './say-miss.ts';
import { sayNothingYet } from './say-nothing-yet.ts';

const BACKTEST_DAYS = 14;
/** "A week ahead" is at least so many days before. */
const WEEK_BEFORE = 7;

export const forecastAccuracy: CoachSkill<ForecastAccuracyInput> = {
  name: 'forecast-accuracy',
  title: 'How good the forecasts were',
  description:
    'Holds the forecasts that were given against what came: how far off, how often in range, too high or low.',
  input: forecastAccuracyInput,
  rights: 'viewer',
  examples: ['How good were your forecasts?', 'Were you right about last week?', 'How far off were you on croissants?'],
  run: checkForecasts,
};

async function checkForecasts(ctx: SkillContext, input: ForecastAccuracyInput): Promise<SkillResult> {
  ctx.progress('holding my forecasts against what came');
  // Files may have come in a moment ago: the answer never goes by what was known before them.
  await scoreForecasts({ company: ctx.company, data: (work) => ctx.data(work), signal: ctx.signal });
  const all = await gatherScores(ctx, input);
  const [main] = all;
  return main === undefined ? sayNothingYet(ctx, input) : answer(ctx, input, main, all);
}

async function answer(
  ctx: SkillContext,
  input: ForecastAccuracyInput,
  main: ScoredSeries,
  all: readonly ScoredSeries[],
): Promise<SkillResult> {
  const book = createFactBook();
  const { metric, filter, grain } = main;
  const about = { metric: metric.key, filter };
  const { weekBefore, assumed } = await ctx.data(async (tx) => ({
    weekBefore:
      grain === 'day' ? await readScores(tx, { ...about, period: input.period, daysBefore: WEEK_BEFORE }) : [],
    assumed: (await readKept(tx, about)).assumed,
  }));
  const period = drawnPeriod(main);
  const actual = await ctx.read((reader) => reader.series({ ...about, grain, period }));
  const names = { name: subject(book, metric, filter), inside: subjectInside(book, metric, filter) };
  const words = sayAccuracy(book, main, names, weekBefore);
  return {
    sections: [
      { kind: 'answer', template: words.answer },
      ...words.details,
      ...sayOthers(book, all.length - 1),
      ...sayAssumed(book, assumed),
    ],
    charts: [drawAccuracy(main, actual.points, { title: words.title, alt: words.answer, name: names.name })],
    tables: [...(all.length > 1 ? [listSeries(book, all)] : []), listScores(book, main, names.name)],
    followUps: chooseFollowUps(book, main),
    working: describe(main, actual, assumed),
    facts: book.facts,
  };
}

function sayOthers(book: FactBook, others: number): SectionTemplate[] {
  if (others === 0) return [];
  const count = book.count('Other numbers forecast', others, { source: HELD });
  const more = others === 1 ? 'other number' : 'other numbers';
  return [{ kind: 'detail', template: `The table has ${count} ${more} of yours that I had forecast too.` }];
}

function sayAssumed(book: FactBook, assumed: number): SectionTemplate[] {
  if (assumed === 0) return [];
  const count = book.count('Forecasts under assumptions', assumed, { source: HELD });
  const which = assumed === 1 ? `${count} forecast that took` : `${count} forecasts that took`;
  const template = `Not counted: ${which} things for granted, such as a promotion or a closed day. Whether those came about is not in your data.`;
  return [{ kind: 'caveat', template }];
}

function chooseFollowUps(book: FactBook, { metric, filter, grain, summary }: ScoredSeries): FollowUp[] {
  const { t } = summary.worst;
  const period = { start: t, end: endOfBucket(t, grain) };
  return [
    {
      label: `What happened ${grain === 'day' ? 'on ' : ''}${nameStep(book, { t }, grain, 'Worst miss')}?`,
      kind: 'ask',
      call: { skill: 'explain-change', input: { metric: metric.key, filter, period } },
    },
    {
      label: 'How does it do on the past?',
      kind: 'ask',
      call: {
        skill: 'forecast-metric',
        input: { metric: metric.key, filter, horizonDays: BACKTEST_DAYS, show: 'backtest' },
      },
    },
    { label: 'How did you get this?', kind: 'show-working', call: { skill: 'show-working', input: {} } },
  ];
}

function describe(main: ScoredSeries, actual: MetricSeries, assumed: number): Working {
  const { metric, filter, grain, summary } = main;
  const inRange = (100 * summary.held) / summary.count;
  return metricWorking(metric, {
    filter,
    sources: actual.sources,
    period: periodOf(main),
    leftOut: [
      `Closed ${grain}s, and ${grain}s that are not in the data yet.`,
      ...(assumed > 0 ? [`${assumed} forecasts that were made under assumptions.`] : []),
    ],
    steps: [
      `Took each ${grain} once, from the newest forecast that was made at least a day before it was over.`,
      `Held ${summary.count} of them against the data as they are now; a value that was corrected counts as corrected.`,
      'The average miss is the sum of all misses divided by the sum of what came (WAPE).',
      `The simple guess repeats the same step of the last season that was known when the forecast was made.`,
    ],
    checks: [{ name: 'Inside the 80% range', result: `${summary.held} of ${summary.count} (${inRange.toFixed(1)}%)` }],
  });
}
