import { carrySpend } from './carry-over.ts';
import type { CurveShape } from './response-curve.ts';
import { resultAt } from './response-curve.ts';

/** One way a channel may work: how long it lasts, which shape, how soon it flattens. */
export interface CurveCandidate {
  readonly carryOver: number;
  /** The curve with a result of 1 at the highest spend that was felt. */
  readonly shape: CurveShape;
  /** The curve at every period's felt spend. */
  readonly column: Float64Array;
}

const CARRY_OVERS = [0, 0.2, 0.4, 0.6, 0.8];
/** Where curves bend, as a share of the highest spend. */
const BENDS = [0.15, 0.35, 0.8, 2];
const KINDS = ['exponential', 'hill', 'log'] as const;

/** Every candidate for one channel; the shapes at one bend are alike, so that none of the three kinds is favoured. */
export function listCandidates(spend: readonly number[]): readonly CurveCandidate[] {
  return CARRY_OVERS.flatMap((carryOver) => {
    const felt = carrySpend(spend, carryOver);
    const highest = Math.max(...felt);
    return KINDS.flatMap((kind) =>
      BENDS.map((bend): CurveCandidate => {
        const plain = { kind, a: 1, k: bend * highest };
        const shape = { ...plain, a: 1 / resultAt(plain, highest) };
        return { carryOver, shape, column: felt.map((amount) => resultAt(shape, amount)) };
      }),
    );
  });
}
