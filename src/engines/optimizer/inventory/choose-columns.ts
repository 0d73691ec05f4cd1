import { LinearModel, type Term } from '../model/linear-model.ts';
import { priceLimits } from '../model/price-limits.ts';
import { type FoundPlan, hasPlan, type SolveOptions } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';

/** A plan of one part, what it costs, and what it takes of each shared limit. */
export interface Column {
  readonly part: number;
  readonly values: Float64Array;
  readonly cost: number;
  readonly uses: readonly number[];
}

export interface SharedLimit {
  readonly limit: number;
  /** Most that one unit beyond the limit is taken to cost. */
  readonly dearest: number;
}

export interface Choice {
  /** One column a part; null where they do not fit together within the limits. */
  readonly chosen: readonly Column[] | null;
  /** What one unit of each limit is worth when plans of a part may be mixed, 0 to `dearest`. */
  readonly prices: readonly number[];
}

/**
 * The cheapest plans, one a part, that keep the shared limits together, and the limits' prices that tell which plans
 * would be better (restricted master problem: Dantzig & Wolfe 1960).
 */
export function chooseColumns(
  columns: readonly Column[],
  limits: readonly SharedLimit[],
  options: SolveOptions,
): Choice {
  const model = new LinearModel('minimize');
  const picks = columns.map(({ cost }) => model.addVariable({ name: 'plan of a part', upper: 1, cost, integer: true }));
  for (const part of new Set(columns.map((column) => column.part))) {
    const terms = columns.flatMap((column, at): Term[] => (column.part === part ? [[picks[at] ?? 0, 1]] : []));
    model.addRow({ name: 'one plan a part', lower: 1, upper: 1, terms });
  }
  const rows = limits.map(({ limit, dearest }, at) => {
    const over = model.addVariable({ name: 'beyond the limit', cost: dearest });
    const terms = columns.map(({ uses }, index): Term => [picks[index] ?? 0, uses[at] ?? 0]);
    return { over, row: model.addRow({ name: 'shared limit', upper: limit, terms: [...terms, [over, -1]] }) };
  });
  const mixed = model.clone();
  for (const pick of picks) mixed.setInteger(pick, false);
  const duals = priceLimits(mixed, unsolved(mixed), options).rows;
  const prices = rows.map(({ row }) => Math.max(0, -(duals[row] ?? 0)));
  // What is beyond a limit is no plan: whole choices must keep them all.
  for (const { over } of rows) model.setBounds(over, 0, 0);
  const solution = solveModel(model, { ...options, gap: 1e-4 });
  if (!hasPlan(solution)) return { chosen: null, prices };
  return { chosen: columns.filter((_, at) => (solution.values[picks[at] ?? 0] ?? 0) > 0.5), prices };
}

/** Stands for a plan where none is known and none is needed: the model has no whole numbers to hold. */
export function unsolved(model: LinearModel): FoundPlan {
  const values = new Float64Array(model.variableCount);
  return { status: 'best-found', objective: 0, bound: -Infinity, gap: Infinity, values, seconds: 0 };
}
