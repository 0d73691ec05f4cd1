import type { ModelWorking } from '../../src/contracts/working.ts';
import type { LeftOut, ModelName } from '../../src/engines/forecaster/types.ts';
import type { GoodForecast } from './make-outlook.ts';

const NAMES: Readonly<Record<ModelName, string>> = {
  ensemble: 'Several models, mixed by how each did on your past',
  ets: 'Exponential smoothing',
  theta: 'Theta method',
  boosting: 'Boosted trees',
  mstl: 'Trend and seasons apart (MSTL)',
  arima: 'ARIMA',
  prophet: 'Prophet',
  croston: 'Croston’s method',
  sba: 'Croston’s method, corrected (SBA)',
  tsb: 'Size and chance of a sale apart (TSB)',
  'seasonal-naive': 'The same step of the last season, repeated',
};

export const nameModel = (model: ModelName): string => NAMES[model];

/** What the forecast is held against, as a person would do it by hand. */
export function nameYardstick(season: number): string {
  if (season === 7) return 'the same day of the week before';
  if (season === 4) return 'the same quarter of the year before';
  return season === 12 ? 'the same month of the year before' : 'the last value';
}

const REASONS: Readonly<Record<LeftOut['reason'], string>> = {
  'too-short': 'the history is too short for it',
  failed: 'it could not be fitted',
  'not-finite': 'it gave no usable number',
  'too-weak': 'it did clearly worse on your past',
};

/** "ARIMA was left out: it took too long." */
export const sayLeftOut = ({ name, reason }: LeftOut): string => `${nameModel(name)} was left out: ${REASONS[reason]}.`;

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
