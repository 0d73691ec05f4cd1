import type { BaseForecast } from '../../../../src/engines/forecaster/reconcile/types.ts';

/** A forecast with an 80% and a 95% band, `half` and twice `half` to each side, and one window over everything. */
export function makeForecast(
  id: string,
  mean: readonly number[],
  errorVariance: number | readonly number[],
  half = 1,
): BaseForecast {
  const around = (level: number, width: number) => ({
    level,
    low: Float64Array.from(mean, (value) => Math.max(0, value - width)),
    high: Float64Array.from(mean, (value) => value + width),
  });
  const total = mean.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
  return {
    id,
    mean: Float64Array.from(mean),
    errorVariance: typeof errorVariance === 'number' ? errorVariance : Float64Array.from(errorVariance),
    bands: [around(80, half), around(95, 2 * half)],
    windows: [{ from: 1, to: mean.length, bands: [{ level: 80, low: total - half, high: total + half }] }],
  };
}

/** Gaussian elimination with pivoting: an own way to the answer, sharing nothing with the engine. */
export function eliminate(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  const get = (i: number, j: number) => rows[i]?.[j] ?? Number.NaN;
  for (let k = 0; k < size; k += 1) {
    let pivot = k;
    for (let i = k + 1; i < size; i += 1) if (Math.abs(get(i, k)) > Math.abs(get(pivot, k))) pivot = i;
    const [a, b] = [rows[k] ?? [], rows[pivot] ?? []];
    rows[k] = b;
    rows[pivot] = a;
    for (let i = 0; i < size; i += 1) {
      if (i === k) continue;
      const factor = get(i, k) / get(k, k);
      rows[i] = (rows[i] ?? []).map((value, j) => value - factor * get(k, j));
    }
  }
  return rows.map((_, i) => get(i, size) / get(i, i));
}

/** Cells b least in (S·b − y)ᵀ·W⁻¹·(S·b − y) by the normal equations; each row of `summing` is one number of y. */
export function solveNormalEquations(
  summing: readonly (readonly number[])[],
  y: readonly number[],
  variances: readonly number[],
): number[] {
  const cells = summing[0]?.length ?? 0;
  const at = (r: number, i: number) => summing[r]?.[i] ?? 0;
  const indices = Array.from({ length: cells }, (_, i) => i);
  const weigh = (of: (r: number) => number) => summing.reduce((sum, _, r) => sum + of(r) / (variances[r] ?? 1), 0);
  const normal = indices.map((i) => indices.map((j) => weigh((r) => at(r, i) * at(r, j))));
  return eliminate(
    normal,
    indices.map((i) => weigh((r) => at(r, i) * (y[r] ?? 0))),
  );
}
