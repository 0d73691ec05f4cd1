import { addDays } from '../../src/calendar/civil-day.ts';
import type { PlanExpectation, StoredPlan } from '../../src/contracts/plan.ts';
import type { SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import { listPlans, readExpectations } from '../../src/db/queries/plans.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { plansOfThread } from '../planning/find-plan.ts';
import { assertMayUse, mayUse, PLAN_NAMES } from '../planning/makers.ts';
import { rowsSource } from '../working.ts';
import type { DecideInput } from './input.ts';
import { freshButton, inWords } from './say-decided.ts';

/** What was expected, and what the company's numbers say happened; `actual` null: not known (yet). */
interface Held {
  readonly expected: PlanExpectation;
  readonly actual: number | null;
  readonly over: boolean;
  readonly source: Parameters<FactBook['metric']>[2]['source'];
}

/**
 * Holds an approved plan against what happened: each number it expected beside the company's own. Says that it does not
 * show what the plan caused.
 */
export async function reviewPlan(ctx: SkillContext, input: DecideInput): Promise<SkillResult> {
  const book = createFactBook();
  const found = await findApproved(ctx, input);
  if (!found) {
    const name = input.kind ? PLAN_NAMES[input.kind] : 'plan';
    return inWords(book, [
      { kind: 'answer', template: `No ${name} has been approved yet, so there is nothing to look back at.` },
    ]);
  }
  const { plan, expectations } = found;
  if (expectations.length === 0) {
    return inWords(book, [
      {
        kind: 'answer',
        template: `“${book.name(plan.title)}” expected nothing that your data could be held against.`,
      },
    ]);
  }
  const held = await holdAgainst(ctx, expectations);
  const known = held.filter(({ actual, over }) => over && actual !== null);
  if (known.length === 0) return sayTooEarly(book, plan, expectations);
  return {
    ...inWords(
      book,
      [
        { kind: 'answer', template: sayFit(book, plan, known) },
        {
          kind: 'caveat',
          template:
            'This holds the numbers against what the plan expected. It does not show that the plan was the reason: other things moved too.',
        },
        ...(known.length < held.length
          ? [{ kind: 'detail' as const, template: 'The rest is for days that are not in your data yet.' }]
          : []),
      ],
      [freshButton(plan)],
    ),
    tables: [tableOf(book, known)],
    facts: book.facts,
  };
}

async function findApproved(
  ctx: SkillContext,
  input: DecideInput,
): Promise<{ readonly plan: StoredPlan; readonly expectations: readonly PlanExpectation[] } | null> {
  if (input.kind) assertMayUse(ctx, input.kind);
  return ctx.data(async (tx) => {
    const [standing] = await plansOfThread(tx, ctx);
    const list = await listPlans(tx, {
      ...(input.kind ? { kind: input.kind } : {}),
      states: ['approved', 'replaced'],
      limit: 20,
    });
    const wanted = [...(standing ? [standing] : []), ...list].filter(
      (plan) =>
        (plan.state === 'approved' || (plan.state === 'replaced' && plan.id !== standing?.id)) &&
        (!input.kind || plan.kind === input.kind) &&
        mayUse(ctx, plan.kind),
    );
    // The newest whose days are over says most; else the newest.
    let fallback: { plan: StoredPlan; expectations: readonly PlanExpectation[] } | null = null;
    for (const plan of wanted) {
      const expectations = await readExpectations(tx, plan.id);
      if (expectations.some(({ period }) => period.end < ctx.today)) return { plan, expectations };
      fallback ??= { plan, expectations };
    }
    return fallback;
  });
}

async function holdAgainst(ctx: SkillContext, expectations: readonly PlanExpectation[]): Promise<Held[]> {
  return ctx.read(async (reader) => {
    const held: Held[] = [];
    for (const expected of expectations) {
      const definition = reader.definitions.find(({ key }) => key === expected.metric);
      const source = { kind: 'computed' as const, how: 'The metric is not in your data any more', from: [] };
      if (!definition) {
        held.push({ expected, actual: null, over: false, source });
        continue;
      }
      const { metric, filter, period } = expected;
      // A channel nothing is spent on any more has no rows; how far the data go is told by the metric as a whole.
      const reach = await reader.known({ metric });
      const total = await reader.total({ metric, filter, period });
      const none = definition.aggregation.kind === 'sum' && Object.keys(filter).length > 0 ? 0 : null;
      held.push({
        expected,
        actual: total.value ?? none,
        over: reach !== null && reach.end >= period.end,
        source: rowsSource(definition, filter, period, total.sources),
      });
    }
    return held;
  });
}

function sayFit(book: FactBook, plan: StoredPlan, known: readonly Held[]): string {
  const counted = { source: { kind: 'computed' as const, how: 'Counted', from: [] } };
  const ranged = known.filter(({ expected }) => expected.low80 !== undefined && expected.high80 !== undefined);
  const inside = ranged.filter(
    ({ expected, actual }) => (actual ?? 0) >= (expected.low80 ?? 0) && (actual ?? 0) <= (expected.high80 ?? 0),
  );
  const title = book.name(plan.title);
  if (ranged.length === 0) {
    const [first] = known;
    if (!first) return `I hold “${title}” against your data below.`;
    return `“${title}”: ${book.name(first.expected.label)} came to ${write(book, first, first.actual ?? 0)}, where ${write(book, first, first.expected.value)} was planned.`;
  }
  const unlikely = chanceOfSoFew(inside.length, ranged.length) < 0.05;
  return `“${title}”: ${book.count('Numbers within their range', inside.length, counted)} of ${book.count('Numbers held against the plan', ranged.length, counted)} ${ranged.length === 1 ? 'number' : 'numbers'} came out in the range the plan expected${unlikely ? ', which is fewer than it should be' : ''}.`;
}

/** How likely so few of so many fall into ranges that hold eight times in ten: the binomial distribution. */
function chanceOfSoFew(inside: number, of: number): number {
  let chance = 0.2 ** of;
  let sum = chance;
  for (let count = 1; count <= inside; count += 1) {
    chance *= ((of - count + 1) / count) * (0.8 / 0.2);
    sum += chance;
  }
  return sum;
}

function sayTooEarly(book: FactBook, plan: StoredPlan, expectations: readonly PlanExpectation[]): SkillResult {
  const end = expectations.map(({ period }) => period.end).sort()[0];
  const from = end
    ? ` From ${book.date('Known from', addDays(end, 1))} on I can tell, when the days up to then are in your data.`
    : '';
  return inWords(book, [
    { kind: 'answer', template: `It is too early to say how “${book.name(plan.title)}” did.${from}` },
  ]);
}

const write = (book: FactBook, { expected, source }: Held, value: number): string =>
  book.metric({ unit: expected.unit, label: expected.label }, value, {
    period: expected.period,
    source: value === expected.value ? { kind: 'model', model: 'The plan', how: 'What the plan expected' } : source,
  });

function tableOf(book: FactBook, known: readonly Held[]): TableTemplate {
  const planned = { source: { kind: 'model' as const, model: 'The plan', how: 'What the plan expected' } };
  const cell = (expected: PlanExpectation, value: number | undefined) =>
    value === undefined ? '' : book.metric({ unit: expected.unit, label: expected.label }, value, planned);
  return {
    title: 'Planned and happened',
    columns: [
      { label: 'What', align: 'left' },
      { label: 'Days', align: 'left' },
      { label: 'Planned', align: 'right' },
      { label: 'Usual range', align: 'right' },
      { label: 'Happened', align: 'right' },
      { label: 'Without the plan', align: 'right' },
    ],
    rows: known.map((held) => {
      const { expected, actual, source } = held;
      const range =
        expected.low80 === undefined || expected.high80 === undefined
          ? ''
          : `${cell(expected, expected.low80)} – ${cell(expected, expected.high80)}`;
      return [
        book.name(expected.label),
        book.period('Days', expected.period),
        cell(expected, expected.value),
        range,
        book.metric({ unit: expected.unit, label: expected.label }, actual ?? 0, { source, period: expected.period }),
        cell(expected, expected.without),
      ];
    }),
  };
}
