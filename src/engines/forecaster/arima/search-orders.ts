import type { ArimaEstimate, ArimaSample, Likelihood } from './estimate-arima.ts';
import { estimateArima, filledLikelihood } from './estimate-arima.ts';
import type { ArimaOrder } from './types.ts';

/** Largest orders looked at. */
export interface OrderLimits {
  readonly plain: number;
  readonly seasonal: number;
}

/** Filter work after which the search takes the best so far: multiply-adds, not time, so that it is the same everywhere. */
const WORK_LIMIT = 3e7;

const SEARCH_EVALUATIONS = 70;
const SEARCH_TOLERANCE = 0.02;

/** AICc must fall by this much for a move, so that rounding never decides. */
const LEAST_GAIN = 1e-6;

/** Moves of one or two orders by one, in the order in which they are tried (Hyndman & Khandakar 2008, §3.2). */
const MOVES: readonly Readonly<Partial<Record<'p' | 'q' | 'P' | 'Q', number>>>[] = [
  { P: -1 },
  { Q: -1 },
  { P: 1 },
  { Q: 1 },
  { P: -1, Q: -1 },
  { P: -1, Q: 1 },
  { P: 1, Q: -1 },
  { P: 1, Q: 1 },
  { p: -1 },
  { q: -1 },
  { p: 1 },
  { q: 1 },
  { p: -1, q: -1 },
  { p: -1, q: 1 },
  { p: 1, q: -1 },
  { p: 1, q: 1 },
];

/**
 * Stepwise search of the order with the least AICc (Hyndman & Khandakar 2008): four models to begin with, then one
 * move at a time from the best so far. Every estimate starts from the best model's numbers. Deterministic, bounded by
 * the work done. Null when no model can be estimated.
 */
export function searchOrders(
  sample: ArimaSample,
  base: { readonly d: number; readonly D: number; readonly m: number },
  limits: OrderLimits,
): ArimaEstimate | null {
  const mayHaveConstant = base.d + base.D <= 1;
  const likelihoods = new Map<boolean, Likelihood>();
  const seen = new Set<string>();
  let best: ArimaEstimate | null = null;
  let work = 0;

  const attempt = (order: ArimaOrder): boolean => {
    const { p, q, P, Q, m, constant } = order;
    if (Math.min(p, q, P, Q) < 0 || Math.max(p, q) > limits.plain || Math.max(P, Q) > limits.seasonal) return false;
    const key = [p, q, P, Q, constant].join();
    if (seen.has(key) || work > WORK_LIMIT) return false;
    seen.add(key);
    const likelihood = likelihoods.get(constant) ?? filledLikelihood(sample, order);
    likelihoods.set(constant, likelihood);
    const effort = { maxEvaluations: SEARCH_EVALUATIONS, tolerance: SEARCH_TOLERANCE };
    const estimate = estimateArima(order, likelihood, startFrom(best, order), effort);
    const state = Math.max(p + P * m, q + Q * m + 1);
    work += (estimate?.evaluations ?? 1) * (likelihood.steps * (state + 8) + 4 * state * state);
    if (estimate === null || !(estimate.aicc < (best?.aicc ?? Number.POSITIVE_INFINITY) - LEAST_GAIN)) return false;
    best = estimate;
    return true;
  };

  const plain = Math.min(2, limits.plain);
  const season = Math.min(1, limits.seasonal);
  const empty = { ...base, p: 0, q: 0, P: 0, Q: 0, constant: mayHaveConstant };
  attempt(empty);
  attempt({ ...empty, p: 1, P: season });
  attempt({ ...empty, q: 1, Q: season });
  attempt({ ...empty, p: plain, q: plain, P: season, Q: season });
  if (mayHaveConstant) attempt({ ...empty, constant: false });

  const step = (): boolean => {
    const from: ArimaOrder = best?.order ?? empty;
    for (const move of MOVES) {
      const next: ArimaOrder = {
        ...from,
        p: from.p + (move.p ?? 0),
        q: from.q + (move.q ?? 0),
        P: from.P + (move.P ?? 0),
        Q: from.Q + (move.Q ?? 0),
      };
      if (attempt(next)) return true;
    }
    return mayHaveConstant && attempt({ ...from, constant: !from.constant });
  };
  while (step());
  return best;
}

/** A little of everything where nothing is known: at zero, AR and MA would cancel each other. */
const FIRST_GUESS = 0.1;

function startFrom(best: ArimaEstimate | null, order: ArimaOrder): Float64Array {
  const size = order.p + order.q + order.P + order.Q;
  const start = new Float64Array(size).fill(FIRST_GUESS);
  if (best === null) return start;
  let from = 0;
  let to = 0;
  for (const block of ['p', 'q', 'P', 'Q'] as const) {
    const count = Math.min(best.order[block], order[block]);
    for (let i = 0; i < count; i += 1) start[to + i] = Math.max(-2, Math.min(2, best.free[from + i] ?? 0));
    from += best.order[block];
    to += order[block];
  }
  return start;
}
