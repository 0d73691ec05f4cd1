import { UserError } from '../../src/contracts/errors.ts';
import type { StoredPlan } from '../../src/contracts/plan.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { getPlan, listPlans } from '../../src/db/queries/plans.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { plansOfThread } from '../planning/find-plan.ts';
import { assertMayUse, mayUse } from '../planning/makers.ts';
import type { DecideInput } from './input.ts';

/** A plan, or the answer when it is not clear which: none is open, or several are. */
export type Chosen =
  | { readonly kind: 'plan'; readonly plan: StoredPlan }
  | { readonly kind: 'answer'; readonly answer: SkillResult };

const MOST_CHOICES = 5;

/**
 * The plan that is meant: the one named, the thread's, else the only open one.
 * @throws UserError `no-such-plan`, `not-allowed`
 */
export async function choosePlan(ctx: SkillContext, input: DecideInput): Promise<Chosen> {
  const { named, standing, kept } = await ctx.data(async (tx) => ({
    named: input.plan ? await getPlan(tx, input.plan) : null,
    standing: input.plan ? [] : await plansOfThread(tx, ctx),
    kept: await listPlans(tx, {
      ...(input.kind ? { kind: input.kind } : {}),
      limit: 50,
    }),
  }));
  if (input.plan && !named) {
    throw new UserError('I do not have that plan any more.', {
      code: 'no-such-plan',
      advice: 'Ask me to plan it again.',
    });
  }
  const talkedOf = standing.filter(({ kind }) => !input.kind || kind === input.kind);
  // "Approve it" below an answer with two plans: which of them is for the person to say.
  if (!named && talkedOf.length > 1)
    return {
      kind: 'answer',
      answer: askWhich(
        input,
        talkedOf.filter(({ kind }) => mayUse(ctx, kind)),
      ),
    };
  const meant = named ?? talkedOf[0];
  if (meant) {
    assertMayUse(ctx, meant.kind);
    return { kind: 'plan', plan: meant };
  }
  const waiting = listOpen(
    ctx,
    kept.filter(({ kind }) => mayUse(ctx, kind)),
  );
  const [only] = waiting;
  if (only && waiting.length === 1) return { kind: 'plan', plan: only };
  return { kind: 'answer', answer: only ? askWhich(input, waiting) : sayNone() };
}

/**
 * What can be decided on, newest first. A plan that was changed is not on the table any more, nor is an older one of
 * the same name.
 */
export function listOpen(ctx: SkillContext, kept: readonly StoredPlan[]): readonly StoredPlan[] {
  const changed = new Set(kept.map(({ basedOn }) => basedOn));
  const named = new Set<string>();
  return kept.filter(({ id, kind, title, state, expiresAt }) => {
    if (state !== 'proposed' || expiresAt <= ctx.now || changed.has(id)) return false;
    const name = `${kind} ${title}`;
    const isNewest = !named.has(name);
    named.add(name);
    return isNewest;
  });
}

function askWhich(input: DecideInput, waiting: readonly StoredPlan[]): SkillResult {
  const book = createFactBook();
  const choices = waiting.slice(0, MOST_CHOICES).map((plan) => ({
    label: book.name(plan.title),
    kind: 'choose' as const,
    call: { skill: 'decide' as const, input: { ...input, plan: plan.id } },
  }));
  const text = 'Which plan do you mean?';
  return {
    facts: book.facts,
    sections: [{ kind: 'question', template: text }],
    charts: [],
    tables: [],
    followUps: choices,
    question: { text, choices },
    working: null,
  };
}

function sayNone(): SkillResult {
  return {
    facts: [],
    sections: [{ kind: 'answer', template: 'There is no plan waiting for you.' }],
    charts: [],
    tables: [],
    followUps: [
      { label: 'What should I order?', kind: 'ask', call: { skill: 'plan-inventory', input: {} } },
      { label: 'Who should work next week?', kind: 'ask', call: { skill: 'plan-staffing', input: {} } },
      { label: 'Where should the ad money go?', kind: 'ask', call: { skill: 'plan-budget', input: {} } },
    ],
    working: null,
  };
}
