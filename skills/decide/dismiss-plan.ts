import type { SkillResult } from '../../src/contracts/skill.ts';
import { decidePlan, getPlan } from '../../src/db/queries/plans.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { choosePlan } from './choose-plan.ts';
import type { DecideInput } from './input.ts';
import { assertMayApprove, madeIt } from './may-approve.ts';
import { freshButton, inWords, sayAlreadyDecided } from './say-decided.ts';

/** Puts a plan away. Whoever made it may, and so may those who approve. */
export async function dismissPlan(ctx: SkillContext, input: DecideInput): Promise<SkillResult> {
  const chosen = await choosePlan(ctx, input);
  if (chosen.kind === 'answer') return chosen.answer;
  const { plan } = chosen;
  if (!madeIt(ctx.person, plan.madeBy)) await assertMayApprove(ctx);
  const book = createFactBook();
  const { won, now } = await ctx.data(async (tx) => {
    const decided = await decidePlan(tx, plan.id, {
      state: 'dismissed',
      by: ctx.person.id,
      ...(input.note ? { note: input.note } : {}),
    });
    return { won: decided, now: decided ? null : await getPlan(tx, plan.id) };
  });
  if (!won) return inWords(book, [await sayAlreadyDecided(ctx, book, now ?? plan)]);
  return inWords(
    book,
    [
      { kind: 'answer', template: `“${book.name(plan.title)}” is put away. Nothing will be done with it.` },
      { kind: 'next', template: 'If something in it was wrong, tell me what, and I plan it again with that.' },
    ],
    [freshButton(plan)],
  );
}
