import { feelSpend } from '../../src/engines/optimizer/budget/read-budget-plan.ts';
import { resultAt } from '../../src/engines/optimizer/budget/response-curve.ts';
import type { BudgetChannel, BudgetRow, DrawnInterval } from '../../src/engines/optimizer/budget/types.ts';
import { quantileOf } from '../../src/engines/optimizer/estimation/normal.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import type { BudgetBasis, ChannelBasis } from './basis.ts';

export type MadeBudget = MadePlan<'budget', BudgetBasis>;

/** One channel of a plan. Money and results are a week's; results are null where nothing is known of them. */
export interface ChannelFigures {
  readonly channel: ChannelBasis;
  readonly now: number;
  readonly plan: number;
  readonly nowResult: number | null;
  readonly result: DrawnInterval | null;
  /** What the next step of money over the whole period brings. */
  readonly next: DrawnInterval | null;
  /** Cannot take more. */
  readonly full: boolean;
  /** More than was ever spent there in a week. */
  readonly beyond: boolean;
}

/** Less than this share of all spend is no move. */
const NOTICEABLE = 0.02;

export function figuresOf({ problem, basis, outcome }: MadeBudget): readonly ChannelFigures[] {
  const { plan, explanation } = outcome;
  const periods = problem.periods ?? 1;
  return problem.channels.flatMap((planned, at): ChannelFigures[] => {
    const channel = basis.channels.find(({ name }) => name === planned.id);
    const row = plan.rows[at];
    if (!channel || !row) return [];
    const spend = row.totalSpend / periods;
    const known = channel.how !== 'kept';
    const marginal = explanation.marginals.find(({ channelId }) => channelId === planned.id);
    const nextMean = marginal?.next ?? 0;
    const scale = basis.weeks / periods;
    const next = marginal?.interval ?? { mean: nextMean, low80: nextMean, high80: nextMean };
    return [
      {
        channel,
        now: channel.now,
        plan: spend,
        nowResult: known ? (plan.today?.rows[at]?.totalResult ?? 0) / periods : null,
        result: known ? resultRange(planned, row) : null,
        next: known ? scaleRange(next, scale) : null,
        full: marginal?.full ?? true,
        beyond: known && Math.max(...row.spend) > channel.highestSpend * (1 + 1e-6),
      },
    ];
  });
}

/** A week's result of a row over the draws of its curve. */
function resultRange({ curve, carryOver = 0 }: BudgetChannel, { spend, totalResult }: BudgetRow): DrawnInterval {
  const weeks = Math.max(1, spend.length);
  const mean = totalResult / weeks;
  if (curve.kind !== 'draws') return { mean, low80: mean, high80: mean };
  const felt = feelSpend(spend, carryOver);
  const drawn = Float64Array.from(
    curve.draws,
    (draw) => felt.reduce((sum, amount) => sum + resultAt(draw, amount), 0) / weeks,
  ).sort();
  return { mean, low80: quantileOf(drawn, 0.1), high80: quantileOf(drawn, 0.9) };
}

export const scaleRange = ({ mean, low80, high80 }: DrawnInterval, by: number): DrawnInterval => ({
  mean: mean * by,
  low80: low80 * by,
  high80: high80 * by,
});

/** Totals of a week. */
export interface WeekTotals {
  readonly now: number;
  readonly plan: number;
  /** What could be spent. */
  readonly budget: number;
  readonly nowResult: number;
  readonly result: number;
  /** Plan less today, with its range and the chance that it is more; null when there is nothing to compare. */
  readonly gain: (DrawnInterval & { readonly chance: number }) | null;
}

export function totalsOf({ problem, outcome }: MadeBudget, figures: readonly ChannelFigures[]): WeekTotals {
  const periods = problem.periods ?? 1;
  const { gain } = outcome.explanation;
  return {
    now: sumOf(figures.map(({ now }) => now)),
    plan: sumOf(figures.map(({ plan }) => plan)),
    budget: problem.total / periods,
    nowResult: sumOf(figures.map(({ nowResult }) => nowResult ?? 0)),
    result: sumOf(figures.map(({ result }) => result?.mean ?? 0)),
    gain: gain && { ...scaleRange(gain, 1 / periods), chance: gain.chance },
  };
}

/** Channels whose spend changes by something one would notice, the largest change first. */
export function movesOf(figures: readonly ChannelFigures[]): readonly ChannelFigures[] {
  const whole = Math.max(sumOf(figures.map(({ plan }) => plan)), sumOf(figures.map(({ now }) => now)));
  return figures
    .filter(({ plan, now }) => Math.abs(plan - now) > Math.max(NOTICEABLE * whole, 0.005))
    .sort((a, b) => Math.abs(b.plan - b.now) - Math.abs(a.plan - a.now));
}

/** Is it the same money as today, as nearly as anybody would notice? */
export const isSameTotal = ({ plan, now }: Pick<WeekTotals, 'plan' | 'now'>): boolean =>
  Math.abs(plan - now) <= NOTICEABLE * Math.max(plan, now);

/** An amount as it is written: without cents, where it is more than small change. */
export const asShown = (value: number): number =>
  Math.abs(value) < 9.995 ? Math.round(value * 100) / 100 : Math.round(value);

/** How much a channel's spend changes, so that it is the difference of what is written of it. */
export const shownChange = ({ plan, now }: Pick<ChannelFigures, 'plan' | 'now'>): number =>
  Math.abs(asShown(plan) - asShown(now));

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
export const meanOf = (values: readonly number[]): number => sumOf(values) / Math.max(1, values.length);
