import { UserError } from '../../src/contracts/errors.ts';
import type { PlanChange, PlanKind, PlanRequest, StoredPlan } from '../../src/contracts/plan.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { getPlan } from '../../src/db/queries/plans.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { fits, kindOfChanges, mergeChanges } from '../planning/change-kinds.ts';
import { lastPlanOfThread, newestPlan, plansOfThread } from '../planning/find-plan.ts';
import { assertMayUse, MAKERS } from '../planning/makers.ts';
import { MOST_CHANGES } from '../planning/plan-input.ts';
import { answerNumberWhatIf } from './answer-number-what-if.ts';
import { type WhatIfInput, whatIfInput } from './input.ts';

export const whatIf: CoachSkill<WhatIfInput> = {
  name: 'what-if',
  title: 'Try a change',
  description: 'Makes a plan again with something changed, and says what that does: before and after.',
  input: whatIfInput,
  rights: 'member',
  examples: ['Two fewer on Saturday', 'What if we had a fifth less storage?', 'Keep the latte at five at most'],
  run: tryChange,
};

/**
 * @throws UserError `mixed-changes` changes that belong to different plans, `not-allowed` a plan the person may not see,
 *         `no-such-plan`, `too-many-changes`
 */
async function tryChange(ctx: SkillContext, input: WhatIfInput): Promise<SkillResult> {
  const changes = input.changes ?? [];
  if (changes.length === 0) return answerNumberWhatIf(ctx, input);
  const { plan: base, isTalkedOf } = await findBase(ctx, input, changes);
  const kind = base?.kind ?? input.kind ?? kindOfChanges(changes);
  if (!kind || !fits(changes, kind)) {
    throw new UserError('Those changes do not belong to one plan.', {
      code: 'mixed-changes',
      advice: 'Tell me one after the other, beginning with the plan you mean: orders, roster, prices or marketing.',
    });
  }
  assertMayUse(ctx, kind);
  const settled = base ? MAKERS[kind].settle(changes, base) : changes;
  return MAKERS[kind].make(ctx, requestOf(kind, base, settled), base && { id: base.id, isTalkedOf });
}

function requestOf(kind: PlanKind, base: StoredPlan | null, changes: readonly PlanChange[]): PlanRequest {
  const merged = mergeChanges(base?.request.changes ?? [], changes);
  if (merged.length > MOST_CHANGES)
    throw new UserError('That is more changes than I can keep apart in one plan.', {
      code: 'too-many-changes',
      advice: 'Ask for a fresh plan and tell me the changes that matter most.',
    });
  return { ...base?.request, kind, changes: merged };
}

interface Base {
  readonly plan: StoredPlan | null;
  /** The thread is about it; else which one it is has to be said. */
  readonly isTalkedOf: boolean;
}

/**
 * The plan that is changed: the one named, the one in the thread's last answer, the thread's newest of the kind, or else
 * the company's newest that still holds.
 */
async function findBase(ctx: SkillContext, input: WhatIfInput, changes: readonly PlanChange[]): Promise<Base> {
  return ctx.data(async (tx) => {
    if (input.plan) {
      const named = await getPlan(tx, input.plan);
      if (named) return { plan: named, isTalkedOf: true };
      throw new UserError('I do not have that plan any more.', {
        code: 'no-such-plan',
        advice: 'Ask me to plan it again.',
      });
    }
    const standing = (await plansOfThread(tx, ctx)).find(
      ({ kind }) => fits(changes, kind) && (!input.kind || input.kind === kind),
    );
    if (standing) return { plan: standing, isTalkedOf: true };
    const kind = input.kind ?? kindOfChanges(changes);
    if (!kind) return { plan: null, isTalkedOf: false };
    const earlier = await lastPlanOfThread(tx, ctx, kind);
    if (earlier) return { plan: earlier, isTalkedOf: true };
    const newest = await newestPlan(tx, kind);
    return { plan: newest && newest.expiresAt > ctx.now ? newest : null, isTalkedOf: false };
  });
}
