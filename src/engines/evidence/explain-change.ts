/**
 * "Why did revenue drop?" answered with arithmetic that is exact and with honest limits: is the move outside the usual,
 * which members and which parts of it account for it, when the level moved, what else was different at the same time.
 * Everything here is grade E (arithmetic) or D (association); nothing here establishes a cause.
 *
 * Pure and deterministic; plain data in and out, so it runs in a worker.
 */

import { weekdayOfDay } from '../../calendar/civil-day.ts';
import { findChangePoint } from './change-point.ts';
import { readDayNumber } from './civil-steps.ts';
import { coincidenceThreshold, compareContext, MAX_COINCIDENCES } from './compare-context.ts';
import { contributionsOfRatio, contributionsOfSum, type TotalChange } from './contributions.ts';
import { explainDrivers } from './driver-tree.ts';
import type {
  BreakdownContribution,
  BreakdownInput,
  ContextFinding,
  ExplainInput,
  ExplainNote,
  ExplainOutput,
  Totals,
} from './explain-types.ts';
import { judgeWindow } from './judge-window.ts';
import { listEvents } from './list-events.ts';
import { isUsable, prepareSeries, type Span, spanOf } from './prepare-series.ts';
import { splitCalendar } from './split-calendar.ts';
import { compareTotals, notesOnPeriods, sumUpPeriod } from './sum-up-periods.ts';
import { tellStory } from './tell-story.ts';
import { centredLevels, chooseSeason } from './weekday-profile.ts';
import type { Measured } from './window-baseline.ts';
import { yearLag } from './year-ago.ts';

export type * from './explain-types.ts';

/** A dimension (or cell) is worth naming from here on; below, its members moved much alike. */
const MIN_CONCENTRATION = 0.1;

/** Never throws on bad figures: what cannot be said is null and has a note. */
export function explainChange(input: ExplainInput): ExplainOutput {
  const last = Math.max(readDayNumber(input.period.end) ?? -1, readDayNumber(input.compare.end) ?? -1);
  const measured = measure(input, last);
  const period = spanOf(input.period, measured.series);
  const compare = spanOf(input.compare, measured.series);
  const ignored: ExplainNote[] =
    measured.series.ignored > 0 ? [{ code: 'values-ignored', count: measured.series.ignored }] : [];
  if (period === null || compare === null) return nothingToSay([...ignored, { code: 'bad-period' }]);

  const scale = measured.adds && isUsable(input.beforeScale) && input.beforeScale > 0 ? input.beforeScale : 1;
  const before = sumUpPeriod(measured, compare);
  const after = sumUpPeriod(measured, period);
  const totals = compareTotals(input, before, after, scale);
  const change = totalChange(totals);
  const calendar =
    change === null
      ? null
      : splitCalendar(measured, compare, period, { ...change, before: change.before / scale, scale });
  const breakdowns = change === null ? [] : input.breakdowns.map((cut) => contribute(input, cut, change, scale));
  const best = bestOf(breakdowns);
  const { context, coincidences, note } = readContext(input, measured, last, { compare, period });
  return {
    totals,
    reality: judge(measured, { compare, period }, tradeDelta(calendar, change), scale),
    calendar,
    changePoint: findChangePoint(measured, Math.max(period.to, compare.to), {
      from: Math.min(compare.from, period.from),
      to: Math.max(period.to, compare.to),
    }),
    breakdowns,
    bestDimension: best?.dimension ?? null,
    drivers: (input.drivers ?? []).flatMap((tree) => explainDrivers(tree, change?.delta ?? 0, scale) ?? []),
    events: listEvents(input),
    context,
    coincidences,
    notes: [
      ...ignored,
      ...notesOnPeriods(before, after, totals),
      ...(period.from - measured.series.known < yearLag(input.grain, measured.season)
        ? [{ code: 'season-unknown' as const }]
        : []),
      ...(overlaps(compare, period) ? [{ code: 'periods-overlap' as const }] : []),
      ...note,
    ],
  };
}

function measure(input: ExplainInput, last: number): Measured {
  const { aggregation, nonNegative } = input.metric;
  const series = prepareSeries(input.history, input.grain, last, aggregation === 'ratio');
  const length = input.grain === 'day' ? 7 : 1;
  const adds = aggregation === 'sum';
  const season = chooseSeason(
    series.y,
    nonNegative && adds,
    length,
    input.grain === 'day' ? weekdayOfDay(series.first) : 0,
  );
  return { series, season, levels: centredLevels(series.y, length), adds, nonNegative };
}

function judge(
  measured: Measured,
  { compare, period }: { readonly compare: Span; readonly period: Span },
  trade: number,
  scale: number,
): ExplainOutput['reality'] {
  const ofPeriod = judgeWindow(measured, period);
  const ofCompare = judgeWindow(measured, compare);
  const apart = period.from > compare.to || compare.from > period.to;
  return {
    story: tellStory(ofPeriod, ofCompare, { delta: trade, scale, apart }),
    period: ofPeriod,
    compare: ofCompare,
  };
}

function tradeDelta(calendar: ExplainOutput['calendar'], change: TotalChange | null): number {
  return calendar?.steps.find((step) => step.kind === 'trade')?.delta ?? change?.delta ?? 0;
}

function contribute(input: ExplainInput, cut: BreakdownInput, change: TotalChange, scale: number) {
  return input.metric.aggregation === 'sum'
    ? contributionsOfSum(cut, change, scale)
    : contributionsOfRatio(cut, change);
}

function bestOf(breakdowns: readonly BreakdownContribution[]): BreakdownContribution | null {
  const best = breakdowns.reduce<BreakdownContribution | null>(
    (top, one) => (top === null || one.concentration > top.concentration ? one : top),
    null,
  );
  return best !== null && best.concentration >= MIN_CONCENTRATION ? best : null;
}

function readContext(
  input: ExplainInput,
  measured: Measured,
  last: number,
  spans: { readonly compare: Span; readonly period: Span },
): { context: ContextFinding[]; coincidences: string[]; note: ExplainNote[] } {
  const threshold = coincidenceThreshold(input.context.length);
  const context = input.context.map((one) => compareContext(one, measured.series, last, spans, threshold));
  // A series that never moved before has no z; it is the more remarkable one.
  const size = (one: ContextFinding) => (one.firstMove ? Number.POSITIVE_INFINITY : Math.abs(one.z ?? 0));
  const unusual = context.filter((one) => one.unusual).sort((a, b) => size(b) - size(a) || (a.key < b.key ? -1 : 1));
  return {
    context,
    coincidences: unusual.slice(0, MAX_COINCIDENCES).map((one) => one.key),
    note: context.length > 0 ? [{ code: 'context-checked', count: context.length, threshold }] : [],
  };
}

function totalChange(totals: Totals): TotalChange | null {
  const { before, after, delta } = totals;
  return before === null || after === null || delta === null ? null : { before, after, delta };
}

function overlaps(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

function nothingToSay(notes: readonly ExplainNote[]): ExplainOutput {
  const none = { verdict: 'too-little-history', have: 0, needed: 1 } as const;
  const days = { open: 0, closed: 0, missing: 0 };
  return {
    totals: {
      before: null,
      after: null,
      delta: null,
      relative: null,
      direction: 'unknown',
      daysBefore: days,
      daysAfter: days,
    },
    reality: { story: 'too-little-history', period: none, compare: none },
    calendar: null,
    changePoint: null,
    breakdowns: [],
    bestDimension: null,
    drivers: [],
    events: [],
    context: [],
    coincidences: [],
    notes,
  };
}
