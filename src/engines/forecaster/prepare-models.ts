import { chooseAdjustment } from './adjust/choose-adjustment.ts';
import type { OriginPlan } from './backtest/plan-origins.ts';
import type { Limits, SampleSettings } from './backtest/run-backtest.ts';
import { estimateEffects } from './effects/estimate-effects.ts';
import { isKnownAhead } from './effects/known-ahead.ts';
import type { Effects } from './effects/types.ts';
import { estimateYearPattern } from './effects/year-pattern.ts';
import { adjustModel, rememberChange } from './models/adjust-model.ts';
import { createModel, listModels } from './models/create-models.ts';
import type { ForecastModel } from './models/forecast-model.ts';
import { fitAnnualFactor } from './series/annual-factor.ts';
import type { ModelName } from './types.ts';
import type { ValuesInput } from './values-types.ts';

/** What a backtest needs, and the effects that were taken out before it. */
export interface PreparedModels {
  readonly models: readonly ForecastModel[];
  readonly settings: SampleSettings;
  readonly effects: Effects | null;
}

const WEEK = 7;

/**
 * The models that are tried, each on the series without the year's round and the effects of regressors where taking
 * them out does good. Numbers that are not known for the days ahead (the weather) are no help there, and are left out.
 */
export function prepareModels(
  y: Float64Array,
  plan: OriginPlan,
  input: ValuesInput,
  limits: Limits,
  asked: ModelName,
): PreparedModels {
  const { period, stepsPerYear } = input;
  const regressors = (input.regressors ?? []).filter((regressor) => isKnownAhead(regressor, y.length));
  const until = y.length + input.horizon;
  const settings: SampleSettings = { period, stepsPerYear, regressors, dates: input.dates ?? null };
  const plain: SampleSettings = { ...settings, regressors: [] };
  const learnEffects = (length: number) => estimateEffects({ y, length, period, stepsPerYear, regressors });
  const offered = {
    yearly:
      stepsPerYear === null ? null : rememberChange((length) => yearlyChange(y, length, period, stepsPerYear, until)),
    effects: regressors.length === 0 ? null : rememberChange((length) => effectChange(learnEffects(length), until)),
  };
  const chosen = chooseAdjustment(y, plan, plain, limits, offered);
  const models = listModels(y, period, asked).map((name) => {
    const model = createModel(name);
    // The week's own change over the year is beyond what models see themselves; a plain year they see.
    const yearly = period === WEEK || !model.takes.yearly ? chosen.yearly : null;
    const effects = model.takes.regressors === 'all' ? null : chosen.effects;
    const adjusted = adjustModel(
      model,
      [yearly, effects].filter((source) => source !== null),
    );
    return model.takes.regressors === 'numbers' ? withoutFlags(adjusted) : adjusted;
  });
  const used = chosen.effects !== null;
  return { models, settings: used ? settings : plain, effects: used ? learnEffects(y.length) : null };
}

/** A holiday seen twice is nothing that trees can learn more of than its effect, which is out of the series already. */
const withoutFlags = (model: ForecastModel): ForecastModel => ({
  ...model,
  fit: (sample) => model.fit({ ...sample, regressors: sample.regressors.filter(({ kind }) => kind === 'number') }),
});

function yearlyChange(y: Float64Array, length: number, period: number, stepsPerYear: number, until: number) {
  const factor =
    period === WEEK
      ? estimateYearPattern({ y, length, period, stepsPerYear, until })
      : fitAnnualFactor(y, length, period, stepsPerYear, until);
  return factor === null ? null : { factor, offset: new Float64Array(until) };
}

function effectChange(effects: Effects | null, until: number) {
  if (effects === null) return null;
  if (effects.kind === 'multiplicative') return { factor: effects.factor, offset: new Float64Array(until) };
  return { factor: new Float64Array(until).fill(1), offset: effects.offset };
}
