import { findUsualValues } from './usual-values.ts';

/** Standard deviations from the usual value that are believed; what is further off counts as this far. */
const FURTHEST = 4;

/** Known steps, and different values, from which an effect may bend. */
const BENDS_FROM = 60;
const BENDS_VALUES = 8;

/** Steps over which a number has to stay about what it was to be taken to go on so. */
const STAYS_FOR = 7;

/**
 * A number as columns: how far it is from its usual value, in standard deviations, and, where the history is long
 * enough, the same of its square (people go out in neither frost nor heat). In logarithms where all values are positive
 * and far apart (prices, money: an elasticity), as a square root where some are zero (rain: the first drop matters
 * most), else straight (degrees).
 *
 * Unknown values are as usual, which is no effect; a number that stays for long (a price) is taken to be what it was
 * last. None where the history has fewer than eight values or they are all the same.
 */
export function prepareNumber(given: Float64Array, length: number, stepsPerYear: number | null): Float64Array[] {
  const known = given.subarray(0, length).filter((value) => !Number.isNaN(value));
  if (known.length < 8) return [];
  const size = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (size === 0) return [];
  const least = known.reduce((a, b) => Math.min(a, b)) / size;
  const most = known.reduce((a, b) => Math.max(a, b)) / size;
  const curve = chooseCurve(least);
  const curved = given.map((value) => curve(value / size));
  const steady = stays(curved, length);
  const filled = steady ? carryForward(curved) : curved;
  const straight = known.length < BENDS_FROM || new Set(known).size < BENDS_VALUES;
  const centre = mean(curved.subarray(0, length));
  const low = curve(least);
  const high = curve(most);
  // Outside of what was seen nobody knows how a bend goes on.
  const squares = filled.map((value) => (Math.max(low, Math.min(high, value)) - centre) ** 2);
  // What stays (a price) has no time of the year.
  const round = steady ? null : stepsPerYear;
  return [filled, ...(straight ? [] : [squares])].flatMap((values) => fromUsual(values, length, round) ?? []);
}

function fromUsual(values: Float64Array, length: number, stepsPerYear: number | null): Float64Array | null {
  const usual = findUsualValues(values, length, stepsPerYear);
  const distance = values.map((value, t) => value - (usual[t] ?? 0));
  const past = distance.subarray(0, length);
  const spread = Math.sqrt(mean(past.map((value) => value * value)));
  if (!(spread > 1e-9)) return null;
  return fadeOut(distance, findPersistence(past)).map((value) =>
    Math.max(-FURTHEST, Math.min(FURTHEST, value / spread)),
  );
}

/** `least`: the smallest value over the largest size. */
function chooseCurve(least: number): (value: number) => number {
  // Far below the smallest value seen, a logarithm would run away.
  if (least > 1e-6) return (value) => Math.log(Math.max(value, least / 4));
  return least >= 0 ? (value) => Math.sqrt(Math.max(0, value)) : (value) => value;
}

/** Is a value a week ago a good guess? Then it differs from today's by less than half of what days differ at all. */
function stays(values: Float64Array, length: number): boolean {
  const centre = mean(values.subarray(0, length));
  let change = 0;
  let distance = 0;
  for (let t = STAYS_FOR; t < length; t += 1) {
    const step = Math.abs((values[t] ?? Number.NaN) - (values[t - STAYS_FOR] ?? Number.NaN));
    if (Number.isNaN(step)) continue;
    change += step;
    distance += Math.abs((values[t] ?? 0) - centre);
  }
  return change < 0.5 * distance;
}

/** Correlation of the distances from the usual with those of the step before, 0–1. */
function findPersistence(distance: Float64Array): number {
  let products = 0;
  let squares = 0;
  for (let t = 1; t < distance.length; t += 1) {
    const product = (distance[t] ?? Number.NaN) * (distance[t - 1] ?? Number.NaN);
    if (Number.isNaN(product)) continue;
    products += product;
    squares += ((distance[t] ?? 0) ** 2 + (distance[t - 1] ?? 0) ** 2) / 2;
  }
  return squares > 0 ? Math.max(0, Math.min(1, products / squares)) : 0;
}

/** Unknown values go from the last known distance back to the usual: tomorrow is about as warm as today. */
function fadeOut(distance: Float64Array, persistence: number): Float64Array {
  let last = 0;
  return distance.map((value) => {
    last = Number.isNaN(value) ? persistence * last : value;
    return last;
  });
}

function carryForward(values: Float64Array): Float64Array {
  let last = Number.NaN;
  return values.map((value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}

/** Mean of the known values. */
function mean(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((a, b) => a + b, 0) / Math.max(1, known.length);
}
