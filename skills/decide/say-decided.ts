import type { Period } from '../../src/contracts/period.ts';
import { PLAN_SKILLS, type PlanRequest, type StoredPlan } from '../../src/contracts/plan.ts';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import { getPerson } from '../../src/db/queries/people.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { civilDate } from '../../src/metrics/calendar.ts';
import type { SkillContext } from '../context.ts';

export const STATE_WORDS: Readonly<Record<StoredPlan['state'], string>> = {
  proposed: 'open',
  approved: 'approved',
  dismissed: 'dismissed',
  replaced: 'replaced by a newer one',
};

/** An instant as the day it was at the company. */
export const dayAt = (ctx: SkillContext, instant: Date): string => civilDate(instant, ctx.company.timezone);

/** The decision that stands already: who made it, and when. */
export async function sayAlreadyDecided(
  ctx: SkillContext,
  book: FactBook,
  plan: StoredPlan,
  nameOf: (tx: TenantTx, plan: StoredPlan) => Promise<string | null> = decider,
): Promise<SectionTemplate> {
  const who = await ctx.data((tx) => nameOf(tx, plan));
  const by = who ? ` by ${book.name(who)}` : '';
  const on = plan.decidedAt ? ` on ${book.date('Decided on', dayAt(ctx, plan.decidedAt))}` : '';
  if (plan.state === 'replaced')
    return {
      kind: 'answer',
      template: `“${book.name(plan.title)}” was approved${by}${on}, and a newer plan has taken its place since. Nothing changed.`,
    };
  return {
    kind: 'answer',
    template: `“${book.name(plan.title)}” is ${STATE_WORDS[plan.state]} already${by}${on}. Nothing changed.`,
  };
}

async function decider(tx: TenantTx, plan: StoredPlan): Promise<string | null> {
  return plan.decidedBy ? ((await getPerson(tx, plan.decidedBy))?.displayName ?? null) : null;
}

/** Makes a plan anew, from the data of now, with all that was asked for and still can be. */
export const againButton = (ctx: SkillContext, plan: StoredPlan): FollowUp =>
  makeAgain(plan, {
    period: plan.request.period && plan.request.period.start >= ctx.today ? plan.request.period : undefined,
    changes: plan.request.changes.filter(({ day }) => day === undefined || day >= ctx.today),
  });

/** Makes a plan of the same kind for the days that come next, without what was tried with the one before. */
export const freshButton = (plan: StoredPlan): FollowUp => makeAgain(plan, { period: undefined, changes: [] });

function makeAgain({ kind, request }: StoredPlan, kept: Pick<PlanRequest, 'changes'> & { period: Period | undefined }) {
  const { filter, amount, maxChangePercent, assume, item } = request;
  const changes = kept.changes.length > 0 ? kept.changes : undefined;
  const asked = { period: kept.period, changes, filter, amount, maxChangePercent, assume, item };
  const input = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return { label: 'Plan it again', kind: 'ask', call: { skill: PLAN_SKILLS[kind], input } } as const;
}

export const inWords = (
  book: FactBook,
  sections: readonly SectionTemplate[],
  followUps: readonly FollowUp[] = [],
  files: SkillResult['files'] = [],
): SkillResult => ({ facts: book.facts, sections, charts: [], tables: [], followUps, files, working: null });
