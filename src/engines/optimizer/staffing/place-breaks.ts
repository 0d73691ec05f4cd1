/** A stretch of work of one day with an unpaid break somewhere in it; minutes on one clock for all. */
export interface Stretch {
  readonly begins: number;
  readonly ends: number;
  readonly breakMinutes: number;
}

/** Breaks begin on the quarter hour. */
const STEP = 15;
/** No break in the first and last quarter of a shift, where it gives no rest. */
const EDGE = 0.25;

/**
 * When each break begins (undefined where there is none): near the middle of the shift, and staggered so that as few
 * people as possible are on break at once. In the order given, first come first served.
 */
export function placeBreaks(stretches: readonly Stretch[]): readonly (number | undefined)[] {
  const taken: { begins: number; ends: number }[] = [];
  return stretches.map(({ begins, ends, breakMinutes }) => {
    if (breakMinutes <= 0) return undefined;
    const middle = (begins + ends - breakMinutes) / 2;
    const edge = (ends - begins) * EDGE;
    let best = { at: middle, others: Infinity };
    for (const at of listStarts(begins + edge, ends - edge - breakMinutes, middle)) {
      const others = taken.filter((one) => one.begins < at + breakMinutes && at < one.ends).length;
      if (others < best.others) best = { at, others };
    }
    taken.push({ begins: best.at, ends: best.at + breakMinutes });
    return best.at;
  });
}

/** Quarter hours from first to last, nearest to the middle first. */
function listStarts(first: number, last: number, middle: number): readonly number[] {
  const starts: number[] = [];
  for (let at = Math.ceil(first / STEP) * STEP; at <= last; at += STEP) starts.push(at);
  return starts.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}
