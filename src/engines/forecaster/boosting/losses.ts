/** What the trees lower: the squared error (they learn a mean) or the pinball loss (they learn a quantile). */
export type Loss = { readonly kind: 'squared' } | { readonly kind: 'quantile'; readonly level: number };

/** Mean loss over rows; the squared one is halved, so that its second derivative is one. */
export function meanLoss(loss: Loss, rows: Int32Array, target: Float64Array, predicted: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    const error = (target[row] ?? 0) - (predicted[row] ?? 0);
    if (loss.kind === 'squared') sum += (error * error) / 2;
    else sum += error >= 0 ? loss.level * error : (loss.level - 1) * error;
  }
  return sum / Math.max(1, rows.length);
}

/** Slope of the loss at each row by its prediction. */
export function fillGradient(
  loss: Loss,
  rows: Int32Array,
  target: Float64Array,
  predicted: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    const error = (target[row] ?? 0) - (predicted[row] ?? 0);
    if (loss.kind === 'squared') out[row] = -error;
    else out[row] = error >= 0 ? -loss.level : 1 - loss.level;
  }
}

/**
 * The constant that best takes the errors away: their mean drawn to zero by l2 rows of zero, or their quantile
 * (Friedman 2001, algorithm 3, for the absolute error: pinball slopes tell a leaf's sign, not its size).
 */
export function bestStep(
  loss: Loss,
  rows: Int32Array,
  target: Float64Array,
  predicted: Float64Array,
  l2: number,
): number {
  const count = rows.length;
  if (loss.kind === 'squared') {
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += (target[rows[i] ?? 0] ?? 0) - (predicted[rows[i] ?? 0] ?? 0);
    return sum / (count + l2);
  }
  const errors = Float64Array.from(rows, (row) => (target[row] ?? 0) - (predicted[row] ?? 0));
  return lowestQuantile(errors, loss.level) * (count / (count + l2));
}

/** A value that the share `level` of values does not exceed: it minimises the mean pinball loss. 0 of none. */
function lowestQuantile(values: Float64Array, level: number): number {
  const sorted = values.sort();
  const rank = Math.ceil(level * sorted.length) - 1;
  return sorted[Math.max(0, Math.min(sorted.length - 1, rank))] ?? 0;
}
