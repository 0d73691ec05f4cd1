/**
 * Makes members add up to a total at one step: the least squares adjustment, each number weighted by the inverse of
 * its error's variance (Hyndman, Lee & Wang 2016; the diagonal case of MinT, Wickramasuriya, Athanasopoulos & Hyndman
 * 2019). In closed form with λ, how far a unit of variance gives way: the members are mᵢ + vᵢ·λ, the total is t − v·λ,
 * and λ is where both sides meet.
 *
 * `floor` holds members at or above it: 0, or −Infinity for none. Sides then meet between two of the points at which
 * a member reaches the floor, which is exact. Variances are above zero, the total's may be zero: then the total
 * stands, where the floor allows it. Returns the members; the total is their sum.
 */
export function balanceTotal(
  total: number,
  totalVariance: number,
  members: Float64Array,
  variances: Float64Array,
  floor: number,
): Float64Array {
  const order = Array.from(members, (value, i) => ({ value, variance: variances[i] ?? 1, i }));
  const reaches = ({ value, variance }: { value: number; variance: number }) => (floor - value) / variance;
  order.sort((a, b) => reaches(b) - reaches(a) || a.i - b.i);
  // Sums of what is still free once the first `held` members lie on the floor, added up anew from the other end.
  const count = order.length;
  const values = new Float64Array(count + 1);
  const spreads = new Float64Array(count + 1).fill(totalVariance);
  for (let k = count - 1; k >= 0; k -= 1) {
    values[k] = (values[k + 1] ?? 0) + (order[k]?.value ?? 0);
    spreads[k] = (spreads[k + 1] ?? 0) + (order[k]?.variance ?? 0);
  }
  let lambda = 0;
  for (let held = 0; held < count; held += 1) {
    const onFloor = held === 0 ? 0 : held * floor;
    lambda = (total - onFloor - (values[held] ?? 0)) / (spreads[held] ?? 1);
    const next = order[held];
    if (next === undefined || lambda >= reaches(next)) break;
    // All of them: nothing is free any more, and they lie there whatever the total says.
    if (held === count - 1) lambda = reaches(next);
  }
  return members.map((value, i) => Math.max(floor, value + (variances[i] ?? 0) * lambda));
}
