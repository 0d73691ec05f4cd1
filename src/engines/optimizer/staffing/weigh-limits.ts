import { measureWorth } from '../model/measure-worth.ts';
import type { Solved } from '../model/optimization-model.ts';
import { type BindingLimit, priceLimits } from '../model/price-limits.ts';
import { hasPlan } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import type { RosterModel } from './build-roster-model.ts';
import type { RosterPlan } from './roster-plan.ts';
import type { StaffingInput } from './types.ts';

/** `gain`: how much lower the whole cost would be. It lies between `least` and `most`, equal where both are proven. */
export type RosterLimit = LimitName & { readonly gain: number; readonly least: number; readonly most: number };

type LimitName =
  /** One shift of `minutes` more for this person, in the week (or plan) from `fromDay`. */
  | { readonly kind: 'max-hours'; readonly employee: string; readonly fromDay: number; readonly minutes: number }
  /** One person fewer wanted; `need` is the place in `input.cover`. */
  | { readonly kind: 'cover'; readonly need: number };

interface Weighed {
  readonly limit: BindingLimit;
  readonly step: number;
  readonly tell: LimitName;
}

/** Solved again at most so often, so that explaining stays shorter than planning. */
const MOST_OF_A_KIND = 2;
/** Share of the time for all of it. */
const SHARE = 0.4;

/**
 * The limits that hold a roster back, dearest first, each confirmed by planning again with it loosened. Shadow prices
 * of the model without whole numbers say which are worth a second solve.
 */
export function weighLimits({
  input,
  built,
  solution,
  plan,
  options,
}: Solved<StaffingInput, RosterModel, RosterPlan>): readonly RosterLimit[] {
  const { model } = built;
  const relaxed = model.clone();
  for (let variable = 0; variable < model.variableCount; variable += 1) relaxed.setInteger(variable, false);
  const timeLimitMs = ((options.timeLimitMs ?? 10_000) * SHARE) / (2 * MOST_OF_A_KIND + 1);
  const { deadline } = options;
  const smooth = solveModel(relaxed, { timeLimitMs, deadline });
  if (!hasPlan(smooth)) return [];
  const { rows } = priceLimits(relaxed, smooth, { timeLimitMs, deadline });
  const priced = [...listHours(input, built), ...listCover(input, built, plan)]
    .map((one) => ({ ...one, price: Math.abs(rows[one.limit.row] ?? 0) * one.step }))
    .filter(({ price }) => price > 1e-6)
    .sort((a, b) => b.price - a.price);
  const byKind = Map.groupBy(priced, ({ tell }) => tell.kind);
  const chosen = [...byKind.values()].flatMap((same) => same.slice(0, MOST_OF_A_KIND));
  const byRow = new Map(chosen.map((one) => [one.limit.row, one]));
  const worth = measureWorth(
    model,
    solution,
    chosen.map(({ limit }) => limit),
    {
      gap: options.gap,
      shouldStop: options.shouldStop,
      stepOf: ({ row }) => byRow.get(row)?.step ?? 1,
      timeLimitMs,
      deadline,
    },
  );
  return worth
    .flatMap(({ limit, gain, least, most }): RosterLimit[] => {
      const tell = byRow.get(limit.row)?.tell;
      return tell && gain > 0 ? [{ ...tell, gain, least, most }] : [];
    })
    .sort((a, b) => b.gain - a.gain);
}

function listHours(input: StaffingInput, { model, capping }: RosterModel): readonly Weighed[] {
  return capping.map(({ row, employee, from, step, minutes }) => {
    const { name, upper } = model.row(row);
    const tell = { kind: 'max-hours', employee: input.employees[employee]?.id ?? '', fromDay: from, minutes } as const;
    return { limit: { row, name, side: 'upper', limit: upper }, step, tell };
  });
}

/** Needs that are filled: of those that are not, one fewer is worth what the missing person costs, as everybody knows. */
function listCover(input: StaffingInput, { model, needs }: RosterModel, { short }: RosterPlan): readonly Weighed[] {
  const missing = new Set(short.map(({ need }) => need));
  return needs.flatMap(({ row }, need): Weighed[] => {
    if (missing.has(need) || (input.cover[need]?.people ?? 0) === 0) return [];
    const { name, lower } = model.row(row);
    return [{ limit: { row, name, side: 'lower', limit: lower }, step: 1, tell: { kind: 'cover', need } }];
  });
}
