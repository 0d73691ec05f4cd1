/** A line of the evaluation's answer. */
export interface CaseResult {
  readonly id: string;
  readonly model: string;
  readonly status: string;
  /** In the terms of the case's own format. */
  readonly objective: number | null;
  readonly expected?: number;
  readonly bound?: number;
  readonly gap?: number;
  readonly seconds: number;
  readonly ok: boolean;
  readonly error?: string;
}

/** A published optimum counts as found within this fraction. */
export const CLOSE = 1e-4;

export function isClose(found: number, expected: number): boolean {
  return Math.abs(found - expected) <= CLOSE * Math.max(1, Math.abs(expected));
}

export function failCase(id: string, model: string, error: unknown): CaseResult {
  const words = error instanceof Error ? error.message : String(error);
  return { id, model, status: 'error', objective: null, seconds: 0, ok: false, error: words.slice(0, 500) };
}

interface Found {
  readonly status: string;
  readonly seconds?: number;
  readonly objective?: number;
  readonly bound?: number;
  readonly gap?: number;
}

/** A proven plan, as good as expected where that is known. `mostGap`: how far from proven is still fine. */
export function judgeFound(id: string, model: string, found: Found, expected?: number, mostGap = 1e-6): CaseResult {
  const { status, seconds = 0, objective = null, bound, gap } = found;
  const proven = objective !== null && (gap ?? Infinity) <= mostGap;
  return {
    id,
    model,
    status,
    objective,
    ...(expected !== undefined && { expected }),
    ...(bound !== undefined && { bound }),
    ...(gap !== undefined && { gap }),
    seconds,
    ok: proven && (expected === undefined || isClose(objective, expected)),
  };
}
