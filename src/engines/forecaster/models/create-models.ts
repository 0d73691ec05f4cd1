import { BugError } from '../../../contracts/errors.ts';
import { classifyDemand } from '../sparse/classify-demand.ts';
import type { ModelName } from '../types.ts';
import { createArima } from './arima.ts';
import { createBoosting } from './boosting.ts';
import { createEts } from './ets.ts';
import type { ForecastModel } from './forecast-model.ts';
import { createMstl } from './mstl.ts';
import { createProphet } from './prophet.ts';
import { createSeasonalNaive } from './seasonal-naive.ts';
import { createSparse } from './sparse.ts';
import { createTheta } from './theta.ts';

const MODELS: Readonly<Record<Exclude<ModelName, 'ensemble'>, () => ForecastModel>> = {
  ets: createEts,
  theta: createTheta,
  boosting: createBoosting,
  mstl: createMstl,
  arima: createArima,
  prophet: createProphet,
  croston: () => createSparse('croston'),
  sba: () => createSparse('sba'),
  tsb: () => createSparse('tsb'),
  'seasonal-naive': createSeasonalNaive,
};

/** Those the ensemble is mixed of, the yardstick among them. Prophet made it no better; see docs/decisions.md. */
const MIXED: readonly ModelName[] = ['ets', 'theta', 'boosting', 'mstl', 'seasonal-naive'];

/** From this length on ARIMA costs most of a second; on daily series it made the mix no better. */
const LONG = 400;
const WEEK = 7;

/** For items that sell now and then: smoothing the values themselves would follow single sales. */
const MIXED_SPARSE: readonly ModelName[] = ['sba', 'tsb'];

export function createModel(name: ModelName): ForecastModel {
  if (name !== 'ensemble') return MODELS[name]();
  throw new BugError('the ensemble is mixed of models and is none itself', {
    code: 'forecast-input',
    advice: 'This is our mistake, not yours. Please try another question.',
  });
}

/** Names of the models that suit the series. `asked`: one that was asked for. */
export function listModels(y: Float64Array, period: number, asked: ModelName): readonly ModelName[] {
  if (asked !== 'ensemble') return [asked];
  if (isSparse(y)) return MIXED_SPARSE;
  return y.length < LONG && period !== WEEK ? [...MIXED, 'arima'] : MIXED;
}

/** Zeros on most days of an item that is never below zero. */
function isSparse(y: Float64Array): boolean {
  if (y.some((value) => value < 0)) return false;
  const pattern = classifyDemand(y);
  return pattern === 'intermittent' || pattern === 'lumpy';
}
