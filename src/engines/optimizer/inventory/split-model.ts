import { LinearModel, type Term } from '../model/linear-model.ts';

/** Variables that have nothing to do with the rest of a model, as a model of their own without an offset. */
export interface ModelPart {
  readonly model: LinearModel;
  /** Index in the whole model of each variable of the part, rising. */
  readonly variables: Int32Array;
}

const ALONE = -1;

/**
 * Splits a model where nothing but the given rows holds it together: items of two suppliers meet in storage and budget
 * only. Without these rows the sum of the parts' best objectives is a bound for the whole.
 * @param without rows that are left out
 */
export function splitModel(model: LinearModel, without: ReadonlySet<number>): readonly ModelPart[] {
  const group = groupVariables(model, without);
  const size = new Map<number, number>();
  const indices = Array.from({ length: model.variableCount }, (_, index) => index);
  for (const index of indices) size.set(find(group, index), (size.get(find(group, index)) ?? 0) + 1);
  // Variables on their own are no part each: together they cost one solve.
  const members = Map.groupBy(indices, (index) => (size.get(find(group, index)) === 1 ? ALONE : find(group, index)));
  const rows = Map.groupBy(
    Array.from({ length: model.rowCount }, (_, row) => row).filter((row) => !without.has(row)),
    (row) => {
      const first = model.row(row).terms[0]?.[0];
      if (first === undefined) return null;
      return size.get(find(group, first)) === 1 ? ALONE : find(group, first);
    },
  );
  const parts = [...members].map(([root, own]): ModelPart => {
    const part = new LinearModel(model.sense);
    const place = new Map(own.map((index, at) => [index, at]));
    for (const index of own) part.addVariable(model.variable(index));
    for (const row of rows.get(root) ?? []) {
      const { terms, ...spec } = model.row(row);
      part.addRow({ ...spec, terms: terms.map(([index, factor]): Term => [place.get(index) ?? 0, factor]) });
    }
    return { model: part, variables: Int32Array.from(own) };
  });
  // A row without variables belongs to nobody, and may be what makes the model impossible.
  const [first] = parts;
  for (const row of first ? (rows.get(null) ?? []) : []) first?.model.addRow({ ...model.row(row), terms: [] });
  return parts;
}

function groupVariables(model: LinearModel, without: ReadonlySet<number>): Int32Array {
  const group = Int32Array.from({ length: model.variableCount }, (_, index) => index);
  for (let row = 0; row < model.rowCount; row += 1) {
    if (without.has(row)) continue;
    const [first, ...others] = model.row(row).terms;
    for (const [index] of others) if (first) group[find(group, index)] = find(group, first[0]);
  }
  return group;
}

/** Whoever stands for the group of a variable. */
function find(group: Int32Array, index: number): number {
  let at = index;
  while (group[at] !== at) {
    const next = group[at] ?? at;
    group[at] = group[next] ?? next;
    at = next;
  }
  return at;
}

/** The part's values put in their places. */
export function placeValues(whole: Float64Array, { variables }: ModelPart, values: ArrayLike<number>): void {
  for (const [at, index] of variables.entries()) whole[index] = values[at] ?? 0;
}

export const takeValues = (whole: ArrayLike<number>, { variables }: ModelPart): Float64Array =>
  Float64Array.from(variables, (index) => whole[index] ?? 0);

/** Whether the values keep every limit, bound and whole number. */
export function keepsAll(model: LinearModel, values: ArrayLike<number>): boolean {
  for (let index = 0; index < model.variableCount; index += 1) {
    const { lower, upper, integer } = model.variable(index);
    const value = values[index] ?? 0;
    const room = 1e-7 * Math.max(1, Math.abs(value));
    if (value < lower - room || value > upper + room || (integer && !Number.isInteger(value))) return false;
  }
  return keepsRows(model, values);
}

/** @param rows default all */
export function keepsRows(model: LinearModel, values: ArrayLike<number>, rows?: Iterable<number>): boolean {
  for (const row of rows ?? Array.from({ length: model.rowCount }, (_, at) => at)) {
    const { lower, upper } = model.row(row);
    const activity = model.activityOf(row, values);
    const room = 1e-7 * Math.max(1, Math.abs(activity));
    if (activity < lower - room || activity > upper + room) return false;
  }
  return true;
}
