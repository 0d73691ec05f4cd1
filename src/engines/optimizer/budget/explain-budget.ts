import type { LinearModel, Term } from '../model/linear-model.ts';
import type { Solved } from '../model/optimization-model.ts';
import { hasPlan } from '../model/solution.ts';
import { findNearBest, NEAR_BEST } from '../near-best.ts';
import type { TimePurse } from '../time-purse.ts';
import { openPurse } from '../time-purse.ts';
import type { BuiltBudget } from './build-budget.ts';
import { buildBudget } from './build-budget.ts';
import { listEasedBudgets } from './list-eased-budgets.ts';
import { readBudgetPlan } from './read-budget-plan.ts';
import { findMarginals, simulateBudgetGain } from './simulate-budget.ts';
import { solveBudget, touch } from './solve-budget.ts';
import type { BudgetAlternative, BudgetBinding, BudgetExplanation, BudgetInput, BudgetPlan } from './types.ts';

const MOST_LIMITS = 12;
/** Times an alternative is put right when it turns out to be worse than its lines promised. */
const MOST_CORRECTIONS = 6;

type SolvedBudget = Solved<BudgetInput, BuiltBudget, BudgetPlan>;

export function explainBudget(solved: SolvedBudget): BudgetExplanation {
  const { input, plan } = solved;
  return {
    gain: simulateBudgetGain(input, plan),
    marginals: findMarginals(input, plan),
    binding: findBinding(solved),
    alternatives: findAlternatives(solved),
  };
}

/** What a little more room brings at each limit, by solving again; the most valuable first. */
function findBinding({ input, plan, solution, options }: SolvedBudget): readonly BudgetBinding[] {
  if (solution.status !== 'optimal') return [];
  const purse = openPurse(shareOf(options.timeLimitMs), options.deadline);
  return listEasedBudgets(input, plan)
    .slice(0, MOST_LIMITS)
    .flatMap(({ eased, ...limit }): BudgetBinding[] => {
      const timeLimitMs = purse.nextLimitMs();
      if (timeLimitMs === 0) return [];
      const again = purse.spend(solveBudget(eased, buildBudget(eased), { timeLimitMs, deadline: options.deadline }));
      if (!hasPlan(again) || again.status !== 'optimal') return [];
      const worth = again.objective - solution.objective;
      return worth > 2e-6 * Math.max(1, Math.abs(solution.objective)) ? [{ ...limit, worth }] : [];
    })
    .sort((a, b) => b.worth - a.worth);
}

function findAlternatives(solved: SolvedBudget): readonly BudgetAlternative[] {
  const { input, plan, built } = solved;
  const known = input.channels.every(({ current }) => current !== undefined);
  const aims = [
    ...(known
      ? [['closest-to-today', 'Nearly the same value, moving as little money as possible.', addMoves] as const]
      : []),
    ['fewest-channels', 'Nearly the same value from the fewest channels.', addUses] as const,
    ['least-spend', 'Nearly the same value for less money.', sumSpend] as const,
  ];
  const seen: BudgetPlan[] = [plan];
  const purse = openPurse(shareOf(solved.options.timeLimitMs), solved.options.deadline);
  return aims.flatMap(([code, words, prepare]): BudgetAlternative[] => {
    const other = findPlan(solved, purse, (copy) => prepare(copy, input, built));
    if (!other || seen.some((each) => isSame(each, other, input.total))) return [];
    seen.push(other);
    return [{ code, words, plan: other }];
  });
}

function findPlan(
  { input, built, solution, options }: SolvedBudget,
  purse: TimePurse,
  prepare: (copy: LinearModel) => Map<number, number>,
): BudgetPlan | null {
  for (let round = 0; round < MOST_CORRECTIONS; round += 1) {
    const timeLimitMs = purse.nextLimitMs();
    if (timeLimitMs === 0) return null;
    const time = { timeLimitMs, deadline: options.deadline };
    const found = findNearBest(built.model, solution.objective, prepare, { ...time, gap: 0.01 });
    if (!found) return null;
    purse.spend(found);
    const exact = built.model.objectiveOf(touch(input, built, found).values);
    const short = solution.objective - exact - NEAR_BEST * Math.abs(solution.objective);
    if (short <= 1e-5 * Math.abs(solution.objective)) return readBudgetPlan(input, built, found);
  }
  return null;
}

/** Σ |spend − today's|. */
function addMoves(copy: LinearModel, input: BudgetInput, { cells }: BuiltBudget): Map<number, number> {
  return new Map(
    cells.map(({ spend, channel }) => {
      const current = input.channels[channel]?.current ?? 0;
      const moved = copy.addVariable({ name: 'moved' });
      const terms = (sign: 1 | -1): Term[] => [
        [moved, 1],
        [spend, sign],
      ];
      copy.addRow({ name: 'moved up', lower: -current, terms: terms(-1) });
      copy.addRow({ name: 'moved down', lower: current, terms: terms(1) });
      return [moved, 1];
    }),
  );
}

/** Channels with any spend at all. */
function addUses(copy: LinearModel, input: BudgetInput, { cells }: BuiltBudget): Map<number, number> {
  return new Map(
    input.channels.map((_, index) => {
      const used = copy.addBinary('used');
      for (const { spend, channel, most } of cells) {
        if (channel === index)
          copy.addRow({
            name: 'used',
            upper: 0,
            terms: [
              [spend, 1],
              [used, -most],
            ],
          });
      }
      return [used, 1];
    }),
  );
}

function sumSpend(_copy: LinearModel, _input: BudgetInput, { cells }: BuiltBudget): Map<number, number> {
  return new Map(cells.map(({ spend }) => [spend, 1]));
}

/** Alike to within a thousandth of the total. */
function isSame(a: BudgetPlan, b: BudgetPlan, total: number): boolean {
  const apart = a.rows.map(({ totalSpend }, i) => Math.abs(totalSpend - (b.rows[i]?.totalSpend ?? 0)));
  return apart.every((distance) => distance <= 1e-3 * total);
}

/** For the limits and for the alternatives each: a second and a half, or less when there is less. */
function shareOf(timeLimitMs = 10_000): number {
  return Math.min(1500, timeLimitMs / 2);
}
