import type { PlanKind } from '../../src/contracts/plan.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { choosePlan } from './choose-plan.ts';
import type { DecideInput } from './input.ts';
import { inWords } from './say-decided.ts';

const EXAMPLES: Readonly<Record<PlanKind, string>> = {
  inventory: 'For example: “storage a fifth less”, “order ten more of the oat milk”, “demand a tenth higher”.',
  staffing: 'For example: “two fewer on Saturday”, “Ana is off on Friday”, “one more in the kitchen on Sunday”.',
  pricing: 'For example: “keep the price of tea”, “latte at most five”, “change three prices at most”.',
  budget: 'For example: “two thousand in all”, “leave out the flyers”, “at least two hundred for search”.',
};

/** Asks what should be different; the next message is tried on this plan (`what-if`). */
export async function adjustPlan(ctx: SkillContext, input: DecideInput): Promise<SkillResult> {
  const chosen = await choosePlan(ctx, input);
  if (chosen.kind === 'answer') return chosen.answer;
  const { plan } = chosen;
  const book = createFactBook();
  return inWords(book, [
    {
      kind: 'answer',
      template: `What should be different in “${book.name(plan.title)}”? Say it as you would to me across the counter.`,
    },
    { kind: 'next', template: EXAMPLES[plan.kind] },
  ]);
}
