import type { UserId } from '../../src/contracts/ids.ts';
import type { StoredPlan } from '../../src/contracts/plan.ts';
import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { listPeople } from '../../src/db/queries/people.ts';
import { listPlans } from '../../src/db/queries/plans.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { mayUse } from '../planning/makers.ts';
import { dayAt, inWords, STATE_WORDS } from './say-decided.ts';

const SHOWN = 10;

/** The newest plans: which are open, and what was decided about the others, by whom and when. */
export async function listOpenPlans(ctx: SkillContext): Promise<SkillResult> {
  const { plans, names } = await ctx.data(async (tx) => ({
    plans: (await listPlans(tx, { limit: SHOWN * 2 })).filter(({ kind }) => mayUse(ctx, kind)).slice(0, SHOWN),
    names: new Map((await listPeople(tx)).map(({ id, displayName }) => [id, displayName])),
  }));
  const book = createFactBook();
  if (plans.length === 0) {
    return inWords(
      book,
      [{ kind: 'answer', template: 'No plan has been made yet. Ask me what to order, or who should work next week.' }],
      [{ label: 'What should I order?', kind: 'ask', call: { skill: 'plan-inventory', input: {} } }],
    );
  }
  const open = plans.filter((plan) => isOpen(ctx, plan));
  const answer =
    open.length === 0
      ? 'No plan is open. These are the last ones.'
      : open.length === 1 && open[0]
        ? `One plan is open: ${book.name(open[0].title)}.`
        : `${book.count('Open plans', open.length, { source: { kind: 'computed', how: 'Counted', from: [] } })} plans are open.`;
  return {
    ...inWords(
      book,
      [{ kind: 'answer', template: answer }],
      open.slice(0, 3).map((plan) => approveButton(book, plan)),
    ),
    tables: [
      {
        title: 'Plans',
        columns: ['Plan', 'Made on', 'State', 'By'].map((label) => ({ label, align: 'left' as const })),
        rows: plans.map((plan) => [
          book.name(plan.title),
          book.date('Made on', dayAt(ctx, plan.madeAt)),
          stateOf(ctx, plan, book),
          nameOf(names, plan.decidedBy ?? plan.madeBy, book),
        ]),
      },
    ],
    facts: book.facts,
  };
}

const nameOf = (names: ReadonlyMap<UserId, string>, id: UserId | null, book: FactBook): string => {
  const name = id === null ? undefined : names.get(id);
  return name === undefined ? '' : book.name(name);
};

const isOpen = (ctx: SkillContext, plan: StoredPlan): boolean => plan.state === 'proposed' && plan.expiresAt > ctx.now;

function stateOf(ctx: SkillContext, plan: StoredPlan, book: FactBook): string {
  if (plan.state === 'proposed' && !isOpen(ctx, plan)) return 'too old';
  if (plan.state === 'proposed') return `open until ${book.date('Open until', dayAt(ctx, plan.expiresAt))}`;
  const on = plan.decidedAt ? ` on ${book.date('Decided on', dayAt(ctx, plan.decidedAt))}` : '';
  return `${STATE_WORDS[plan.state]}${on}`;
}

const approveButton = (book: FactBook, plan: StoredPlan): FollowUp => ({
  label: `Approve ${book.name(plan.title)}`,
  kind: 'choose',
  call: { skill: 'decide', input: { action: 'approve', plan: plan.id } },
});
