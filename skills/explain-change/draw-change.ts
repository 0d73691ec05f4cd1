import { addDays } from '../../src/calendar/civil-day.ts';
import type { ChartSpec, TrendChart, WaterfallChart } from '../../src/contracts/chart.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { countDays } from '../../src/metrics/calendar.ts';
import type { MetricSeries } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import type { Explained } from './explain-evidence.ts';
import { beforeLabel } from './name-stretch.ts';
import type { Evidence } from './read-evidence.ts';
import type { Move } from './say-move.ts';
import { dimensionName, pickCut, pickTree } from './say-parts.ts';
import { isAboutDays, isFlat } from './weigh-move.ts';

const MAX_STEPS = 8;
/** Days drawn before what is compared, so that both are seen against what is usual. */
const CONTEXT_DAYS = 42;
const MIN_DRAWN = 3;
/** Two stretches further apart than this are not drawn in one picture day by day. */
const MAX_DAYS = 420;

interface Words {
  readonly name: Slot;
  readonly move: Move;
  readonly reality: string;
}

/**
 * The parts where the move is real or in the days, the course with its usual range where it is not; at most two charts.
 * With a suspect, both courses side by side instead.
 */
export function drawChange(ctx: SkillContext, book: FactBook, explained: Explained, words: Words): ChartSpec[] {
  const trend = drawCourse(book, explained, words);
  const suspect = trend === null ? null : drawSuspect(book, explained, words);
  if (trend !== null && suspect !== null) return [trend, suspect];
  const parts = drawParts(ctx, book, explained, words);
  const calm = isFlat(explained) || (explained.found.reality.story === 'within-usual' && !isAboutDays(explained.found));
  return (calm && trend !== null ? [trend] : [parts, trend]).filter((chart) => chart !== null);
}

function drawParts(
  ctx: SkillContext,
  book: FactBook,
  explained: Explained,
  { name, move }: Words,
): WaterfallChart | null {
  const { found, evidence } = explained;
  const { before, after } = found.totals;
  const steps = listSteps(ctx, book, explained);
  if (before === null || after === null || steps === null) return null;
  return {
    kind: 'waterfall',
    title: move.title,
    subtitle: `${name} ${steps.by}, ${book.period('Compared with', evidence.compare)} to ${book.period('Period', evidence.period)}`,
    alt: move.sentence,
    unit: evidence.metric.unit,
    from: { label: beforeLabel(book, evidence), value: before },
    steps: steps.steps,
    to: { label: book.period('Period', evidence.period), value: after },
  };
}

const DAY_STEPS = {
  calendar: 'Length and weekdays',
  closed: 'Closed days',
  missing: 'Days without data',
  trade: 'Trade per comparable day',
} as const;

function listSteps(ctx: SkillContext, book: FactBook, { found }: Explained) {
  if (found.calendar !== null && isAboutDays(found)) {
    const steps = found.calendar.steps.map(({ kind, delta }) => ({ label: DAY_STEPS[kind], delta }));
    return { by: 'by days and trade', steps };
  }
  const cut = pickCut(found);
  const tree = pickTree(found.drivers);
  if (cut?.additive && (found.bestDimension !== null || tree === null)) {
    const labelled = cut.rows.map((row) => ({
      label: row.presence === 'residual' ? 'Not split' : row.member,
      delta: row.delta,
    }));
    return { by: `by ${dimensionName(ctx, book, cut.dimension)}`, steps: gather(labelled) };
  }
  if (tree === null) return null;
  return { by: 'by what it is made of', steps: tree.terms.map((term) => ({ label: term.label, delta: term.effect })) };
}

/** The largest steps by name, the rest as one, so that they still add up. */
function gather(steps: readonly { label: string; delta: number }[]) {
  if (steps.length <= MAX_STEPS) return steps;
  const sorted = steps.toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  const rest = sorted.slice(MAX_STEPS - 1).reduce((sum, step) => sum + step.delta, 0);
  return [...sorted.slice(0, MAX_STEPS - 1), { label: 'All others', delta: rest }];
}

function drawCourse(book: FactBook, { found, evidence }: Explained, { name, move, reality }: Words): TrendChart | null {
  const { series, metric } = evidence;
  const points = drawnPoints(evidence, series);
  if (points.filter((point) => point.y !== null).length < MIN_DRAWN) return null;
  const judged = found.reality.period;
  return {
    kind: 'trend',
    grain: series.grain,
    title:
      found.reality.story === 'within-usual' && !isAboutDays(found)
        ? `${name} within the usual ups and downs`
        : `${name} against its usual range`,
    subtitle: `Per ${series.grain}`,
    alt: `${move.sentence} ${reality}`,
    unit: metric.unit,
    series: [{ label: metric.label, points }],
    highlight: { ...evidence.period, label: book.period('Period', evidence.period) },
    ...(judged.verdict === 'too-little-history'
      ? {}
      : { expected: judged.course.map(({ t, low, high }) => ({ t, low, high })) }),
  };
}

/** The suspected metric over the same days, under it. */
function drawSuspect(book: FactBook, { evidence, suspect }: Explained, { name }: Words): TrendChart | null {
  const series = evidence.context.find((one) => one.metric.key === suspect);
  if (series === undefined) return null;
  const points = drawnPoints(evidence, series);
  if (points.filter((point) => point.y !== null).length < MIN_DRAWN) return null;
  const title = `${book.name(series.metric.label)} over the same days`;
  return {
    kind: 'trend',
    grain: series.grain,
    title,
    subtitle: `Per ${series.grain}`,
    alt: `${title} as ${name}, drawn to be held beside it.`,
    unit: series.metric.unit,
    series: [{ label: series.metric.label, points }],
    highlight: { ...evidence.period, label: book.period('Period', evidence.period) },
  };
}

/** Both stretches and some weeks before, so that they are seen against what is usual. */
function drawnPoints({ period, compare }: Evidence, series: MetricSeries) {
  const far = countDays({ start: compare.start, end: period.end }) > MAX_DAYS;
  const start = compare.start < period.start && !far ? compare.start : period.start;
  const from = addDays(start, -CONTEXT_DAYS);
  const until = compare.end > period.end && !far ? compare.end : period.end;
  return series.points.filter(({ t }) => t >= from && t <= until).map(({ t, y }) => ({ t, y }));
}
