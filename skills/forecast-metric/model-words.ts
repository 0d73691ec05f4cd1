import type { ModelWorking } from '../../src/contracts/working.ts';
import type { ModelName } from '../../src/engines/forecaster/types.ts';
import type { GoodForecast } from './make-outlook.ts';

const NAMES: Readonly<Record<ModelName, string>> = {
  ets: 'Exponential smoothing',
  theta: 'Theta method',
  mean: 'Average of exponential smoothing and Theta',
  'seasonal-naive': 'The same step of the last season, repeated',
  'ets-annual': 'Exponential smoothing with a yearly pattern',
  'theta-annual': 'Theta method with a yearly pattern',
  'mean-annual': 'Average of exponential smoothing and Theta with a yearly pattern',
};

export const nameModel = (model: ModelName): string => NAMES[model];

/** What the forecast is held against, as a person would do it by hand. */
export function nameYardstick(season: number): string {
  if (season === 7) return 'the same day of the week before';
  return season === 12 ? 'the same month of the year before' : 'the last value';
}

/** Model, parameters and every model tried. */
export function describeModel(forecast: GoodForecast): ModelWorking {
  const { backtest } = forecast;
  return {
    name: nameModel(forecast.model),
    parameters: forecast.parameters,
    backtest: {
      origins: backtest.origins,
      horizon: backtest.horizon,
      models: backtest.models.map(({ name, wape, mase }) => ({ name: nameModel(name), wape, mase })),
      gainOverNaive: backtest.gainOverNaive,
      coverage80: backtest.coverage80,
      coverage95: backtest.coverage95,
    },
  };
}
