import type { BudgetChannel, BudgetInput } from '../../src/engines/optimizer/budget/types.ts';
import type { KnownChannel } from './know-channels.ts';
import type { SpendLimits } from './limit-channel.ts';
import type { PlanSpan } from './plan-span.ts';

export interface PlannedChannel {
  readonly known: KnownChannel;
  readonly limits: SpendLimits;
  /** Money a week. */
  readonly now: number;
}

/** Nothing that is spent there changes anything, as far as anybody can tell. */
const NO_EFFECT: BudgetChannel['curve'] = { kind: 'linear', perUnit: 0 };

/**
 * "The next … of money" over the whole period: a hundred, where that is small change to nobody; else a round amount
 * that is some hundredths of the total, whatever the currency.
 */
export function chooseStep(total: number): number {
  if (total >= 300 && total <= 30_000) return 100;
  return total > 0 ? Math.max(1, 10 ** Math.round(Math.log10(total / 100))) : 100;
}

/**
 * The problem of the model's weeks, in units of result: a result is worth one, so that the engine's figures are results.
 * @param total money over the whole period
 */
export function buildProblem(
  channels: readonly PlannedChannel[],
  { total, maxChange, span }: { readonly total: number; readonly maxChange: number | null; readonly span: PlanSpan },
): BudgetInput {
  const scale = span.weeks / span.modelWeeks;
  const weekly = total / span.weeks;
  const today = channels.reduce((sum, { now }) => sum + now, 0);
  // With less money than today what nothing is known of shrinks like the rest.
  const shrink = Math.min(1, today > 0 ? weekly / today : 1);
  return {
    channels: channels.map(({ known, limits, now }): BudgetChannel => {
      const { response, history } = known;
      const held = limits.from === 'kept' ? Math.max(shrink, maxChange === null ? 0 : 1 - maxChange) : 1;
      return {
        id: history.name,
        name: history.name,
        curve: response ? { kind: 'draws', draws: response.draws } : NO_EFFECT,
        ...(response ? { carryOver: Math.min(0.95, response.carryOver) } : {}),
        ...(limits.min > 0 ? { min: limits.min * held } : {}),
        max: limits.max * held,
        ...(limits.minIfUsed > 0 ? { minIfUsed: limits.minIfUsed } : {}),
        current: now,
      };
    }),
    total: total / scale,
    periods: span.modelWeeks,
    ...(maxChange === null ? {} : { maxChange }),
    nextStep: chooseStep(total) / scale,
  };
}
