import type { PlanKind } from '../../src/contracts/plan.ts';
import type { SolveProgress } from '../../src/engines/optimizer/model/solution.ts';
import type { OptimizeInput, OptimizeOutput } from '../../src/engines/optimizer/optimize.ts';
import type { SkillContext } from '../context.ts';
import type { OutcomeOf, ProblemOf } from './plan-maker.ts';

/** Behind other solves a thread may have to be waited for. The time limit holds everything else. Milliseconds. */
const BEYOND_SOLVING_MS = 15_000;

/**
 * Solves in a worker, away from the event loop. Says how far it is; a stop ends it with the best plan so far.
 * @throws UpstreamError when the worker died or did not end in time
 */
export async function solvePlan<K extends PlanKind>(
  ctx: SkillContext,
  wanted: { readonly kind: K; readonly problem: ProblemOf<K>; readonly timeLimitMs: number; readonly gap: number },
): Promise<OutcomeOf<K>> {
  const { kind, problem, timeLimitMs, gap } = wanted;
  ctx.progress('looking for the best plan');
  const output: OptimizeOutput = await ctx.untilStopped((stop) =>
    ctx.engines.run(
      'optimize',
      // `kind` and `input` belong together by `ProblemOf`; the compiler cannot follow that through a generic.
      { kind, input: problem, timeLimitMs, gap } as OptimizeInput,
      {
        deadlineMs: timeLimitMs + BEYOND_SOLVING_MS,
        signal: ctx.signal,
        stop,
        onProgress: (progress) => ctx.progress(tellProgress(progress, ctx.company.locale)),
      },
    ),
  );
  // The engine answers with the kind it was asked for.
  return output.outcome as OutcomeOf<K>;
}

/** "found a plan at most 3% from the best possible; still looking" */
function tellProgress({ objective, gap }: SolveProgress, locale: string): string {
  if (objective === null || !Number.isFinite(gap)) return 'looking for the best plan';
  const share = gap.toLocaleString(locale, { style: 'percent', maximumFractionDigits: gap < 0.1 ? 1 : 0 });
  return `found a plan at most ${share} from the best possible; looking for a better one`;
}
