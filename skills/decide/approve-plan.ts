import type { StoredPlan } from '../../src/contracts/plan.ts';
import type { SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import { decidePlan, getPlan, listPlans, markPlansReplaced, readExpectations } from '../../src/db/queries/plans.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { MAKERS, PLAN_NAMES } from '../planning/makers.ts';
import { doOverlap } from '../planning/plan-period.ts';
import { choosePlan } from './choose-plan.ts';
import type { DecideInput } from './input.ts';
import { assertMayApprove } from './may-approve.ts';
import { againButton, dayAt, inWords, sayAlreadyDecided } from './say-decided.ts';

/** Approves a plan, once, while it still holds. Approved plans of the same kind for the same days give way to it. */
export async function approvePlan(ctx: SkillContext, input: DecideInput): Promise<SkillResult> {
  const chosen = await choosePlan(ctx, input);
  if (chosen.kind === 'answer') return chosen.answer;
  const { plan } = chosen;
  await assertMayApprove(ctx);
  const book = createFactBook();
  if (plan.state !== 'proposed') return inWords(book, [await sayAlreadyDecided(ctx, book, plan)]);
  if (plan.expiresAt <= ctx.now) return sayExpired(ctx, plan);
  const outcome = await ctx.data(async (tx) => {
    const won = await decidePlan(tx, plan.id, {
      state: 'approved',
      by: ctx.person.id,
      ...(input.note ? { note: input.note } : {}),
    });
    if (!won) return { won, replaced: [], expectations: [], now: await getPlan(tx, plan.id) };
    const approved = await listPlans(tx, { kind: plan.kind, states: ['approved'], limit: 50 });
    const replaced = approved.filter((other) => other.id !== plan.id && doOverlap(other, plan));
    await markPlansReplaced(
      tx,
      replaced.map(({ id }) => id),
    );
    return { won, replaced, expectations: await readExpectations(tx, plan.id), now: null };
  });
  if (!outcome.won) return inWords(book, [await sayAlreadyDecided(ctx, book, outcome.now ?? plan)]);
  const changed = ctx.company.dataVersion !== plan.dataVersion;
  const sections: SectionTemplate[] = [
    {
      kind: 'answer',
      template: `Approved: ${book.name(plan.title)}. It stands in my notes with your name and today’s date.`,
    },
    ...outcome.replaced.map((other) => ({
      kind: 'detail' as const,
      template: `It takes the place of “${book.name(other.title)}”, which you had approved for the same days.`,
    })),
    ...(changed
      ? [
          {
            kind: 'caveat' as const,
            template: 'Your data have changed since I made it. If that matters, let me plan it again.',
          },
        ]
      : []),
    ...(outcome.expectations.length > 0
      ? [
          {
            kind: 'next' as const,
            template: `I kept what it should bring. When the days are over, ask “how did the ${PLAN_NAMES[plan.kind]} do?”`,
          },
        ]
      : []),
  ];
  const files = await MAKERS[plan.kind].files(ctx, plan);
  return inWords(book, sections, changed ? [againButton(plan)] : [], files);
}

function sayExpired(ctx: SkillContext, plan: StoredPlan): SkillResult {
  const book = createFactBook();
  const until = book.date('Could be approved until', dayAt(ctx, plan.expiresAt), { weekday: true });
  return inWords(
    book,
    [
      {
        kind: 'answer',
        template: `“${book.name(plan.title)}” could be approved until ${until}. Things have moved on since, so I would rather plan it again than have you act on it.`,
      },
    ],
    [againButton(plan)],
  );
}
