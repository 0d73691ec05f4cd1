/**
 * Derivative-free minimum of `f` near `start` by the simplex method
 * (Nelder & Mead 1965, with the coefficients 1, 2, ½, ½). Deterministic.
 * `f` may return Infinity for points that are not allowed.
 * Stops when the simplex values differ by less than `tolerance` or after `maxEvaluations`.
 */
export function minimise(
  f: (x: Float64Array) => number,
  start: Float64Array,
  options: { readonly step: number; readonly maxEvaluations: number; readonly tolerance: number },
): { readonly x: Float64Array; readonly value: number } {
  const size = start.length;
  const simplex: { x: Float64Array; value: number }[] = [{ x: start.slice(), value: f(start) }];
  for (let i = 0; i < size; i += 1) {
    const x = start.slice();
    x[i] = (x[i] ?? 0) + options.step;
    simplex.push({ x, value: f(x) });
  }
  let evaluations = size + 1;
  const byValue = (a: { value: number }, b: { value: number }) => a.value - b.value;
  simplex.sort(byValue);
  if (size === 0) return { x: start.slice(), value: simplex[0]?.value ?? Number.POSITIVE_INFINITY };

  const centre = new Float64Array(size);
  const along = (worst: Float64Array, factor: number) => {
    const x = new Float64Array(size);
    for (let i = 0; i < size; i += 1) x[i] = (centre[i] ?? 0) + factor * ((worst[i] ?? 0) - (centre[i] ?? 0));
    evaluations += 1;
    return { x, value: f(x) };
  };

  while (evaluations < options.maxEvaluations) {
    const best = simplex[0];
    const worst = simplex[size];
    const second = simplex[size - 1];
    if (best === undefined || worst === undefined || second === undefined) break;
    if (Math.abs(worst.value - best.value) < options.tolerance) break;
    centre.fill(0);
    for (let k = 0; k < size; k += 1) {
      const x = simplex[k]?.x;
      for (let i = 0; i < size; i += 1) centre[i] = (centre[i] ?? 0) + (x?.[i] ?? 0) / size;
    }
    const reflected = along(worst.x, -1);
    if (reflected.value < best.value) {
      const expanded = along(worst.x, -2);
      simplex[size] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < second.value) {
      simplex[size] = reflected;
    } else {
      const outside = reflected.value < worst.value;
      const contracted = along(worst.x, outside ? -0.5 : 0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) {
        simplex[size] = contracted;
      } else {
        for (let k = 1; k <= size; k += 1) {
          const x = new Float64Array(size);
          for (let i = 0; i < size; i += 1) x[i] = ((best.x[i] ?? 0) + (simplex[k]?.x[i] ?? 0)) / 2;
          simplex[k] = { x, value: f(x) };
          evaluations += 1;
        }
      }
    }
    simplex.sort(byValue);
  }
  const best = simplex[0];
  return best ?? { x: start.slice(), value: Number.POSITIVE_INFINITY };
}
