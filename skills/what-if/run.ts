import { UserError } from '../../src/contracts/errors.ts';
import type { PlanChange, PlanKind, PlanRequest, StoredPlan } from '../../src/contracts/plan.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { getPlan } from '../../src/db/queries/plans.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { fits, kindOfChanges, mergeChanges } from '../planning/change-kinds.ts';
import { newestPlan, planOfThread } from '../planning/find-plan.ts';
import { assertMayUse, MAKERS } from '../planning/makers.ts';
import { answerNumberWhatIf } from './answer-number-what-if.ts';
import { type WhatIfInput, whatIfInput } from './input.ts';

export const whatIf: CoachSkill<WhatIfInput> = {
  name: 'what-if',
  title: 'Try a change',
  description: 'Makes a plan again with something changed, and says what that does: before and after.',
  input: whatIfInput,
  rights: 'member',
  examples: ['Two fewer on Saturday', 'What if we had a fifth less storage?', 'Keep the latte under five dollars'],
  run: tryChange,
};

/**
 * @throws UserError `mixed-changes` changes that belong to different plans, `not-allowed` a plan the person may not see,
 *         `no-such-plan`
 */
async function tryChange(ctx: SkillContext, input: WhatIfInput): Promise<SkillResult> {
  const changes = input.changes ?? [];
  if (changes.length === 0) return answerNumberWhatIf(ctx, input);
  const base = await findBase(ctx, input, changes);
  const kind = base?.kind ?? input.kind ?? kindOfChanges(changes);
  if (!kind || !fits(changes, kind)) {
    throw new UserError('Those changes do not belong to one plan.', {
      code: 'mixed-changes',
      advice: 'Tell me one after the other, beginning with the plan you mean: orders, roster, prices or marketing.',
    });
  }
  assertMayUse(ctx, kind);
  return MAKERS[kind].make(ctx, requestOf(kind, base, changes), base?.id ?? null);
}

function requestOf(kind: PlanKind, base: StoredPlan | null, changes: readonly PlanChange[]): PlanRequest {
  if (!base) return { kind, changes: mergeChanges([], changes) };
  return { ...base.request, changes: mergeChanges(base.request.changes, changes) };
}

/** The plan that is changed: the one named, the thread's, or the newest that the changes make sense for. */
async function findBase(
  ctx: SkillContext,
  input: WhatIfInput,
  changes: readonly PlanChange[],
): Promise<StoredPlan | null> {
  return ctx.data(async (tx) => {
    if (input.plan) {
      const named = await getPlan(tx, input.plan);
      if (named) return named;
      throw new UserError('I do not have that plan any more.', {
        code: 'no-such-plan',
        advice: 'Ask me to plan it again.',
      });
    }
    const standing = await planOfThread(tx, ctx);
    if (standing && fits(changes, standing.kind) && (!input.kind || input.kind === standing.kind)) return standing;
    const kind = input.kind ?? kindOfChanges(changes);
    const newest = kind ? await newestPlan(tx, kind) : null;
    return newest && newest.expiresAt > ctx.now ? newest : null;
  });
}
