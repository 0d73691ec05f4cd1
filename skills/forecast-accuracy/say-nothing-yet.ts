import type { ForecastAccuracyInput } from '../../src/contracts/forecast.ts';
import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { type KeptForecasts, readKept, readScores } from '../../src/db/queries/forecast-scores.ts';
import { createFactBook, type FactBook, type Slot } from '../../src/facts/fact-book.ts';
import { endOfBucket } from '../../src/metrics/calendar.ts';
import { subjectInside } from '../ask-metric/phrases.ts';
import type { SkillContext } from '../context.ts';
import { mainMetric } from '../help/starters.ts';

const FORECAST_DAYS = 14;

/** Nothing has come true yet of what was asked about: says why, from when on it can be told, and what can be told today. */
export async function sayNothingYet(ctx: SkillContext, input: ForecastAccuracyInput): Promise<SkillResult> {
  const book = createFactBook();
  const { metric, filter, period } = input;
  const { kept, elsewhere } = await ctx.data(async (tx) => ({
    kept: await readKept(tx, { metric, filter }),
    elsewhere: period === undefined ? 0 : (await readScores(tx, { metric, filter })).length,
  }));
  const words =
    elsewhere > 0 && period !== undefined
      ? `I had no forecast of ${await nameIt(ctx, book, input)} for ${book.period('Period', period)} that I could hold against your data.`
      : sayWhy(book, kept, await nameIt(ctx, book, input));
  const key = metric ?? mainMetric(ctx.catalogue)?.key;
  const tryOut =
    key === undefined ? '' : ' What I can show you now is how the method would have done on your own past.';
  return {
    facts: book.facts,
    sections: [{ kind: 'answer', template: `${words}${tryOut}` }],
    charts: [],
    tables: [],
    followUps: key === undefined ? [{ label: 'Add a file', kind: 'upload' }] : offer(input, key, elsewhere > 0, kept),
    working: null,
  };
}

async function nameIt(
  ctx: SkillContext,
  book: FactBook,
  { metric, filter = {} }: ForecastAccuracyInput,
): Promise<Slot> {
  if (metric !== undefined) return ctx.read(async (reader) => subjectInside(book, reader.definition(metric), filter));
  const [cut] = Object.values(filter);
  return cut === undefined ? 'your numbers' : book.name(cut);
}

function sayWhy(book: FactBook, kept: KeptForecasts, name: Slot): string {
  if (kept.firstOpen !== null) {
    const { t, grain } = kept.firstOpen;
    const when =
      grain === 'day'
        ? book.date('First that can be checked', t, { weekday: true })
        : book.period('First that can be checked', { start: t, end: endOfBucket(t, grain) });
    return `None of my forecasts of ${name} can be checked yet: what they are about is still ahead. I can check the first one when the numbers for ${when} are in your data.`;
  }
  if (kept.plain > 0) return `Nothing that I had forecast of ${name} at least a day before is in your data yet.`;
  if (kept.assumed > 0)
    return `I have forecast ${name} only with things taken for granted. Whether those came about is not in your data, so I do not count such forecasts.`;
  return `I have not forecast ${name} yet, so there is nothing to check.`;
}

function offer(
  { metric, filter }: ForecastAccuracyInput,
  key: string,
  elsewhere: boolean,
  { plain }: KeptForecasts,
): FollowUp[] {
  const about = { metric: key, ...(filter === undefined ? {} : { filter }), horizonDays: FORECAST_DAYS };
  const all = { ...(metric === undefined ? {} : { metric }), ...(filter === undefined ? {} : { filter }) };
  return [
    ...(elsewhere
      ? [
          {
            label: 'How good were they in all?',
            kind: 'ask',
            call: { skill: 'forecast-accuracy', input: all },
          } as const,
        ]
      : []),
    {
      label: 'How does it do on the past?',
      kind: 'ask',
      call: { skill: 'forecast-metric', input: { ...about, show: 'backtest' } },
    },
    ...(plain === 0
      ? [{ label: 'Forecast two weeks', kind: 'ask', call: { skill: 'forecast-metric', input: about } } as const]
      : []),
  ];
}
