import { solvePositive } from '../solve-positive.ts';

/** Steps of Newton's method; a handful is usual. */
const MOST_STEPS = 60;

/** Numbers of one step, in one unit. Variances are above zero. */
export interface GroupStep {
  readonly cells: Float64Array;
  readonly cellVariances: Float64Array;
  readonly groups: Float64Array;
  readonly groupVariances: Float64Array;
  /** For each cell the groups that it is a part of. */
  readonly groupsOf: readonly (readonly number[])[];
  /** Cells are held at or above it: 0, or −Infinity for none. */
  readonly floor: number;
}

/**
 * Makes cells (product × location) agree with every group that sums some of them (a product, a location, the total):
 * weighted least squares as in `balanceTotal`, with a summing matrix A. With one multiplier λ a group the cells are
 * b + V·Aᵀλ, not below the floor, and λ solves A·b(λ) + W·λ = groups (W: the groups' variances), where the convex dual
 * function is least. Without a floor that is one set of linear equations; with it a few of them, each for the cells
 * that are free at the last λ (Newton's method on a function of quadratic pieces, halving steps that lead uphill).
 * Returns the cells; the groups are their sums.
 */
export function balanceGroups(step: GroupStep): Float64Array {
  let lambda: Float64Array = new Float64Array(step.groups.length);
  let cells = cellsAt(step, lambda);
  for (let k = 0; k < MOST_STEPS; k += 1) {
    const isFree = cells.map((value) => (value > step.floor ? 1 : 0));
    const direction = solvePositive(normalMatrix(step, isFree), gapsAt(step, lambda, cells));
    if (direction === null) break;
    const before = dualAt(step, lambda, cells);
    let share = 1;
    const moved = () => lambda.map((value, g) => value + share * (direction[g] ?? 0));
    let next = moved();
    while (share > 1e-6 && dualAt(step, next, cellsAt(step, next)) > before) {
      share /= 2;
      next = moved();
    }
    lambda = next;
    cells = cellsAt(step, lambda);
    if (share === 1 && cells.every((value, i) => value > step.floor === (isFree[i] === 1))) break;
  }
  return cells;
}

/** What the groups that a cell is a part of pull at it. */
function pullOn(step: GroupStep, cell: number, lambda: Float64Array): number {
  return (step.groupsOf[cell] ?? []).reduce((sum, g) => sum + (lambda[g] ?? 0), 0);
}

function cellsAt(step: GroupStep, lambda: Float64Array): Float64Array {
  return step.cells.map((value, i) =>
    Math.max(step.floor, value + (step.cellVariances[i] ?? 0) * pullOn(step, i, lambda)),
  );
}

/** How much each group is above its cells: downhill on the dual function. */
function gapsAt(step: GroupStep, lambda: Float64Array, cells: Float64Array): Float64Array {
  const gaps = step.groups.map((value, g) => value - (step.groupVariances[g] ?? 0) * (lambda[g] ?? 0));
  cells.forEach((value, i) => {
    for (const g of step.groupsOf[i] ?? []) gaps[g] = (gaps[g] ?? 0) - value;
  });
  return gaps;
}

/** Σ (pull·b − (b − b̂)²/2v) + Σ (w·λ²/2 − group·λ). */
function dualAt(step: GroupStep, lambda: Float64Array, cells: Float64Array): number {
  let sum = 0;
  cells.forEach((value, i) => {
    const moved = value - (step.cells[i] ?? 0);
    sum += pullOn(step, i, lambda) * value - (moved * moved) / (2 * (step.cellVariances[i] ?? 1));
  });
  lambda.forEach((value, g) => {
    sum += ((step.groupVariances[g] ?? 0) * value * value) / 2 - (step.groups[g] ?? 0) * value;
  });
  return sum;
}

/** A·V·Aᵀ over the free cells, plus W. */
function normalMatrix(step: GroupStep, isFree: Float64Array): Float64Array {
  const size = step.groups.length;
  const matrix = new Float64Array(size * size);
  for (let g = 0; g < size; g += 1) matrix[g * size + g] = step.groupVariances[g] ?? 0;
  isFree.forEach((free, i) => {
    if (free === 0) return;
    const own = step.groupsOf[i] ?? [];
    for (const a of own) {
      for (const b of own) matrix[a * size + b] = (matrix[a * size + b] ?? 0) + (step.cellVariances[i] ?? 0);
    }
  });
  return matrix;
}
