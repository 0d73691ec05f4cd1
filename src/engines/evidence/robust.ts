/** Medians and their kin: summaries that one wild day does not move. */

/** Middle value; NaN for an empty list. Does not change its input. */
export function median(values: ArrayLike<number>): number {
  const copy = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) copy[i] = values[i] ?? Number.NaN;
  return medianInPlace(copy);
}

function medianInPlace(values: Float64Array): number {
  const n = values.length;
  if (n === 0) return Number.NaN;
  const middle = n >> 1;
  const upper = selectSmallest(values, middle);
  if (n % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < middle; i++) lower = Math.max(lower, values[i] ?? lower);
  return (lower + upper) / 2;
}

/** The k-th smallest (from 0) by quickselect (Hoare 1961); leaves smaller ones before it. Many small medians are read. */
function selectSmallest(values: Float64Array, k: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[k] ?? 0;
    let i = left;
    let j = right;
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i++;
      while ((values[j] ?? 0) > pivot) j--;
      if (i <= j) {
        const swapped = values[i] ?? 0;
        values[i] = values[j] ?? 0;
        values[j] = swapped;
        i++;
        j--;
      }
    }
    if (j < k) left = i;
    if (k < i) right = j;
  }
  return values[k] ?? Number.NaN;
}

/** Median absolute deviation × 1.4826: the standard deviation of normal data (Rousseeuw & Croux 1993). */
export function madScale(values: ArrayLike<number>, centre: number): number {
  const deviations = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) deviations[i] = Math.abs((values[i] ?? Number.NaN) - centre);
  return 1.4826 * medianInPlace(deviations);
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / values.length;
}

/**
 * The value that a further one stays at or below with the given probability, when all are exchangeable: the
 * ⌈(n+1)p⌉-th smallest (Vovk et al. 2005). The largest when n is too small for that.
 */
export function conformalQuantile(values: ArrayLike<number>, probability: number): number {
  const sorted = Float64Array.from(values).sort();
  const rank = Math.min(sorted.length, Math.ceil((sorted.length + 1) * probability));
  return sorted[rank - 1] ?? Number.NaN;
}
