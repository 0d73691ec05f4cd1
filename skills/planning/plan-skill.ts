import { PLAN_SKILLS, type PlanKind } from '../../src/contracts/plan.ts';
import type { CoachSkill } from '../context.ts';
import { makePlan } from './make-plan.ts';
import { type PlanInput, planInput, requestOf } from './plan-input.ts';
import type { CommonBasis, PlanMaker } from './plan-maker.ts';

/** The skill that makes plans of a maker's kind. */
export function planSkill<K extends PlanKind, Basis extends CommonBasis>(
  maker: PlanMaker<K, Basis>,
  words: Pick<CoachSkill<PlanInput>, 'title' | 'description' | 'examples'>,
): CoachSkill<PlanInput> {
  return {
    ...words,
    name: PLAN_SKILLS[maker.kind],
    input: planInput,
    rights: maker.rights,
    run: (ctx, input) => makePlan(ctx, maker, requestOf(maker.kind, input)),
  };
}
