import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { PlanRequest } from '../../src/contracts/plan.ts';
import { nameKey } from '../../src/records/name-key.ts';
import type { SkillContext } from '../context.ts';
import type { Gathered } from '../planning/plan-maker.ts';
import { askForData, askForTotal, askWhich, sayNothingKnown } from './ask-missing.ts';
import type { BudgetBasis, ChannelBasis, MeasureName } from './basis.ts';
import { buildProblem, chooseStep, type PlannedChannel } from './build-problem.ts';
import { describeHistory } from './describe-history.ts';
import { meanOf, sumOf } from './figures.ts';
import { findBestTotal } from './find-best-total.ts';
import { fitChannels } from './fit-channels.ts';
import { canAssume, type KnownChannel, knowChannels } from './know-channels.ts';
import { limitChannel } from './limit-channel.ts';
import { choosePlanSpan, type PlanSpan } from './plan-span.ts';
import { namesIn, type ReadBasis, readBasis } from './read-basis.ts';
import { type MarketingHistory, NOW_WEEKS } from './read-history.ts';
import { sayAssumedChannels } from './say-assumed.ts';
import { readWishes, type Wishes } from './wishes.ts';

const TIME_LIMIT_MS = 3_000;

/**
 * Reads spend, results, lists and settings, learns what each channel brings, and makes the problem of it.
 * @throws UserError `unknown-channel`, `not-of-this-plan`, `no-such-split`
 */
export async function gatherBudget(ctx: SkillContext, request: PlanRequest): Promise<Gathered<'budget', BudgetBasis>> {
  const read = await readBasis(ctx, request);
  if ('kind' in read)
    return {
      kind: 'missing',
      answer: read.kind === 'none' ? askForData(read.what, ctx.today) : askWhich(request, read),
    };
  const { measures, history, lists } = read;
  if (!history) return { kind: 'missing', answer: askForData('weeks', ctx.today) };
  const estimates = await fitChannels(ctx, history, measures.perChannel);
  const assume = request.assume === true;
  const known = knowChannels(history.channels, estimates, { assume, byMonth: history.byMonth });
  if (known.every(({ response }) => response === null)) {
    const possible = !assume && canAssume(history.channels);
    return { kind: 'missing', answer: sayNothingKnown({ request, today: ctx.today, known, possible }) };
  }
  const wishes = readWishes(
    request,
    known.map((channel) => channel.history.name),
  );
  const span = choosePlanSpan(request.period, ctx.today, ctx.company.weekStart);
  const listed = new Map(lists.of('ad-channel').map(({ record }) => [nameKey(record.name), record]));
  const planned = known.map((channel): PlannedChannel => {
    const { name, spend } = channel.history;
    const now = meanOf(spend.slice(-NOW_WEEKS));
    const highestSpend = channel.response?.highestSpend ?? Math.max(0, ...spend);
    const current = { known: channel.response !== null, now, highestSpend };
    return { known: channel, now, limits: limitChannel(current, listed.get(nameKey(name)), wishes.spendOf.get(name)) };
  });
  const today = sumOf(planned.map(({ now }) => now));
  if (today === 0 && !wishes.totalSaid) return { kind: 'missing', answer: askForTotal(request, history, span.weeks) };
  const total = wishes.total(today * span.weeks);
  const problem = buildProblem(planned, { total, maxChange: wishes.maxChange, span });
  const value = wishes.worth(read.valued.worth.value);
  const bestTotal = value ? await findBestTotal(ctx, problem, value) : null;
  const basis = {
    ...describe(ctx, { request, read, history, known, wishes, span }),
    channels: planned.map(basisOf),
    nextStep: chooseStep(total),
    bestTotal,
  };
  return { kind: 'ready', problem, basis, timeLimitMs: TIME_LIMIT_MS, gap: 0 };
}

interface Parts {
  readonly request: PlanRequest;
  readonly read: ReadBasis;
  readonly history: MarketingHistory;
  readonly known: readonly KnownChannel[];
  readonly wishes: Wishes;
  readonly span: PlanSpan;
}

function describe(ctx: SkillContext, parts: Parts): Omit<BudgetBasis, 'channels' | 'nextStep' | 'bestTotal'> {
  const { request, read, history, known, wishes, span } = parts;
  const { measures, valued, lists } = read;
  const value = wishes.worth(valued.worth.value);
  const named = [...namesIn(request), ...(measures.asked === null ? [] : [measures.asked])].map(nameKey);
  const focus = known.find((channel) => named.includes(nameKey(channel.history.name)));
  return {
    period: span.period,
    assumptions: [
      ...sayAssumedChannels(known, measures.result),
      ...(value === null || wishes.worthSaid ? [] : valued.assumptions),
    ],
    sources: [...history.sources, ...lists.sources(['ad-channel'])],
    steps: describeHistory(ctx, { measures, history, known, valued }),
    spend: nameOf(measures.spend),
    result: nameOf(measures.result),
    otherResults: measures.others.map(({ label }) => label),
    dimension: measures.dimension,
    perChannel: measures.perChannel,
    filter: measures.filter,
    weeks: span.weeks,
    modelWeeks: span.modelWeeks,
    leftOut: measures.leftOut,
    lastWeeks: history.lastWeeks,
    history: { start: history.weeks[0] ?? history.lastWeeks.start, end: history.lastWeeks.end },
    worth: wishes.worthSaid ? { value, from: 'said' } : valued.worth,
    focus: focus?.history.name ?? null,
    assume: request.assume === true,
  };
}

const nameOf = ({ key, label, unit }: MetricDefinition): MeasureName => ({ key, label, unit });

function basisOf({ known, limits, now }: PlannedChannel): ChannelBasis {
  const { history, response, refusal, assumed } = known;
  return {
    name: history.name,
    how: assumed ? 'assumed' : response ? 'estimated' : 'kept',
    refusal,
    assumed,
    now,
    nowSources: history.nowSources,
    counted: history.result && countRecent(history.result),
    highestSpend: response?.highestSpend ?? Math.max(0, ...history.spend),
    limitFrom: limits.from,
  };
}

/** Weeks that the noise of a week is read from. */
const NOISE_WEEKS = 26;

/** What was counted a week of late, and how far one week lies from the next by chance. */
function countRecent(result: readonly (number | null)[]): ChannelBasis['counted'] {
  const values = result.slice(-NOISE_WEEKS).flatMap((value) => (value === null ? [] : [value]));
  const recent = values.slice(-NOW_WEEKS);
  if (recent.length === 0) return null;
  const steps = values.slice(1).map((value, at) => (value - (values[at] ?? value)) ** 2);
  // Two weeks that are each off by chance differ by twice the variance of one.
  return { mean: meanOf(recent), noise: Math.sqrt(meanOf(steps) / 2) };
}
