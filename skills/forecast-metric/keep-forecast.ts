import { saveForecast } from '../../src/db/queries/forecasts.ts';
import type { SkillContext } from '../context.ts';
import type { Outlook } from './make-outlook.ts';

/** So that it can be held against what came. One with assumptions is kept, and never counted as ours. */
export async function keepForecast(ctx: SkillContext, outlook: Outlook): Promise<void> {
  const { series, window, forecast, taken } = outlook;
  const { points, model, parameters, backtest, windowTotals, weights } = forecast;
  await ctx.data((tx) =>
    saveForecast(tx, {
      metric: series.metric.key,
      filter: series.filter,
      grain: series.grain,
      horizon: window.to,
      madeOn: ctx.today,
      dataVersion: ctx.company.dataVersion,
      model,
      parameters: { ...parameters, weights },
      backtest: { ...backtest },
      points,
      windows: windowTotals,
      assumptions: taken.map(({ assumption }) => assumption),
    }),
  );
}
