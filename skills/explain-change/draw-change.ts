import type { ChartSpec, TrendChart, WaterfallChart } from '../../src/contracts/chart.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { addDays } from '../../src/metrics/calendar.ts';
import type { SkillContext } from '../context.ts';
import type { Explained } from './explain-evidence.ts';
import type { Move } from './say-move.ts';
import { dimensionName, pickCut, pickTree } from './say-parts.ts';

const MAX_STEPS = 8;
/** Days drawn before what is compared, so that both are seen against what is usual. */
const CONTEXT_DAYS = 42;
const MIN_DRAWN = 3;

interface Words {
  readonly name: Slot;
  readonly move: Move;
  readonly reality: string;
}

/** One main chart: the parts where the move is real, the course with its usual range where it is not; at most both. */
export function drawChange(ctx: SkillContext, book: FactBook, explained: Explained, words: Words): ChartSpec[] {
  const trend = drawCourse(explained, words);
  const parts = drawParts(ctx, book, explained, words);
  const calm = explained.found.reality.story === 'within-usual';
  const order = calm ? [trend] : [parts, trend];
  const drawn = order.filter((chart) => chart !== null);
  return drawn.length > 0 ? drawn : [parts].filter((chart) => chart !== null);
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
    from: { label: 'Before', value: before },
    steps: steps.steps,
    to: { label: 'Asked about', value: after },
  };
}

function listSteps(ctx: SkillContext, book: FactBook, { found }: Explained) {
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

function drawCourse(explained: Explained, { name, move, reality }: Words): TrendChart | null {
  const { found, evidence, suspect } = explained;
  const { series, period, compare, metric } = evidence;
  const from = addDays(compare.start < period.start ? compare.start : period.start, -CONTEXT_DAYS);
  const until = compare.end > period.end ? compare.end : period.end;
  const drawn = series.points.filter(({ t }) => t >= from && t <= until).map(({ t, y }) => ({ t, y }));
  if (drawn.filter((point) => point.y !== null).length < MIN_DRAWN) return null;
  const judged = found.reality.period;
  const beside = evidence.context.find((one) => one.metric.key === suspect && one.metric.unit === metric.unit);
  return {
    kind: 'trend',
    grain: series.grain,
    title: found.reality.story === 'within-usual' ? `${name} is within its usual ups and downs` : move.title,
    subtitle: `${name} per ${series.grain}`,
    alt: `${move.sentence} ${reality}`,
    unit: metric.unit,
    series: [
      { label: metric.label, points: drawn },
      ...(beside
        ? [
            {
              label: beside.metric.label,
              points: beside.points.filter(({ t }) => t >= from && t <= until).map(({ t, y }) => ({ t, y })),
            },
          ]
        : []),
    ],
    highlight: { ...period, label: 'asked about' },
    events: found.events.map(({ t, label }) => ({ t, label })),
    ...(judged.verdict === 'too-little-history'
      ? {}
      : { expected: judged.course.map(({ t, low, high }) => ({ t, low, high })) }),
  };
}
