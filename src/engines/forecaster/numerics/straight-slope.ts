/** Least-squares slope a step of equally spaced values, none missing; 0 for fewer than two. */
export function straightSlope(y: Float64Array): number {
  const middle = (y.length - 1) / 2;
  let cross = 0;
  let squares = 0;
  y.forEach((value, t) => {
    cross += (t - middle) * value;
    squares += (t - middle) ** 2;
  });
  return squares > 0 ? cross / squares : 0;
}
