const CHANGE_POINTS = 25;
const CHANGE_RANGE = 0.8;

/** A line that may bend at change points. Time runs from 0 (first known day) to 1 (last known day). */
export interface Trend {
  readonly k: number;
  readonly m: number;
  readonly changeTimes: Float64Array;
  /** Change of the slope at each of `changeTimes`. */
  readonly delta: Float64Array;
}

/**
 * Up to 25 moments at which the slope may change, spread evenly over the first 80% of the known values (Taylor &
 * Letham 2018, section 3.1.3; placed like R's `set_changepoints`). `t` ascends.
 */
export function placeChangePoints(t: Float64Array): Float64Array {
  const size = Math.floor(t.length * CHANGE_RANGE);
  const count = Math.min(CHANGE_POINTS, size - 1);
  if (count < 1) return new Float64Array(1);
  return Float64Array.from({ length: count }, (_, i) => {
    const place = 1 + ((size - 1) * (i + 1)) / count;
    return t[roundHalfEven(place) - 1] ?? 0;
  });
}

/** The trend at each `t`, which may lie before 0 and after 1. */
export function evaluateTrend({ k, m, changeTimes, delta }: Trend, t: Float64Array): Float64Array {
  return t.map((time) => {
    let slope = k;
    let offset = m;
    for (let s = 0; s < changeTimes.length && time >= (changeTimes[s] ?? 0); s += 1) {
      slope += delta[s] ?? 0;
      offset -= (changeTimes[s] ?? 0) * (delta[s] ?? 0);
    }
    return slope * time + offset;
  });
}

/** As R rounds. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor + (floor % 2);
  return rest < 0.5 ? floor : floor + 1;
}
