import type { IsoDate } from '../../src/contracts/period.ts';
import type { StoredPlan } from '../../src/contracts/plan.ts';
import type { SectionTemplate, SkillFile, SkillResult } from '../../src/contracts/skill.ts';
import {
  decidePlan,
  getPlan,
  listPlans,
  lockDecisions,
  markPlansReplaced,
  readExpectations,
} from '../../src/db/queries/plans.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { MAKERS, PLAN_NAMES } from '../planning/makers.ts';
import { doesCover, doOverlap, periodOf } from '../planning/plan-period.ts';
import { choosePlan } from './choose-plan.ts';
import type { DecideInput } from './input.ts';
import { assertMayApprove } from './may-approve.ts';
import { againButton, dayAt, inWords, sayAlreadyDecided } from './say-decided.ts';

/**
 * Approves a plan, once, while it still holds. Approved plans of the same kind give way to it where it holds all that is
 * left of them; those it holds in part stay, and that is said.
 */
export async function approvePlan(ctx: SkillContext, input: DecideInput): Promise<SkillResult> {
  const chosen = await choosePlan(ctx, input);
  if (chosen.kind === 'answer') return chosen.answer;
  const { plan } = chosen;
  await assertMayApprove(ctx);
  const book = createFactBook();
  if (plan.state !== 'proposed') return inWords(book, [await sayAlreadyDecided(ctx, book, plan)]);
  if (plan.expiresAt <= ctx.now) return sayExpired(ctx, plan);
  const outcome = await ctx.data(async (tx) => {
    await lockDecisions(tx);
    const won = await decidePlan(tx, plan.id, {
      state: 'approved',
      by: ctx.person.id,
      ...(input.note ? { note: input.note } : {}),
    });
    if (!won) return { won, replaced: [], beside: [], expectations: [], now: await getPlan(tx, plan.id) };
    const approved = await listPlans(tx, { kind: plan.kind, states: ['approved'], limit: 50 });
    const overlapping = approved.filter((other) => other.id !== plan.id && doOverlap(other, plan));
    const replaced = overlapping.filter((other) => doesCover(plan, other, ctx.today));
    await markPlansReplaced(
      tx,
      replaced.map(({ id }) => id),
    );
    const beside = overlapping.filter((other) => !replaced.includes(other) && !isOver(other, ctx.today));
    return { won, replaced, beside, expectations: await readExpectations(tx, plan.id), now: null };
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
      template: `It takes the place of “${book.name(other.title)}”, which was approved for the same days.`,
    })),
    ...outcome.beside.map((other) => ({
      kind: 'detail' as const,
      template: `“${book.name(other.title)}” stays approved too, for what this plan leaves out. Where both say something, this one is the newer.`,
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
  return inWords(book, sections, changed ? [againButton(ctx, plan)] : [], await makeFiles(ctx, plan));
}

/** The decision stands whatever becomes of its files: a plan of an older release may not be one that can be written. */
async function makeFiles(ctx: SkillContext, plan: StoredPlan): Promise<readonly SkillFile[]> {
  try {
    return await MAKERS[plan.kind].files(ctx, plan);
  } catch {
    return [];
  }
}

const isOver = (plan: StoredPlan, today: IsoDate): boolean => (periodOf(plan)?.end ?? '') < today;

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
    [againButton(ctx, plan)],
  );
}
