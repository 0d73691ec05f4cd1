/** Minimise ½ x′Hx − g′x + Σ l1ᵢ|xᵢ| over x. H is symmetric and positive definite. */
export interface PenalisedProblem {
  readonly H: readonly Float64Array[];
  readonly g: Float64Array;
  /** Zero for a coefficient without a penalty on its size. */
  readonly l1: Float64Array;
}

/**
 * The exact minimum by an active set (Lee, Battle, Raina & Ng 2006, "Efficient sparse coding algorithms", algorithm 1):
 * with the signs held it is a system of equations; a coefficient that would change its sign stops at zero, and the zero
 * that pulls hardest is let go. From `start`, which a good guess makes quick. Null where H is not positive definite.
 */
export function solvePenalised({ H, g, l1 }: PenalisedProblem, start: Float64Array): Float64Array | null {
  const x = start.slice();
  const signs = x.map((value, j) => ((l1[j] ?? 0) > 0 ? Math.sign(value) : 0));
  const isActive = (j: number) => l1[j] === 0 || signs[j] !== 0;
  for (let round = 0; round < 20 * x.length; round += 1) {
    const active = Array.from(x.keys()).filter(isActive);
    const right = Float64Array.from(active, (j) => (g[j] ?? 0) - (l1[j] ?? 0) * (signs[j] ?? 0));
    const goal = solveSymmetric(H, active, right);
    if (goal === null) return null;
    const blocked = findBlocked(x, signs, active, goal);
    active.forEach((j, i) => {
      x[j] = (x[j] ?? 0) + (blocked?.share ?? 1) * ((goal[i] ?? 0) - (x[j] ?? 0));
    });
    if (blocked !== null) {
      x[blocked.j] = 0;
      signs[blocked.j] = 0;
      continue;
    }
    let hardest = 1e-7;
    let next = -1;
    let sign = 0;
    for (let j = 0; j < x.length; j += 1) {
      if (isActive(j)) continue;
      const row = H[j] ?? x;
      const pull = (g[j] ?? 0) - active.reduce((sum, i) => sum + (row[i] ?? 0) * (x[i] ?? 0), 0);
      const excess = Math.abs(pull) / (l1[j] ?? 1) - 1;
      if (excess <= hardest) continue;
      hardest = excess;
      next = j;
      sign = Math.sign(pull);
    }
    if (next < 0) return x;
    signs[next] = sign;
  }
  return x;
}

/** The first coefficient to reach zero on the way to `goal`, and after which share of the way. */
function findBlocked(x: Float64Array, signs: Float64Array, active: readonly number[], goal: Float64Array) {
  let first: { readonly j: number; readonly share: number } | null = null;
  for (const [i, j] of active.entries()) {
    const end = goal[i] ?? 0;
    if (signs[j] === 0 || Math.sign(end) === signs[j]) continue;
    const from = x[j] ?? 0;
    const share = from === end ? 0 : Math.max(0, from / (from - end));
    if (first === null || share < first.share) first = { j, share };
  }
  return first;
}

/** The solution of H[rows, rows] z = right by Cholesky's factorisation. Null where it is not positive definite. */
function solveSymmetric(H: readonly Float64Array[], rows: readonly number[], right: Float64Array): Float64Array | null {
  const size = rows.length;
  const L = rows.map(() => new Float64Array(size));
  const z = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const own = L[i] ?? z;
    for (let j = 0; j <= i; j += 1) {
      const other = L[j] ?? z;
      let sum = H[rows[i] ?? 0]?.[rows[j] ?? 0] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (own[k] ?? 0) * (other[k] ?? 0);
      if (i === j && !(sum > 0)) return null;
      own[j] = i === j ? Math.sqrt(sum) : sum / (other[j] ?? 1);
    }
    let sum = right[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (own[k] ?? 0) * (z[k] ?? 0);
    z[i] = sum / (own[i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = z[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= (L[k]?.[i] ?? 0) * (z[k] ?? 0);
    z[i] = sum / (L[i]?.[i] ?? 1);
  }
  return z.every(Number.isFinite) ? z : null;
}
