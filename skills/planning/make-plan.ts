import { randomUUID } from 'node:crypto';
import type { PlanId, PlanKind, PlanRequest, StoredPlan } from '../../src/contracts/plan.ts';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import type { Working } from '../../src/contracts/working.ts';
import { getPlan, insertPlan } from '../../src/db/queries/plans.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { civilDate } from '../../src/metrics/calendar.ts';
import type { SkillContext } from '../context.ts';
import { planButtons } from './plan-buttons.ts';
import type {
  CommonBasis,
  Gathered,
  MadePlan,
  OutcomeOf,
  PlanBase,
  PlanMaker,
  PlannedOf,
  PlanWords,
  RegisteredMaker,
} from './plan-maker.ts';
import { sayAssumption } from './say-assumption.ts';
import { sayChanges } from './say-change.ts';
import { sayNoPlan } from './say-no-plan.ts';
import { sayStatus } from './say-status.ts';
import { solvePlan } from './solve-plan.ts';

export function registerMaker<K extends PlanKind, Basis extends CommonBasis>(
  maker: PlanMaker<K, Basis>,
): RegisteredMaker {
  return {
    kind: maker.kind,
    rights: maker.rights,
    make: (ctx, request, basedOn) => makePlan(ctx, maker, request, basedOn),
    settle: (changes, stored) => {
      const shown = revivePlan<K, Basis>(stored);
      return changes.map((change) => maker.settle?.(change, shown) ?? change);
    },
    files: (ctx, stored) => maker.files(ctx, revivePlan<K, Basis>(stored)),
  };
}

/**
 * Makes a plan: reads, solves, keeps it, and says it with its buttons and files. When something is missing, impossible
 * or wrong, says that instead and keeps nothing.
 * @param basedOn the plan that this one is a what-if of: then what changed is said first
 */
export async function makePlan<K extends PlanKind, Basis extends CommonBasis>(
  ctx: SkillContext,
  maker: PlanMaker<K, Basis>,
  request: PlanRequest,
  basedOn: PlanBase | null = null,
): Promise<SkillResult> {
  ctx.progress('reading what the plan needs');
  const gathered = await maker.gather(ctx, request);
  if (gathered.kind === 'missing') return gathered.answer;
  const { problem, basis, timeLimitMs, gap } = gathered;
  const outcome = await solvePlan(ctx, { kind: maker.kind, problem, timeLimitMs, gap });
  const book = createFactBook();
  const planned = planOf<K>(outcome);
  if (!planned) return sayNoPlan(maker, outcome, { request, basis }, book);
  const made: MadePlan<K, Basis> = { request, problem, basis, outcome: planned };
  const base = basedOn ? await ctx.data((tx) => getPlan(tx, basedOn.id)) : null;
  const words = maker.present(ctx, made, book);
  const sections = composeSections(book, ctx, maker, made, words, {
    plan: base,
    isTalkedOf: basedOn?.isTalkedOf ?? true,
  });
  const files = await maker.files(ctx, made);
  // Kept when all of its answer is there: a plan that could not be said is none.
  const id = await keepPlan(ctx, maker, made, words.title, base?.id ?? null);
  return {
    facts: book.facts,
    sections,
    charts: words.charts,
    tables: words.tables.map((table, at) => (at === 0 ? { ...table, lead: true } : table)),
    followUps: [...planButtons(id), ...words.followUps.map((followUp) => aboutPlan(followUp, id))],
    files,
    working: explainWorking(gathered, planned),
  };
}

/** The plan of an outcome that holds one. */
function planOf<K extends PlanKind>(outcome: OutcomeOf<K>): PlannedOf<K> | null {
  // `plan` is what makes an outcome a planned one; the compiler cannot see it through the generic.
  return 'plan' in outcome ? (outcome as PlannedOf<K>) : null;
}

function composeSections<K extends PlanKind, Basis extends CommonBasis>(
  book: FactBook,
  ctx: SkillContext,
  maker: PlanMaker<K, Basis>,
  made: MadePlan<K, Basis>,
  words: PlanWords,
  base: { readonly plan: StoredPlan | null; readonly isTalkedOf: boolean },
): SectionTemplate[] {
  const { outcome, basis } = made;
  // `PlannedOf` of any kind holds these; the compiler cannot see it through the generic.
  const proven = outcome as object as Pick<PlannedOf<PlanKind>, 'status' | 'gap' | 'findings'>;
  const inForce = sayChanges(book, made.request.changes);
  const changed = base.plan ? maker.compare(ctx, revivePlan<K, Basis>(base.plan), made, book) : [];
  return [
    ...changed,
    // What a what-if changed is its answer; the plan itself stands in the table.
    ...(changed.length > 0 ? [] : [{ kind: 'answer' as const, template: words.answer }]),
    { kind: 'detail', template: sayStatus(book, proven) },
    ...(inForce ? [{ kind: 'detail' as const, template: inForce }] : []),
    ...words.sections,
    ...proven.findings.flatMap((finding) => {
      const template = maker.sayFinding(finding, basis, book);
      return template === null ? [] : [{ kind: 'caveat' as const, template }];
    }),
    ...(base.plan && !base.isTalkedOf ? [sayBase(ctx, book, base.plan)] : []),
    ...sayOtherDays(ctx, book, made),
    ...sayAssumptions(book, basis),
  ];
}

/** Days that are over cannot be planned: the plan is for later ones, and that has to be said. */
function sayOtherDays(
  ctx: SkillContext,
  book: FactBook,
  { request: { period: asked }, basis: { period } }: MadePlan<PlanKind, CommonBasis>,
): SectionTemplate[] {
  if (!asked || asked.end >= ctx.today || asked.end >= period.start) return [];
  const [over, days] = [book.period('Days asked about', asked, { kind: 'asked' }), book.period('Days planned', period)];
  return [{ kind: 'caveat', template: `You asked about ${over}, which is over. This plan is for ${days}.` }];
}

/** Marked as what they are, each with the words that would replace it. */
function sayAssumptions(book: FactBook, { assumptions }: CommonBasis): SectionTemplate[] {
  return assumptions.map((assumption, at) => {
    const said = sayAssumption(book, assumption);
    const hint = assumption.howToSay ? ` To change it, say “${assumption.howToSay}”.` : '';
    return {
      kind: 'caveat' as const,
      ...(at === 0 ? { heading: 'What I assumed' } : {}),
      template: `${said}${hint}`,
    };
  });
}

async function keepPlan<K extends PlanKind, Basis extends CommonBasis>(
  ctx: SkillContext,
  maker: PlanMaker<K, Basis>,
  made: MadePlan<K, Basis>,
  title: string,
  basedOn: PlanId | null,
): Promise<PlanId> {
  // A fresh random id is a plan's own; the brand has no other maker.
  const id = randomUUID() as PlanId;
  await ctx.data((tx) =>
    insertPlan(tx, {
      id,
      kind: maker.kind,
      title,
      request: made.request,
      problem: made.problem,
      basis: made.basis,
      outcome: made.outcome,
      dataVersion: ctx.company.dataVersion,
      basedOn,
      turn: ctx.turn,
      madeBy: ctx.person.id,
      expiresAt: maker.expiresAt(ctx, made),
      expectations: maker.expectations(ctx, made),
    }),
  );
  return id;
}

/** A what-if of a plan the thread did not speak of: which one it is. */
function sayBase(ctx: SkillContext, book: FactBook, { title, madeAt }: StoredPlan): SectionTemplate {
  const day = book.date('Made on', civilDate(madeAt, ctx.company.timezone));
  return { kind: 'caveat', template: `I took it that you mean “${book.name(title)}”, made on ${day}.` };
}

/** A what-if that an answer offers is about the plan in that answer, whatever is newer when the button is pressed. */
function aboutPlan(followUp: FollowUp, plan: PlanId): FollowUp {
  const { call } = followUp;
  if (call?.skill !== 'what-if' || call.input.plan !== undefined) return followUp;
  return { ...followUp, call: { ...call, input: { ...call.input, plan } } };
}

/** A stored plan as its maker made it. */
export function revivePlan<K extends PlanKind, Basis>(stored: StoredPlan): MadePlan<K, Basis> {
  const { request, problem, basis, outcome } = stored;
  // Only the maker of this kind writes these columns, and it wrote what it reads.
  return { request, problem, basis, outcome } as MadePlan<K, Basis>;
}

function explainWorking<K extends PlanKind, Basis extends CommonBasis>(
  { basis, timeLimitMs }: Extract<Gathered<K, Basis>, { kind: 'ready' }>,
  outcome: PlannedOf<K>,
): Working {
  const proven = outcome as object as Pick<PlannedOf<PlanKind>, 'status' | 'gap' | 'objective' | 'bound' | 'seconds'>;
  return {
    sources: basis.sources,
    leftOut: [],
    steps: [
      ...basis.steps,
      `Solved as a mixed-integer program with HiGHS in ${proven.seconds.toFixed(2)} seconds (limit ${timeLimitMs / 1_000}).`,
    ],
    checks: [
      { name: 'Every rule, by code that shares nothing with the model', result: 'kept' },
      { name: 'What the plan comes to in the model', result: writeFigure(proven.objective) },
      {
        name: 'What no plan can better',
        result: Number.isFinite(proven.bound) ? writeFigure(proven.bound) : 'not known',
      },
    ],
  };
}

/** Six figures are more than anyone compares. */
const writeFigure = (value: number): string => String(Number(value.toPrecision(6)));
