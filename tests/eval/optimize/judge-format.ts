import type { Solution } from '../../../src/engines/optimizer/model/solution.ts';

/** What one case came to; `ok`: proven, and within 1e-4 of what is known of it. */
export interface FormatResult {
  readonly status: string;
  readonly objective: number | null;
  readonly bound?: number;
  readonly gap?: number;
  readonly seconds: number;
  readonly expected?: number;
  readonly ok: boolean;
}

type Outcome = {
  readonly status: Solution['status'] | 'invalid';
  readonly seconds?: number;
  readonly objective?: number;
  readonly bound?: number;
  readonly gap?: number;
};

/** @param knownOptimum left out: nothing is known, so that a proof is all that can be asked for; null: impossible */
export function judgeFormat(
  { status, seconds = 0, objective, bound, gap }: Outcome,
  knownOptimum?: number | null,
): FormatResult {
  if (objective === undefined) {
    return {
      status,
      objective: null,
      seconds,
      ok: status === 'infeasible' && (knownOptimum === null || knownOptimum === undefined),
    };
  }
  const proven = status === 'optimal';
  if (knownOptimum === undefined || knownOptimum === null) {
    return { status, objective, bound, gap, seconds, ok: proven && knownOptimum === undefined };
  }
  const near = Math.abs(objective - knownOptimum) <= 1e-4 * Math.max(1, Math.abs(knownOptimum));
  return { status, objective, bound, gap, seconds, expected: knownOptimum, ok: proven && near };
}
