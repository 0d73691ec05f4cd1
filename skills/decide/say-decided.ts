import type { StoredPlan } from '../../src/contracts/plan.ts';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import { getPerson } from '../../src/db/queries/people.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { civilDate } from '../../src/metrics/calendar.ts';
import type { SkillContext } from '../context.ts';
import { MAKERS } from '../planning/makers.ts';

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
  return {
    kind: 'answer',
    template: `“${book.name(plan.title)}” is ${STATE_WORDS[plan.state]} already${by}${on}. Nothing changed.`,
  };
}

async function decider(tx: TenantTx, plan: StoredPlan): Promise<string | null> {
  return plan.decidedBy ? ((await getPerson(tx, plan.decidedBy))?.displayName ?? null) : null;
}

/** Makes a plan of the same kind anew, from the data of now. */
export const againButton = (plan: StoredPlan, label = 'Plan it again'): FollowUp => ({
  label,
  kind: 'ask',
  call: { skill: MAKERS[plan.kind].skill, input: requestInput(plan) },
});

/** What was asked for, without days: those are over or will be soon. */
function requestInput({ request }: StoredPlan): Readonly<Record<string, unknown>> {
  const { filter, amount, maxChangePercent, assume, item } = request;
  return Object.fromEntries(
    Object.entries({ filter, amount, maxChangePercent, assume, item }).filter(([, value]) => value !== undefined),
  );
}

export const inWords = (
  book: FactBook,
  sections: readonly SectionTemplate[],
  followUps: readonly FollowUp[] = [],
  files: SkillResult['files'] = [],
): SkillResult => ({ facts: book.facts, sections, charts: [], tables: [], followUps, files, working: null });
