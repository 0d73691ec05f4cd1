import { addDays } from '../../src/calendar/civil-day.ts';
import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import { type ChosenGrain, chooseGrain } from './choose-grain.ts';
import { planGrouping, wholeBuckets } from './group-days.ts';
import type { AskedForecast } from './input.ts';
import { makeOutlook, type NoOutlook, type Outlook } from './make-outlook.ts';
import { type History, readHistory } from './read-history.ts';
import { reconcileMembers } from './reconcile-members.ts';
import { runInTurn } from './run-in-turn.ts';
import { isTelling } from './say-basis.ts';
import { subtractMembers } from './subtract-members.ts';

/** Members that get a forecast of their own, the largest lately first. */
const MOST = 12;

/** Days before the newest data that decide which members are the largest. */
const LATELY = 56;

export interface MemberAhead {
  readonly name: string;
  /** All members that have no forecast of their own, together. */
  readonly isRest: boolean;
  readonly outlook: Outlook;
  /** What its own forecast came to, before it was made to add up. */
  readonly before: number;
}

export interface MembersAhead {
  readonly kind: 'members';
  readonly metric: MetricDefinition;
  readonly chosen: ChosenGrain;
  /** The largest first, the rest last. At least one. */
  readonly members: readonly MemberAhead[];
  /** The forecast of the whole; null for numbers that do not add up. */
  readonly whole: Outlook | null;
  readonly isAddedUp: boolean;
  /** Members that were looked at, and all there are. */
  readonly tried: number;
  readonly count: number;
}

type Asked = AskedForecast & { readonly by: string };

/** Forecasts the largest members, and makes them add up where they do. */
export async function forecastMembers(
  ctx: SkillContext,
  input: Asked,
): Promise<MembersAhead | { readonly kind: 'none'; readonly metric: MetricDefinition; readonly none: NoOutlook }> {
  const { metric, found } = await ctx.read((metrics) => readMembers(ctx, metrics, input));
  if (found === null) return { kind: 'none', metric, none: { kind: 'no-data' } };
  const { chosen, period, histories, whole: wholeHistory, count } = found;
  const last = wholeHistory.series.points.at(-1)?.t;
  const adds = metric.aggregation.kind === 'sum';
  const share = histories.length + 2;
  ctx.progress('forecasting the whole');
  const whole = await makeOutlook(ctx, wholeHistory, period);
  // Named days that do nothing to the whole are not worth their time for each of the members.
  const only = whole.kind === 'outlook' ? whole.forecast.effects.filter(isTelling).map(({ name }) => name) : [];
  const outlooks = await runInTurn(histories, async ({ name, history }, at) => {
    ctx.progress('forecasting each of them', (at + 1) / share);
    return { name, history, outlook: await makeOutlook(ctx, history, period, { only }) };
  });
  const good = outlooks.flatMap(({ name, history, outlook }) => {
    // One that ends on another day has another window, and is left to "All others".
    const fits = outlook.kind === 'outlook' && (!adds || history.series.points.at(-1)?.t === last);
    return fits ? [{ name, isRest: false, history, outlook, before: outlook.total.value }] : [];
  });
  const first = outlooks[0]?.outlook;
  if (good.length === 0)
    return { kind: 'none', metric, none: first && first.kind !== 'outlook' ? first : { kind: 'no-data' } };
  const shared = { kind: 'members', metric, chosen, tried: histories.length, count } as const;
  const plain = () => ({ ...shared, members: sortMembers(good), whole: null, isAddedUp: false });
  if (!adds) return plain();
  ctx.progress('making them add up', (share - 1) / share);
  const restHistory = subtractMembers(
    wholeHistory,
    good.map(({ history }) => history),
  );
  const rest = restHistory === null ? null : await makeOutlook(ctx, restHistory, period, { only });
  if (whole.kind !== 'outlook' || (rest !== null && rest.kind !== 'outlook')) return plain();
  const all =
    rest === null ? good : [...good, { name: 'All others', isRest: true, outlook: rest, before: rest.total.value }];
  return { ...shared, members: sortMembers(reconcileMembers(whole, all)), whole, isAddedUp: true };
}

async function readMembers(ctx: SkillContext, metrics: MetricReader, input: Asked) {
  const { metric: key, by, filter = {}, period: asked, grain } = input;
  const metric = metrics.definition(key);
  const known = await metrics.known({ metric: key, filter });
  if (known === null) return { metric, found: null };
  const wanted = chooseGrain({ grain, period: asked, assume: [] }, metric.grain, known);
  const grouping = planGrouping(wanted, { grain, period: asked }, metric, known, ctx.company.weekStart);
  const chosen: ChosenGrain = grouping === null ? wanted : { grain: 'day', why: null };
  const period = grouping?.period ?? wholeBuckets(asked, chosen.grain, ctx.company.weekStart, known.end);
  const end =
    known.end < (ctx.catalogue.dataRange?.end ?? known.end) ? known.end : (ctx.catalogue.dataRange?.end ?? known.end);
  const lately = { start: addDays(end, -LATELY), end };
  const { rows } = await metrics.breakdown({ metric: key, filter, by, period: lately });
  const largest = rows
    .filter(({ value }) => value !== null && value !== 0)
    .toSorted((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0));
  const histories: { name: string; history: History }[] = [];
  for (const { member } of largest.slice(0, MOST)) {
    const history = await readHistory(metrics, key, { ...filter, [by]: member }, period, chosen.grain);
    histories.push({ name: member, history });
  }
  const whole = await readHistory(metrics, key, filter, period, chosen.grain);
  return { metric, found: { chosen, period, histories, whole, count: rows.length } };
}

/** The largest first, the rest last. */
const sortMembers = <M extends MemberAhead>(members: readonly M[]): readonly M[] =>
  members.toSorted((a, b) => Number(a.isRest) - Number(b.isRest) || b.outlook.total.value - a.outlook.total.value);
