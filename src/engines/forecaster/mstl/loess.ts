/** How a stretch of equally spaced values is smoothed. */
export interface LoessSettings {
  /** Neighbours that count, odd; more than there are values makes the weights flatter. */
  readonly window: number;
  /** Locally constant or locally straight. */
  readonly degree: 0 | 1;
  /** Every how many steps the smooth is estimated; between them it is a straight line. */
  readonly jump: number;
}

/**
 * Locally weighted regression of equally spaced values with tricube weights (Cleveland 1979), in the form that STL
 * uses (Cleveland, Cleveland, McRae & Terpenning 1990, section 2). `weights`: how far each value is trusted, or null.
 * Writes as many values as `y` has into `out`. Where nothing near has weight the value itself stays.
 */
export function smoothLoess(
  y: Float64Array,
  settings: LoessSettings,
  weights: Float64Array | null,
  out: Float64Array,
): void {
  const n = y.length;
  if (n < 2) {
    if (n === 1) out[0] = y[0] ?? 0;
    return;
  }
  const { window } = settings;
  const jump = Math.min(settings.jump, n - 1);
  const half = (window + 1) >> 1;
  const leftOf = (i: number) => {
    if (window >= n || i < half - 1) return 0;
    return Math.min(i - half + 1, n - window);
  };
  const estimate = (i: number, left: number) => {
    const right = window >= n ? n - 1 : left + window - 1;
    const value = loessAt(y, settings, i, left, right, weights);
    return Number.isNaN(value) ? (y[i] ?? 0) : value;
  };
  let at = 0;
  out[0] = estimate(0, leftOf(0));
  for (let i = jump; i < n; i += jump) {
    out[i] = estimate(i, leftOf(i));
    drawLine(out, at, i);
    at = i;
  }
  if (at < n - 1) {
    // The last value with the neighbours of the last one estimated, as in the published program.
    out[n - 1] = estimate(n - 1, leftOf(at));
    drawLine(out, at, n - 1);
  }
}

/**
 * The smooth at place `x` (which may lie outside) from the values `left … right`, inclusive; NaN where none has weight.
 */
export function loessAt(
  y: Float64Array,
  { window, degree }: LoessSettings,
  x: number,
  left: number,
  right: number,
  weights: Float64Array | null,
): number {
  const n = y.length;
  const reach = Math.max(x - left, right - x) + (window > n ? (window - n) >> 1 : 0);
  const far = 0.999 * reach;
  const near = 0.001 * reach;
  let total = 0;
  let moment = 0;
  let second = 0;
  let sum = 0;
  let cross = 0;
  for (let j = left; j <= right; j += 1) {
    const distance = Math.abs(j - x);
    if (distance > far) continue;
    const share = distance / reach;
    const tricube = distance <= near ? 1 : (1 - share * share * share) ** 3;
    const weight = tricube * (weights === null ? 1 : (weights[j] ?? 0));
    const place = j - x;
    const value = y[j] ?? 0;
    total += weight;
    moment += weight * place;
    second += weight * place * place;
    sum += weight * value;
    cross += weight * place * value;
  }
  if (!(total > 0)) return Number.NaN;
  const mean = sum / total;
  if (degree === 0 || reach === 0) return mean;
  const centre = moment / total;
  const spread = second / total - centre * centre;
  // Neighbours that are all in one place say nothing of a slope.
  if (Math.sqrt(Math.max(0, spread)) <= 0.001 * (n - 1)) return mean;
  return mean - (centre * (cross / total - centre * mean)) / spread;
}

function drawLine(out: Float64Array, from: number, to: number): void {
  const begin = out[from] ?? 0;
  const slope = ((out[to] ?? 0) - begin) / (to - from);
  for (let i = from + 1; i < to; i += 1) out[i] = begin + slope * (i - from);
}
