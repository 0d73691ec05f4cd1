import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { Explained } from '../explain-change/explain-evidence.ts';

/** Half a year of weeks says whether two numbers usually go together. */
const WEEKS = 26;
const FEWEST = 8;
/** From this correlation of their weekly steps on, one number says what the other would. */
const TOGETHER = 0.7;

/**
 * Orders and customers rise and fall with revenue: when all three fall, that is one story. Two numbers tell the same
 * when their weekly steps went together before and they have now moved the way that would have one expect.
 */
export function tellTheSame(a: Explained, b: Explained): boolean {
  const [left, right] = [weeklySteps(a), weeklySteps(b)];
  const pairs = [...left].flatMap(([t, x]) => {
    const y = right.get(t);
    return y === undefined ? [] : [[x, y] as const];
  });
  if (pairs.length < FEWEST) return false;
  const together = correlate(pairs);
  return Math.abs(together) >= TOGETHER && Math.sign(together) === directionOf(a) * directionOf(b);
}

/** Above (1) or below (−1) what was to be expected. */
function directionOf({ found }: Explained): number {
  const judged = found.reality.period;
  return judged.verdict === 'too-little-history' ? 0 : Math.sign(judged.actual - judged.expected);
}

/** Differences of the average open day from week to week, before the period that is judged. */
function weeklySteps({ evidence }: Explained): Map<IsoDate, number> {
  const { series, period } = evidence;
  const first = addDays(period.start, -7 * WEEKS);
  const weeks = new Map<IsoDate, { sum: number; open: number }>();
  for (const { t, y } of series.points) {
    if (y === null || t < first || t >= period.start) continue;
    const back = Math.ceil((Date.parse(period.start) - Date.parse(t)) / (7 * 86_400_000));
    const start = addDays(period.start, -7 * back);
    const week = weeks.get(start) ?? { sum: 0, open: 0 };
    weeks.set(start, { sum: week.sum + y, open: week.open + 1 });
  }
  const steps = new Map<IsoDate, number>();
  for (const [start, { sum, open }] of weeks) {
    const before = weeks.get(addDays(start, -7));
    if (before) steps.set(start, sum / open - before.sum / before.open);
  }
  return steps;
}

/** Pearson's correlation; 0 where one of the two never moves. */
function correlate(pairs: readonly (readonly [number, number])[]): number {
  const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
  const [mx, my] = [mean(0), mean(1)];
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const [x, y] of pairs) {
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
    xy += (x - mx) * (y - my);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}
