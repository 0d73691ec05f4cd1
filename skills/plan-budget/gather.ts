import { addDays } from '../../src/calendar/civil-day.ts';
import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { KeptRecord } from '../../src/contracts/record.ts';
import type { PlanRequest } from '../../src/contracts/plan.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { readRecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import type { Assumption, Gathered } from '../planning/plan-maker.ts';
import { askForData, askWhich, sayNothingKnown } from './ask-missing.ts';
import type { BudgetBasis, ChannelBasis, MeasureName } from './basis.ts';
import { buildProblem, type PlannedChannel } from './build-problem.ts';
import { describeHistory } from './describe-history.ts';
import { meanOf, sumOf } from './figures.ts';
import { findBestTotal } from './find-best-total.ts';
import { findMeasures, type Measures } from './find-measures.ts';
import { fitChannels } from './fit-channels.ts';
import { canAssume, type KnownChannel, knowChannels } from './know-channels.ts';
import { limitChannel } from './limit-channel.ts';
import { choosePlanSpan } from './plan-span.ts';
import { type MarketingHistory, readHistory } from './read-history.ts';
import { valueResult } from './value-result.ts';
import { readWishes } from './wishes.ts';

const TIME_LIMIT_MS = 3_000;
const TWO_YEARS = 2 * 365;
/** What an order brings and costs is read from these last days. */
const WORTH_DAYS = 26 * 7;
const NOW_WEEKS = 4;

/** Reads spend, results, lists and settings, learns what each channel brings, and makes the problem of it. */
export async function gatherBudget(ctx: SkillContext, request: PlanRequest): Promise<Gathered<'budget', BudgetBasis>> {
  const lists = await ctx.data((tx) => readRecordBook(tx, ['ad-channel', 'product']));
  const listed = lists.of('ad-channel');
  const assume = request.assume === true;
  const names = listed.map(({ record }) => record.name);
  const read = await ctx.read(async (metrics) => {
    const asked = withoutChannels(ctx, request);
    const found = await findMeasures(metrics, {
      dimensions: ctx.catalogue.dimensions,
      listed: names,
      filter: asked,
      period: { start: addDays(ctx.today, -TWO_YEARS), end: addDays(ctx.today, -1) },
      named: request.item,
      assume,
    });
    if (found.kind !== 'found') return { found };
    const { dimension, members } = found;
    const { [dimension]: focus, ...filter } = asked;
    const all = [...members, ...names.filter((name) => !members.some((known) => nameKey(known) === nameKey(name)))];
    const history = await readHistory(metrics, found, all, { filter, weekStart: ctx.company.weekStart });
    const period = { start: addDays(ctx.today, -WORTH_DAYS), end: addDays(ctx.today, -1) };
    const products = lists.of('product').map(({ record }) => record);
    const valued = await valueResult(metrics, found.result, {
      setting: lists.number('result-value'),
      products,
      period,
    });
    return { found, filter, focus, history, valued };
  });
  if (read.found.kind === 'none') return { kind: 'missing', answer: askForData(read.found.what) };
  if (read.found.kind === 'several') return { kind: 'missing', answer: askWhich(request, read.found) };
  const { found, filter = {}, history, valued } = read;
  if (!history || !valued) return { kind: 'missing', answer: askForData('weeks') };

  const estimates = await fitChannels(ctx, history, found.perChannel);
  const known = knowChannels(history.channels, estimates, { assume, byMonth: history.byMonth });
  if (known.every(({ response }) => response === null)) {
    const possible = !assume && canAssume(history.channels);
    return { kind: 'missing', answer: sayNothingKnown({ request, known, measures: found, history, possible }) };
  }
  const wishes = readWishes(request, known.map((channel) => channel.history.name));
  const span = choosePlanSpan(request.period, ctx.today, ctx.company.weekStart);
  const planned = known.map((channel) => planChannel(channel, listed, wishes.spendOf));
  const total = wishes.total(sumOf(planned.map(({ now }) => now)) * span.weeks);
  const problem = buildProblem(planned, { total, maxChange: wishes.maxChange, span });
  const value = wishes.worth(valued.worth.value);
  const focusName = read.focus ?? request.item;
  const basis: BudgetBasis = {
    period: span.period,
    assumptions: [
      ...known.flatMap((channel) => assumedWords(channel, found.result)),
      ...(value === null || wishes.worthSaid ? [] : valued.assumptions),
    ],
    sources: [...history.sources, ...lists.sources(['ad-channel'])],
    steps: describeHistory(ctx, { measures: found, history, known, valued }),
    spend: nameOf(found.spend),
    result: nameOf(found.result),
    otherResults: found.others.map(({ label }) => label),
    dimension: found.dimension,
    perChannel: found.perChannel,
    filter,
    weeks: span.weeks,
    lastWeeks: history.lastWeeks,
    history: { start: history.weeks[0] ?? history.lastWeeks.start, end: history.lastWeeks.end },
    channels: planned.map(basisOf),
    worth: wishes.worthSaid ? { value, from: 'said' } : valued.worth,
    bestTotal: value !== null && value > 0 ? await findBestTotal(ctx, problem, value) : null,
    focus: known.find((channel) => focusName !== undefined && nameKey(channel.history.name) === nameKey(focusName))?.history.name ?? null,
    assume,
  };
  return { kind: 'ready', problem, basis, timeLimitMs: TIME_LIMIT_MS, gap: 0 };
}

/** The filter as it was said; dimensions the planner may have put a channel's name in are looked at later. */
const withoutChannels = (_ctx: SkillContext, { filter = {} }: PlanRequest) => filter;

const nameOf = ({ key, label, unit }: MetricDefinition): MeasureName => ({ key, label, unit });

function planChannel(
  known: KnownChannel,
  listed: readonly KeptRecord<'ad-channel'>[],
  said: Parameters<typeof limitChannel>[2] extends infer T ? ReadonlyMap<string, T & readonly object[]> : never,
): PlannedChannel {
  const { history, response } = known;
  const now = meanOf(history.spend.slice(-NOW_WEEKS));
  const record = listed.find(({ key }) => key === nameKey(history.name))?.record;
  const highestSpend = response?.highestSpend ?? Math.max(0, ...history.spend);
  const limits = limitChannel({ known: response !== null, now, highestSpend }, record, said.get(history.name) ?? []);
  return { known, limits, now };
}
