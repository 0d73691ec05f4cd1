import { type Deadline, limitTime } from './model/deadline.ts';
import type { Solution } from './model/solution.ts';

/** Time for a row of small solves, counted by what each says it took; with a deadline, what lies between them counts too. */
export interface TimePurse {
  /** What the next solve may take, at most a given share of what is left; 0 when there is none. */
  readonly nextLimitMs: () => number;
  /** Takes what a solve used and hands it on. */
  readonly spend: <S extends Solution>(solution: S) => S;
}

/** Most of what is left that one solve may take. */
const SHARE = 0.4;
/** With less a solve is not begun. */
const LEAST_MS = 20;

/**
 * @param totalMs for all solves together
 * @param deadline after it there is none
 */
export function openPurse(totalMs: number, deadline?: Deadline): TimePurse {
  let left = totalMs;
  return {
    nextLimitMs: () => (limitTime(left, deadline) < LEAST_MS ? 0 : Math.max(LEAST_MS, left * SHARE)),
    spend: (solution) => {
      // Handing a model over takes time too, which the solver does not count.
      left -= solution.seconds * 1000 + 2;
      return solution;
    },
  };
}
