import type { UserId } from '../../src/contracts/ids.ts';
import type { StoredPlan } from '../../src/contracts/plan.ts';
import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { listPeople } from '../../src/db/queries/people.ts';
import { listPlans } from '../../src/db/queries/plans.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { mayUse } from '../planning/makers.ts';
import { listOpen } from './choose-plan.ts';
import { dayAt, inWords, STATE_WORDS } from './say-decided.ts';

const SHOWN = 10;

/** The newest plans: which are open, and what was decided about the others, by whom and when. */
export async function listOpenPlans(ctx: SkillContext): Promise<SkillResult> {
  const { plans, names } = await ctx.data(async (tx) => ({
    plans: onTheTable(ctx, await listPlans(tx, { limit: SHOWN * 5 })).slice(0, SHOWN),
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
  const approved = plans.find(({ state }) => state === 'approved');
  const last = approved?.decidedAt
    ? ` The last one approved is ${book.name(approved.title)}, on ${book.date('Approved on', dayAt(ctx, approved.decidedAt))}.`
    : '';
  const answer = `${sayOpen(book, open)}${last}`;
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

/** Everything that was decided on; of what is open, what has not been changed into something else since. */
function onTheTable(ctx: SkillContext, plans: readonly StoredPlan[]): readonly StoredPlan[] {
  const seen = plans.filter(({ kind }) => mayUse(ctx, kind));
  const open = new Set(listOpen(ctx, seen));
  return seen.filter((plan) => open.has(plan) || plan.state !== 'proposed');
}

const nameOf = (names: ReadonlyMap<UserId, string>, id: UserId | null, book: FactBook): string => {
  const name = id === null ? undefined : names.get(id);
  return name === undefined ? '' : book.name(name);
};

function sayOpen(book: FactBook, open: readonly StoredPlan[]): string {
  const [only] = open;
  if (!only) return 'No plan is open.';
  if (open.length === 1) return `One plan is open: ${book.name(only.title)}.`;
  const count = book.count('Open plans', open.length, { source: { kind: 'computed', how: 'Counted', from: [] } });
  return `${count} plans are open.`;
}

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
