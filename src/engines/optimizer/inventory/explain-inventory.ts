import { findAlternatives } from '../model/find-alternatives.ts';
import { findShortage, type SoftLimit } from '../model/find-shortage.ts';
import { fixIntegers } from '../model/fix-integers.ts';
import { measureWorth } from '../model/measure-worth.ts';
import type { Remedy, Solved } from '../model/optimization-model.ts';
import { listBindingLimits, priceLimits } from '../model/price-limits.ts';
import type { FoundPlan, SolveOptions } from '../model/solution.ts';
import type { BuiltInventory } from './build-inventory.ts';
import { readInventoryPlan } from './read-inventory-plan.ts';
import type { ReorderRule } from './reorder-point.ts';
import { findReorderRules, followReorderRules } from './reorder-point.ts';
import { simulateOrders } from './simulate-orders.ts';
import { isSmall } from './solve-stages.ts';
import type { InventoryCosts, InventoryInput, InventoryLimit, InventoryPlan } from './types.ts';
import { verifyInventory } from './verify-inventory.ts';

export interface InventoryExplanation {
  /** Limits that the plan meets exactly and that cost something, dearest first. */
  readonly limits: readonly InventoryWorth[];
  /** Where sales are lost or a buffer is not full although something could be ordered. */
  readonly shortfalls: readonly Shortfall[];
  /** The simple rule, and what it would cost on the same demand. Null costs: it breaks a shared limit. */
  readonly rules: readonly ReorderRule[];
  readonly ruleCosts: InventoryCosts;
  /** Limits that the rule would break: its costs are then lower than they could really be. */
  readonly ruleBreaks: readonly string[];
  /** Plans that cost at most 1% more and order at other times. */
  readonly alternatives: readonly { readonly plan: InventoryPlan; readonly differences: number }[];
}

export interface InventoryWorth {
  readonly limit: InventoryLimit;
  /** From 0. */
  readonly period: number;
  readonly step: number;
  /** Saved with `step` more of the limit, found by planning again. */
  readonly saves: number;
  /** True: order times were held when planning again, so that other times may save more. */
  readonly atLeast: boolean;
}

export interface Shortfall {
  readonly id: string;
  readonly period: number;
  readonly lost: number;
  readonly bufferShort: number;
}

/** Limits whose worth is measured. */
const MEASURED = 3;
/** Shares of the time for the worth of each, and for all alternatives; and the most milliseconds that take. */
const WORTH = { share: 0.15, mostMs: 400 };
const OTHERS = { share: 0.4, mostMs: 1000 };

const shareOf = ({ share, mostMs }: typeof WORTH, { timeLimitMs = 10_000 }: SolveOptions) =>
  Math.min(mostMs, share * timeLimitMs);

export function explainInventory({
  input,
  built,
  solution,
  plan,
  options,
}: Solved<InventoryInput, BuiltInventory, InventoryPlan>): InventoryExplanation {
  const rules = findReorderRules(input);
  const ruled = simulateOrders(input, followReorderRules(input, rules));
  return {
    limits: measureLimits(built, solution, options),
    shortfalls: listShortfalls(input, plan),
    rules,
    ruleCosts: ruled.costs,
    ruleBreaks: verifyInventory(input, ruled).violations.map(({ words }) => words),
    alternatives: listAlternatives(input, built, solution, options),
  };
}

/** In large plans order times are held: the worth is then found at once, and is the least the limit is worth. */
function measureLimits(built: BuiltInventory, solution: FoundPlan, options: SolveOptions): InventoryWorth[] {
  const time = { timeLimitMs: shareOf(WORTH, options), deadline: options.deadline };
  const atLeast = !isSmall(built.model);
  const held = holdGates(built, solution);
  const shared = built.limits.filter(({ limit }) => limit === 'storage' || limit === 'budget');
  const of = new Map(shared.map((entry) => [entry.row, entry]));
  const prices = priceLimits(held, solution, time).rows;
  const binding = listBindingLimits(held, solution, [...of.keys()])
    .toSorted((a, b) => Math.abs(prices[b.row] ?? 0) - Math.abs(prices[a.row] ?? 0))
    .slice(0, MEASURED);
  const worths = measureWorth(atLeast ? held : built.model, solution, binding, {
    ...time,
    stepOf: ({ limit }) => Math.max(1, 0.01 * Math.abs(limit)),
  });
  return worths
    .flatMap(({ limit, step, gain }): InventoryWorth[] => {
      const entry = of.get(limit.row);
      return entry && gain > 0 ? [{ limit: entry.limit, period: entry.period, step, saves: gain, atLeast }] : [];
    })
    .sort((a, b) => b.saves - a.saves);
}

/** The model with all yes/no decisions held; packs stay free. */
function holdGates({ model, cells }: BuiltInventory, solution: FoundPlan) {
  const held = fixIntegers(model, solution.values);
  for (const { packs } of cells.flat()) {
    if (packs === null) continue;
    const { lower, upper, integer } = model.variable(packs);
    held.setBounds(packs, lower, upper);
    held.setInteger(packs, integer);
  }
  return held;
}

function listShortfalls(input: InventoryInput, plan: InventoryPlan): Shortfall[] {
  return input.items.flatMap((item, index) => {
    const own = plan.items[index];
    return item.demand.flatMap((_, period): Shortfall[] => {
      const lost = own?.lost[period] ?? 0;
      const bufferShort = own?.bufferShort[period] ?? 0;
      const avoidable = period >= item.leadTime && (lost > 1e-6 || bufferShort > 1e-6);
      return avoidable ? [{ id: item.id, period, lost, bufferShort }] : [];
    });
  });
}

function listAlternatives(input: InventoryInput, built: BuiltInventory, solution: FoundPlan, options: SolveOptions) {
  const choices = [...new Set(built.cells.flat().flatMap(({ gate }) => gate ?? []))];
  if (choices.length === 0) return [];
  const time = { timeLimitMs: shareOf(OTHERS, options), deadline: options.deadline };
  return findAlternatives(built.model, solution, { ...time, choices, gap: 0.5 }).map(
    ({ values, objective, differences }) => ({
      plan: readInventoryPlan(input, built, { ...solution, values, objective }),
      differences,
    }),
  );
}

/** Least change of storage, budget and demand that makes the plan possible; demand gives way last. */
export function findInventoryRemedies(
  input: InventoryInput,
  { model, limits }: BuiltInventory,
  options: SolveOptions,
): readonly Remedy[] {
  const dearest = Math.max(1, ...input.items.map(({ unitCost }) => unitCost));
  const penalties: Readonly<Record<InventoryLimit, number>> = {
    storage: 1,
    budget: 1,
    'supplier-minimum': 1,
    demand: 10 * dearest,
  };
  const of = new Map(limits.map((entry) => [entry.row, entry]));
  const soft = limits.map(({ row, limit }): SoftLimit => {
    return { row, penalty: penalties[limit], ...(limit === 'demand' && { side: 'lower' }) };
  });
  const result = findShortage(model, soft, {
    timeLimitMs: options.timeLimitMs ?? 5000,
    deadline: options.deadline,
    gap: 0.01,
  });
  if (!result.found) return [];
  return result.shortages.flatMap(({ row, name, side, amount }): Remedy[] => {
    const entry = of.get(row);
    if (!entry) return [];
    const less = side === 'lower';
    const words = `${round(amount)} ${less ? 'less' : 'more'}: ${name}.`;
    return [
      {
        code: `${less ? 'less' : 'more'}-${entry.limit}`,
        words,
        amount,
        values: { limit: name, amount: round(amount), period: entry.period + 1 },
      },
    ];
  });
}

function round(value: number): number {
  return Math.ceil(value * 100 - 1e-6) / 100;
}
