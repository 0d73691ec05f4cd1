import type { PlanId } from '../../src/contracts/plan.ts';
import type { FollowUp } from '../../src/contracts/skill.ts';

/** Under every plan that can be decided on. */
export function planButtons(plan: PlanId): FollowUp[] {
  return [
    { label: 'Approve', kind: 'choose', call: { skill: 'decide', input: { action: 'approve', plan } } },
    { label: 'Change something', kind: 'choose', call: { skill: 'decide', input: { action: 'adjust', plan } } },
    { label: 'Dismiss', kind: 'choose', call: { skill: 'decide', input: { action: 'dismiss', plan } } },
  ];
}
