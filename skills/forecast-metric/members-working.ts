import type { Working } from '../../src/contracts/working.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import { metricWorking } from '../working.ts';
import type { MembersAhead } from './forecast-members.ts';
import type { AskedForecast } from './input.ts';
import { nameModel, sayLeftOut } from './model-words.ts';

const figure = (value: number): string => String(Number(value.toPrecision(6)));

/** How the forecasts of the members were made, and what was changed so that they add up. */
export function describeMembers(
  input: AskedForecast & { readonly by: string },
  { members, metric, whole, isAddedUp }: MembersAhead,
): Working {
  const outlooks = members.map(({ outlook }) => outlook);
  const window = (whole ?? outlooks[0])?.window;
  return metricWorking(metric, {
    filter: input.filter ?? {},
    sources: mergeSources(outlooks.flatMap(({ series }) => series.sources)),
    ...(window === undefined ? {} : { period: window.period }),
    leftOut: [...new Set(outlooks.flatMap(({ forecast }) => forecast.leftOut.map(sayLeftOut)))],
    steps: [
      `Forecast ${members.length} members of ${input.by}, each from its own history, with ranges calibrated on its own past.`,
      ...(isAddedUp && whole !== null
        ? [
            `Their own forecasts came to ${figure(members.reduce((sum, { before }) => sum + before, 0))} together, the forecast of the whole to ${figure(whole.total.value)}.`,
            'Made them add up step by step: a forecast that missed less in the past was moved less, and the ranges moved along.',
          ]
        : []),
    ],
    checks: members.map(({ name, before, outlook: { forecast, total } }) => ({
      name: `${name}: ${nameModel(forecast.model)}`,
      result: `${(100 * Math.abs(forecast.backtest.gainOverNaive)).toFixed(1)}% ${forecast.backtest.gainOverNaive >= 0 ? 'less' : 'more'} miss than the simple guess over ${forecast.backtest.origins} tries${isAddedUp ? `; ${figure(before)} on its own, ${figure(total.value)} after adding up` : ''}`,
    })),
  });
}
