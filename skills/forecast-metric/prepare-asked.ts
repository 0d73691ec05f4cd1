import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { ForecastAssumption } from '../../src/contracts/forecast.ts';
import type { SkillContext } from '../context.ts';
import { type ChosenGrain, chooseGrain } from './choose-grain.ts';
import { planGrouping, wholeBuckets } from './group-days.ts';
import type { AskedForecast } from './input.ts';
import { type NoOutlook, type Prepared, prepareOutlook } from './make-outlook.ts';
import { readCompanions, type Unusable } from './read-companions.ts';
import { readHistory } from './read-history.ts';
import { type Settled, settleAssumptions } from './settle-assumptions.ts';

/** What was asked for, read and planned; nothing is forecast yet. */
export interface ReadyForecast {
  readonly kind: 'ready';
  readonly metric: MetricDefinition;
  readonly prepared: Prepared;
  readonly chosen: ChosenGrain;
  readonly unusable: readonly Unusable[];
  /** Dimensions it can be split by. */
  readonly dimensions: readonly string[];
}

/**
 * Reads the metric and everything that is assumed about it, in steps that fit the time asked about. `mayGroup` false:
 * by the grain asked for itself, not added up from days.
 */
export async function prepareAsked(
  ctx: SkillContext,
  input: AskedForecast,
  { mayGroup = true }: { readonly mayGroup?: boolean } = {},
): Promise<ReadyForecast | { readonly kind: 'none'; readonly metric: MetricDefinition; readonly none: NoOutlook }> {
  const { metric: key, filter = {}, period } = input;
  const assumed = [input.assume ?? [], ...(input.scenarios ?? []).map((one) => one.assume)].flat();
  const read = await ctx.read(async (metrics) => {
    const metric = metrics.definition(key);
    const known = await metrics.known({ metric: key, filter });
    if (known === null) return { metric, found: null };
    const wanted = chooseGrain({ grain: input.grain, period, assume: assumed }, metric.grain, known);
    const grouping =
      mayGroup && input.scenarios === undefined
        ? planGrouping(wanted, input, metric, known, ctx.company.weekStart)
        : null;
    const chosen: ChosenGrain = grouping === null ? wanted : { grain: 'day', why: null };
    const asked = grouping?.period ?? wholeBuckets(period, chosen.grain, ctx.company.weekStart, known.end);
    const history = await readHistory(metrics, key, filter, asked, chosen.grain);
    const others = await readCompanions(metrics, assumed, { metric: key, filter, grain: chosen.grain });
    const dimensions = await metrics.dimensionsOf(key, filter);
    return { metric, found: { chosen, grouping, asked, history, others, dimensions } };
  });
  const { metric, found } = read;
  if (found === null) return { kind: 'none', metric, none: { kind: 'no-data' } };
  const { chosen, grouping, asked, history, others, dimensions } = found;
  const prepared = await prepareOutlook(ctx, history, asked, {
    ...(grouping === null ? {} : { shown: grouping.shown }),
    named: assumed.flatMap((one) => ('label' in one ? [one.label] : [])),
    companions: others.companions,
  });
  if (prepared.kind !== 'prepared') return { kind: 'none', metric, none: prepared };
  return { kind: 'ready', metric, prepared, chosen, unusable: others.unusable, dimensions };
}

/** Finds the names and the days of what is assumed. */
export function settle(ready: ReadyForecast, input: AskedForecast, assumed: readonly ForecastAssumption[]): Settled {
  const { prepared, unusable } = ready;
  const { history, ahead, calendar, columns, window } = prepared;
  const first = ahead[0] ?? input.period.start;
  return settleAssumptions(assumed, {
    known: calendar,
    companions: columns.companions,
    unusable,
    reach: { start: first, end: window.period.end },
    asked: { start: input.period.start > first ? input.period.start : first, end: input.period.end },
    grain: history.series.grain,
    steps: ahead,
  });
}
