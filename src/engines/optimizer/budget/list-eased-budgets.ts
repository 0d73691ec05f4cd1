import type { BudgetBinding, BudgetChannel, BudgetInput, BudgetLimitCode, BudgetPlan } from './types.ts';

/** A limit the plan is up against, and the input with a little more room there. */
export interface EasedBudget extends Omit<BudgetBinding, 'worth'> {
  readonly eased: BudgetInput;
}

/** Limits the plan touches. What easing one is worth is for solving again to say. */
export function listEasedBudgets(input: BudgetInput, plan: BudgetPlan): readonly EasedBudget[] {
  const step = input.nextStep ?? 100;
  const found: EasedBudget[] = [];
  const add = (code: BudgetLimitCode, words: string, by: number, eased: BudgetInput, id?: string) => {
    found.push({ code, words, step: by, eased, ...(id !== undefined && { id }) });
  };
  const { total, leastTotal = 0, maxChange, periodMax } = input;
  if (plan.spend >= total - touching(total)) add('total', 'a larger total', step, { ...input, total: total + step });
  if (leastTotal > 0 && plan.spend <= leastTotal + touching(leastTotal)) {
    const by = Math.min(step, leastTotal);
    add('leastTotal', 'a smaller least total', by, { ...input, leastTotal: leastTotal - by });
  }
  for (const [period, most] of (periodMax ?? []).entries()) {
    const spent = plan.rows.reduce((sum, { spend }) => sum + (spend[period] ?? 0), 0);
    if (spent < most - touching(most)) continue;
    const eased = { ...input, periodMax: periodMax?.map((each, at) => (at === period ? each + step : each)) };
    add('periodMax', `more room in period ${period + 1}`, step, eased, String(period + 1));
  }
  if (maxChange !== undefined)
    add('maxChange', 'five points more of change', 0.05, { ...input, maxChange: maxChange + 0.05 });
  for (const [index, channel] of input.channels.entries()) {
    for (const [code, words, by, eased] of easeChannel(channel, plan.rows[index]?.spend ?? [], step)) {
      const channels = input.channels.map((each, at) => (at === index ? eased : each));
      add(code, words, by, { ...input, channels }, channel.id);
    }
  }
  return [...found, ...easeSpendLimits(input, plan)];
}

function easeChannel(
  channel: BudgetChannel,
  spend: readonly number[],
  step: number,
): (readonly [BudgetLimitCode, string, number, BudgetChannel])[] {
  const { name, min = 0, max, minIfUsed = 0, minTotal = 0, maxTotal } = channel;
  const total = spend.reduce((sum, amount) => sum + amount, 0);
  const found: (readonly [BudgetLimitCode, string, number, BudgetChannel])[] = [];
  if (max !== undefined && spend.some((amount) => amount >= max - touching(max))) {
    found.push(['max', `a higher limit for ${name}`, step, { ...channel, max: max + step }]);
  }
  if (min > 0 && spend.some((amount) => amount <= min + touching(min))) {
    const by = Math.min(step, min);
    found.push(['min', `a lower minimum for ${name}`, by, { ...channel, min: min - by }]);
  }
  if (minIfUsed > 0 && spend.some((amount) => amount <= minIfUsed + touching(minIfUsed))) {
    const by = Math.min(step, minIfUsed);
    found.push(['minIfUsed', `a lower least spend for ${name}`, by, { ...channel, minIfUsed: minIfUsed - by }]);
  }
  if (maxTotal !== undefined && total >= maxTotal - touching(maxTotal)) {
    found.push(['maxTotal', `a higher limit for ${name}`, step, { ...channel, maxTotal: maxTotal + step }]);
  }
  if (minTotal > 0 && total <= minTotal + touching(minTotal)) {
    const by = Math.min(step, minTotal);
    found.push(['minTotal', `a lower minimum for ${name}`, by, { ...channel, minTotal: minTotal - by }]);
  }
  return found;
}

function easeSpendLimits(input: BudgetInput, plan: BudgetPlan): EasedBudget[] {
  const { spendLimits = [] } = input;
  const spent = new Map(plan.rows.map(({ channelId, totalSpend }) => [channelId, totalSpend]));
  return spendLimits.flatMap(({ id, name, min, max, perUnit }): EasedBudget[] => {
    const sum = perUnit.reduce((total, { channelId, value }) => total + value * (spent.get(channelId) ?? 0), 0);
    const ease = (code: BudgetLimitCode, words: string, by: number, side: 'min' | 'max'): EasedBudget => {
      const eased = spendLimits.map((each) => (each.id === id ? { ...each, [side]: (each[side] ?? 0) + by } : each));
      return { code, id, words, step: Math.abs(by), eased: { ...input, spendLimits: eased } };
    };
    const found: EasedBudget[] = [];
    const size = (limit: number) => Math.max(Math.abs(limit), 1) / 100;
    if (max !== undefined && sum >= max - touching(max))
      found.push(ease('spendLimitMax', `more of ${name}`, size(max), 'max'));
    if (min !== undefined && sum <= min + touching(min))
      found.push(ease('spendLimitMin', `less of ${name}`, -size(min), 'min'));
    return found;
  });
}

function touching(limit: number): number {
  return 1e-6 * Math.max(1, Math.abs(limit));
}
