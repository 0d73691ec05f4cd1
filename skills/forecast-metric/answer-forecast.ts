import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { saveForecast } from '../../src/db/queries/forecasts.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { subject } from '../ask-metric/phrases.ts';
import type { SkillContext } from '../context.ts';
import { drawOutlook } from './draw-outlook.ts';
import type { AskedForecast } from './input.ts';
import { listSteps } from './list-steps.ts';
import { makeOutlook, type Outlook } from './make-outlook.ts';
import { describeOutlook } from './outlook-working.ts';
import { readHistory } from './read-history.ts';
import { sayAnswer } from './say-answer.ts';
import { sayNoOutlook } from './say-no-outlook.ts';
import { sayTrust } from './say-trust.ts';

/** One metric over one stretch ahead: what to expect, how sure, and how that was checked. */
export async function answerForecast(ctx: SkillContext, input: AskedForecast): Promise<SkillResult> {
  const book = createFactBook();
  const filter = input.filter ?? {};
  const { history, dimensions } = await ctx.read(async (metrics) => ({
    history: await readHistory(metrics, input.metric, filter, input.period),
    dimensions: await metrics.dimensionsOf(input.metric, filter),
  }));
  const name = subject(book, history.series.metric, filter);
  ctx.progress('forecasting and checking it against the past');
  const outlook = await makeOutlook(ctx, history, input.period);
  if (outlook.kind !== 'outlook') return sayNoOutlook(book, outlook, name, input);
  await keepForecast(ctx, outlook);
  const words = sayAnswer(book, outlook, name, input.target);
  return {
    sections: [...words.sections, ...sayTrust(book, outlook)],
    charts: [drawOutlook(book, outlook, { title: words.title, alt: words.answer, name }, input.target)],
    tables: [listSteps(book, outlook, name)],
    followUps: chooseFollowUps(ctx, book, input, dimensions[0]),
    working: describeOutlook(outlook),
    facts: book.facts,
  };
}

/** So that it can be held against what came. */
export async function keepForecast(ctx: SkillContext, { series, window, forecast }: Outlook): Promise<void> {
  const { ok: _, points, model, parameters, backtest } = forecast;
  await ctx.data((tx) =>
    saveForecast(tx, {
      metric: series.metric.key,
      filter: series.filter,
      grain: series.grain,
      horizon: window.to,
      madeOn: ctx.today,
      dataVersion: ctx.company.dataVersion,
      model,
      parameters,
      backtest: { ...backtest },
      points,
    }),
  );
}

function chooseFollowUps(
  ctx: SkillContext,
  book: FactBook,
  input: AskedForecast,
  split: string | undefined,
): FollowUp[] {
  const { metric, filter = {}, horizonDays, period } = input;
  const followUps: FollowUp[] = [
    { label: 'How did you get this?', kind: 'show-working', call: { skill: 'show-working', input: {} } },
  ];
  const dimension = ctx.catalogue.dimensions.find(({ key }) => key === split);
  if (dimension !== undefined) {
    const label = `The same by ${book.name((dimension.label ?? dimension.key).toLowerCase())}`;
    followUps.push({
      label,
      kind: 'ask',
      call: { skill: 'forecast-metric', input: { metric, filter, horizonDays, period, by: dimension.key } },
    });
  }
  followUps.push({
    label: 'Why did it change lately?',
    kind: 'ask',
    call: { skill: 'explain-change', input: { metric, filter } },
  });
  return followUps;
}
