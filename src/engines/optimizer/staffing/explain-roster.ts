import { findAlternatives } from '../model/find-alternatives.ts';
import type { LinearModel, Term } from '../model/linear-model.ts';
import { measureWorth } from '../model/measure-worth.ts';
import type { Solved } from '../model/optimization-model.ts';
import { type BindingLimit, priceLimits } from '../model/price-limits.ts';
import { hasPlan } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import { adviseShortages, type ShortageAdvice } from './advise-shortages.ts';
import type { RosterModel } from './build-roster-model.ts';
import { describeRoster, readAssignments } from './read-roster.ts';
import type { RosterPlan } from './roster-plan.ts';
import type { StaffingInput } from './types.ts';
import { verifyRoster } from './verify-roster.ts';

export interface RosterExplanation {
  readonly shortages: readonly ShortageAdvice[];
  /** Limits that hold the plan back, dearest first, each confirmed by planning again with it loosened. */
  readonly limits: readonly RosterLimit[];
  readonly alternatives: readonly RosterAlternative[];
}

/** `gain`: how much lower the whole cost would be. It lies between `least` and `most`, equal where both are proven. */
export type RosterLimit = { readonly gain: number; readonly least: number; readonly most: number } & (
  | { readonly kind: 'max-hours'; readonly employee: string; readonly fromDay: number; readonly minutes: number }
  /** One person fewer wanted; `need` is the place in `input.cover`. */
  | { readonly kind: 'cover'; readonly need: number }
);

/** Another roster at nearly the same cost, with nobody more missing. */
export interface RosterAlternative {
  readonly plan: RosterPlan;
  /** Assignments of the plan that it does not make. */
  readonly differences: number;
}

/** Solved again at most so often, so that explaining stays shorter than planning. */
const MOST_LIMITS = 4;
const ALTERNATIVES = 2;

type SolvedRoster = Solved<StaffingInput, RosterModel, RosterPlan>;

export function explainRoster(solved: SolvedRoster): RosterExplanation {
  return {
    shortages: adviseShortages(solved.input, solved.plan),
    limits: weighLimits(solved),
    alternatives: findOthers(solved),
  };
}

type Weighed = { readonly limit: BindingLimit; readonly step: number; readonly tell: LimitName };
type LimitName =
  | { readonly kind: 'max-hours'; readonly employee: string; readonly fromDay: number; readonly minutes: number }
  | { readonly kind: 'cover'; readonly need: number };

/** Shadow prices of the model without whole numbers say which limits are worth a second solve. */
function weighLimits({ input, built, solution, options }: SolvedRoster): readonly RosterLimit[] {
  const { model } = built;
  const relaxed = model.clone();
  for (let variable = 0; variable < model.variableCount; variable += 1) relaxed.setInteger(variable, false);
  const budget = (options.timeLimitMs ?? 10_000) / 4;
  const smooth = solveModel(relaxed, { timeLimitMs: budget });
  if (!hasPlan(smooth)) return [];
  const { rows } = priceLimits(relaxed, smooth);
  const weighed = listLimits(input, built)
    .map((one) => ({ ...one, price: Math.abs(rows[one.limit.row] ?? 0) * one.step }))
    .filter(({ price }) => price > 1e-6)
    .sort((a, b) => b.price - a.price)
    .slice(0, MOST_LIMITS);
  const byRow = new Map(weighed.map((one) => [one.limit.row, one]));
  const worth = measureWorth(
    model,
    solution,
    weighed.map(({ limit }) => limit),
    {
      gap: options.gap,
      shouldStop: options.shouldStop,
      stepOf: ({ row }) => byRow.get(row)?.step ?? 1,
      timeLimitMs: budget / MOST_LIMITS,
    },
  );
  return worth
    .flatMap(({ limit, gain, least, most }): RosterLimit[] => {
      const tell = byRow.get(limit.row)?.tell;
      return tell && most > 0 ? [{ ...tell, gain, least, most }] : [];
    })
    .sort((a, b) => b.gain - a.gain);
}

function listLimits(input: StaffingInput, { model, needs, capping }: RosterModel): readonly Weighed[] {
  const hours = capping.map(({ row, employee, from, step, minutes }): Weighed => {
    const { name, upper } = model.row(row);
    const tell = { kind: 'max-hours', employee: input.employees[employee]?.id ?? '', fromDay: from, minutes } as const;
    return { limit: { row, name, side: 'upper', limit: upper }, step, tell };
  });
  const cover = needs.flatMap(({ row }, need): Weighed[] => {
    const { name, lower } = model.row(row);
    if ((input.cover[need]?.people ?? 0) === 0) return [];
    return [{ limit: { row, name, side: 'lower', limit: lower }, step: 1, tell: { kind: 'cover', need } }];
  });
  return [...hours, ...cover];
}

function findOthers({ input, built, solution, options }: SolvedRoster): readonly RosterAlternative[] {
  const best = new Set(readAssignments(built, solution.values).map((one) => JSON.stringify(one)));
  const found = findAlternatives(keepCover(built, solution.values), solution, {
    choices: built.index.candidates.map(({ variable }) => variable),
    count: ALTERNATIVES,
    // A plan somewhat less different is as good an alternative, and found far sooner.
    gap: 0.1,
    shouldStop: options.shouldStop,
    timeLimitMs: (options.timeLimitMs ?? 10_000) / 4,
  });
  return found.flatMap(({ values }): RosterAlternative[] => {
    const assignments = readAssignments(built, values);
    if (verifyRoster(input, assignments).violations.length > 0) return [];
    const kept = assignments.filter((one) => best.has(JSON.stringify(one))).length;
    return [{ plan: describeRoster(input, assignments), differences: best.size - kept }];
  });
}

/** Within one percent of a big roster there would be room to leave somebody out: an alternative may not. */
function keepCover({ model, needs }: RosterModel, values: ArrayLike<number>): LinearModel {
  const kept = model.clone();
  const terms = needs.map(({ short }): Term => [short, 1]);
  const missing = needs.reduce((sum, { short }) => sum + (values[short] ?? 0), 0);
  kept.addRow({ name: 'no more people missing', upper: missing, terms });
  return kept;
}
