import type { PlanExpectation } from '../../src/contracts/plan.ts';
import type { BudgetBasis } from './basis.ts';
import { type ChannelFigures, figuresOf, type MadeBudget } from './figures.ts';
import { NOW_WEEKS } from './read-history.ts';

/** Standard deviations from the middle to the ends of an 80% range. */
const Z80 = 1.2816;

/** What to hold against reality: the spend on each channel, and its results where they are counted. */
export function expectBudget(made: MadeBudget): readonly PlanExpectation[] {
  const { basis } = made;
  return figuresOf(made).flatMap((figures) => [
    expectSpend(basis, figures),
    ...(basis.perChannel ? expectResult(basis, figures) : []),
  ]);
}

const place = ({ filter, dimension, period }: BudgetBasis, name: string) => ({
  filter: { ...filter, [dimension]: name },
  period,
});

function expectSpend(basis: BudgetBasis, { channel, plan, now }: ChannelFigures): PlanExpectation {
  const { key, label, unit } = basis.spend;
  return {
    label: `${label}, ${channel.name}`,
    metric: key,
    ...place(basis, channel.name),
    unit,
    value: plan * basis.weeks,
    without: now * basis.weeks,
  };
}

/**
 * What was counted of late, moved by what the curve says: there are results that no spend brings, and the curve leaves
 * those out. The range holds what is open of the curve and the chance of the weeks.
 */
function expectResult(basis: BudgetBasis, { channel, result, nowResult }: ChannelFigures): PlanExpectation[] {
  const { counted } = channel;
  if (!counted || !result || nowResult === null) return [];
  const { key, label, unit } = basis.result;
  const { weeks } = basis;
  const value = Math.max(0, counted.mean + result.mean - nowResult) * weeks;
  const ofCurve = ((result.high80 - result.low80) / 2) * weeks;
  // The weeks to come vary, and the average of the last ones is itself not exact.
  const ofWeeks = Z80 * counted.noise * Math.sqrt(weeks + weeks ** 2 / NOW_WEEKS);
  const half = Math.hypot(ofCurve, ofWeeks);
  return [
    {
      label: `${label}, ${channel.name}`,
      metric: key,
      ...place(basis, channel.name),
      unit,
      value,
      low80: Math.max(0, value - half),
      high80: value + half,
      without: counted.mean * weeks,
    },
  ];
}
