import type { Solution } from './model/solution.ts';

/** Time for a row of small solves, counted by what each says it took: engines have no clock. */
export interface TimePurse {
  /** What the next solve may take, at most a given share of what is left; 0 when there is none. */
  readonly nextLimitMs: () => number;
  /** Takes what a solve used and hands it on. */
  readonly spend: <S extends Solution>(solution: S) => S;
}

/**
 * @param totalMs for all solves together
 * @param share most of what is left that one solve may take
 */
export function openPurse(totalMs: number, share = 0.4): TimePurse {
  let left = totalMs;
  return {
    nextLimitMs: () => (left < 20 ? 0 : Math.max(20, left * share)),
    spend: (solution) => {
      // Handing a model over takes time too, which the solver does not count.
      left -= solution.seconds * 1000 + 2;
      return solution;
    },
  };
}
