import type { Working } from '../../src/contracts/working.ts';
import type { ForecastWarning, RegressorEffect } from '../../src/engines/forecaster/types.ts';
import { metricWorking } from '../working.ts';
import type { Outlook } from './make-outlook.ts';
import { describeModel, nameModel, nameYardstick, sayLeftOut } from './model-words.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** How the forecast was made, with its backtest, what was assumed and every warning. */
export function describeOutlook(outlook: Outlook): Working {
  const { series, forecast, window, calendar } = outlook;
  const { points, grain, metric } = series;
  const count = (state: string) => points.filter((point) => point.state === state).length;
  const { backtest } = forecast;
  return metricWorking(metric, {
    filter: series.filter,
    sources: series.sources,
    period: window.period,
    leftOut: [
      ...(count('closed') > 0 ? [`${count('closed')} closed ${grain}s: they count as closed, not as zero.`] : []),
      ...(count('gap') > 0 ? [`${count('gap')} ${grain}s without a row.`] : []),
      ...forecast.leftOut.map(sayLeftOut),
    ],
    steps: [
      `Read ${count('open')} ${grain}s of ${metric.label} from ${points[0]?.t} to ${points.at(-1)?.t}.`,
      ...describeColumns(outlook),
      `Made forecasts from ${backtest.origins} moments of the past, up to ${backtest.horizon} ${grain}s ahead, with each of ${backtest.models.length} models (estimated anew ${backtest.refits} times), and held them against what came.`,
      `Used: ${forecast.weights.map(({ name, weight }) => `${nameModel(name)} ${percent(weight)}`).join(', ') || nameModel(forecast.model)}.`,
      ...calendar.presumed.map(({ day, label }) => `Took ${day} to be closed, as on each ${label} before.`),
      ...outlook.taken.map(
        ({ assumption, label, days }) => `Assumed: ${assumption.what} ${label} on ${days.join(', ') || 'no day'}.`,
      ),
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
      ...forecast.effects.map((effect) => ({ name: `Effect of ${effect.name}`, result: describeEffect(effect) })),
      ...forecast.warnings.map((warning) => ({
        name: warning.code.replaceAll('-', ' '),
        result: describeWarning(warning),
      })),
    ],
    model: describeModel(forecast),
  });
}

function describeColumns({ columns, forecast }: Outlook): string[] {
  const names = [...columns.flags, ...columns.companions.map(({ metric }) => metric.label)];
  if (names.length === 0) return [];
  const used = forecast.effects.map(({ name }) => name);
  return [`Gave it ${names.length} columns beside the values (${names.join(', ')}); ${used.length} of them helped.`];
}

const describeEffect = ({ change, spread, seen, kind }: RegressorEffect): string =>
  `${change >= 0 ? '+' : '−'}${percent(Math.abs(change))} ${kind === 'flag' ? 'on its days' : 'per standard deviation'}, ± ${percent(1.2816 * spread)}, from ${seen}`;

function describeWarning(warning: ForecastWarning): string {
  const { code, ...data } = warning;
  return (
    Object.entries(data)
      .map(([key, value]) => `${key} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
      .join(', ') || code
  );
}
