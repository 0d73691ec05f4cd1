import type { Working } from '../../src/contracts/working.ts';
import type { ForecastWarning } from '../../src/engines/forecaster/types.ts';
import { metricWorking } from '../working.ts';
import type { Outlook } from './make-outlook.ts';
import { describeModel, nameYardstick } from './model-words.ts';

/** How the forecast was made, with its backtest and every warning. */
export function describeOutlook(outlook: Outlook): Working {
  const { series, forecast, window } = outlook;
  const { points, grain, metric } = series;
  const count = (state: string) => points.filter((point) => point.state === state).length;
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const { backtest } = forecast;
  return metricWorking(metric, {
    filter: series.filter,
    sources: series.sources,
    period: window.period,
    leftOut: [
      ...(count('closed') > 0 ? [`${count('closed')} closed ${grain}s: they count as closed, not as zero.`] : []),
      ...(count('gap') > 0 ? [`${count('gap')} ${grain}s without a row.`] : []),
    ],
    steps: [
      `Read ${count('open')} ${grain}s of ${metric.label} from ${points[0]?.t} to ${points.at(-1)?.t}.`,
      `Made forecasts from ${backtest.origins} moments of the past, up to ${backtest.horizon} ${grain}s ahead, with each of ${backtest.models.length} models (estimated anew ${backtest.refits} times), and held them against what came.`,
      `Took the plain average of two models unless another was clearly better: ${describeModel(forecast).name}.`,
      'Set the ranges so wide that 80% and 95% of those past misses would have been inside.',
      `Added up ${grain}s ${window.from} to ${window.to} after the last value${window.known.length > 0 ? ', and what is already in' : ''}.`,
    ],
    checks: [
      {
        name: `Against repeating ${nameYardstick(forecast.season)}`,
        result: `${percent(Math.abs(backtest.gainOverNaive))} ${backtest.gainOverNaive >= 0 ? 'less' : 'more'} miss`,
      },
      { name: 'Past values inside the 80% range', result: percent(backtest.coverage80) },
      { name: 'Past values inside the 95% range', result: percent(backtest.coverage95) },
      ...forecast.warnings.map((warning) => ({
        name: warning.code.replaceAll('-', ' '),
        result: describeWarning(warning),
      })),
    ],
    model: describeModel(forecast),
  });
}

function describeWarning(warning: ForecastWarning): string {
  const { code, ...data } = warning;
  return (
    Object.entries(data)
      .map(([key, value]) => `${key} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
      .join(', ') || code
  );
}
