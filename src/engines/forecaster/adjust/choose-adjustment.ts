import type { OriginPlan } from '../backtest/plan-origins.ts';
import { type Limits, runBacktest, type SampleSettings } from '../backtest/run-backtest.ts';
import { listLosses } from '../backtest/weigh-models.ts';
import { adjustModel, type ChangeSource } from '../models/adjust-model.ts';
import { createTheta } from '../models/theta.ts';
import { mean } from '../numerics/mean.ts';

/** What is taken out of the series before models that cannot take it themselves, and put back after. */
export interface Adjustment {
  readonly yearly: ChangeSource | null;
  readonly effects: ChangeSource | null;
}

/** The least gain for which a yearly pattern is worth it, as a share of the error. */
const YEARLY_GAIN = 0.01;

/** The gain it takes when hardly any of the backtest's forecasts are independent. */
const FEW_NEED = 0.2;

/** Effects are drawn to nothing already where the past does not show them: they go only where they do harm. */
const EFFECTS_HARM = 0.005;

/**
 * Which of the adjustments are worth it, by what they do to the backtest of the Theta method: it is the quickest, and
 * what helps it helps exponential smoothing. A yearly pattern has to gain more than one standard error of the
 * difference (the rule of Breiman et al. 1984), where forecasts that overlap count once.
 */
export function chooseAdjustment(
  y: Float64Array,
  plan: OriginPlan,
  settings: SampleSettings,
  limits: Limits,
  offered: Adjustment,
): Adjustment {
  const losses = (sources: readonly (ChangeSource | null)[]) => {
    const model = adjustModel(
      createTheta(),
      sources.filter((source) => source !== null),
    );
    const rows = runBacktest(y, plan, [model], settings, limits).tried.get('theta')?.rows;
    return rows === undefined ? null : listLosses(y, plan, rows);
  };
  const plain = offered.yearly === null && offered.effects === null ? null : losses([]);
  if (plain === null) return { yearly: null, effects: null };
  const independent = (y.length - (plan.origins[0] ?? y.length)) / plan.checked;
  // Effects first: what a fair does to single days would hide what the year does to all of them.
  const withEffects = offered.effects === null ? null : losses([offered.effects]);
  const harmless = withEffects !== null && mean(withEffects) <= (1 + EFFECTS_HARM) * mean(plain);
  const effects = harmless ? offered.effects : null;
  const before = harmless ? withEffects : plain;
  const withYear = offered.yearly === null ? null : losses([offered.yearly, effects]);
  const yearly = withYear !== null && isWorthIt(before, withYear, independent) ? offered.yearly : null;
  return { yearly, effects };
}

function isWorthIt(before: readonly number[], after: readonly number[], independent: number): boolean {
  const gains = before.map((loss, k) => loss - (after[k] ?? loss));
  const gain = mean(gains);
  const spread = Math.sqrt(mean(gains.map((value) => (value - gain) ** 2)));
  const least = independent < 4 ? FEW_NEED : YEARLY_GAIN;
  return gain > Math.max(least * mean(before), spread / Math.sqrt(Math.max(1, independent)));
}
