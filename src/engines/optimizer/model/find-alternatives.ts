import { LinearModel, type Term } from './linear-model.ts';
import type { FoundPlan, SolveOptions } from './solution.ts';
import { hasPlan } from './solution.ts';
import { solveModel } from './solve-model.ts';

export interface AlternativesOptions extends SolveOptions {
  /** Yes/no variables that a person would call the decision; plans differ when these differ. */
  readonly choices: readonly number[];
  /** How much worse an alternative may be, as a fraction of the best objective. Default 0.01. */
  readonly within?: number;
  /** Default 2. */
  readonly count?: number;
}

export interface Alternative {
  readonly values: Float64Array;
  readonly objective: number;
  /** Choices that differ from the first plan. */
  readonly differences: number;
}

/**
 * Plans nearly as good as the best one but as different as can be: each maximises the number of choices that differ
 * from every plan found before. Fewer than asked for when there are no more within the time (shared evenly).
 */
export function findAlternatives(
  model: LinearModel,
  best: FoundPlan,
  { choices, within = 0.01, count = 2, timeLimitMs = 4000, ...options }: AlternativesOptions,
): readonly Alternative[] {
  const found: Alternative[] = [];
  for (let round = 0; round < count; round += 1) {
    const plans = [best.values, ...found.map(({ values }) => values)];
    const search = createSearch(model, best, plans, choices, within);
    const solution = solveModel(search, {
      ...options,
      timeLimitMs: timeLimitMs / count,
      warmStart: [...best.values, 0],
    });
    if (!hasPlan(solution)) break;
    const values = solution.values.slice(0, model.variableCount);
    const differences = choices.filter((choice) => isOn(values, choice) !== isOn(best.values, choice)).length;
    if (plans.some((plan) => choices.every((choice) => isOn(values, choice) === isOn(plan, choice)))) break;
    found.push({ values, objective: model.objectiveOf(values), differences });
  }
  return found;
}

/** Maximises the smallest distance to the plans known so far, at an objective no worse than allowed. */
function createSearch(
  model: LinearModel,
  best: FoundPlan,
  plans: readonly Float64Array[],
  choices: readonly number[],
  within: number,
): LinearModel {
  const search = new LinearModel('maximize');
  for (let index = 0; index < model.variableCount; index += 1) {
    search.addVariable({ ...model.variable(index), cost: 0 });
  }
  for (let row = 0; row < model.rowCount; row += 1) search.addRow(model.row(row));
  const room = within * Math.abs(best.objective);
  search.addRow({
    name: 'nearly as good as the best plan',
    ...(model.sense === 'minimize'
      ? { upper: best.objective + room - model.offset }
      : { lower: best.objective - room - model.offset }),
    terms: Array.from({ length: model.variableCount }, (_, index): Term => [index, model.variable(index).cost]),
  });
  const distance = search.addVariable({ name: 'choices that differ', cost: 1, upper: choices.length });
  for (const plan of plans) {
    const on = choices.filter((choice) => isOn(plan, choice));
    search.addRow({
      name: 'differs from a plan before',
      upper: on.length,
      terms: [[distance, 1], ...choices.map((choice): Term => [choice, isOn(plan, choice) ? 1 : -1])],
    });
  }
  return search;
}

function isOn(values: Float64Array, choice: number): boolean {
  return (values[choice] ?? 0) > 0.5;
}
