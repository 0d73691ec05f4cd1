import type { ExplainOutput } from '../../src/engines/evidence/explain-change.ts';
import type { Explained } from './explain-evidence.ts';

/** A change below a tenth of a percent (or a twentieth of a point) is none to speak of. */
const NO_CHANGE = 0.001;
const NO_POINTS = 0.0005;
/** A total that moved less than this: what matters went on underneath. */
const LITTLE = 0.01;
/** Days account for the change when they make up this share of it. */
const MOSTLY = 0.5;

export function isFlat({ evidence, found }: Explained): boolean {
  const { delta, relative } = found.totals;
  if (delta === null || delta === 0) return true;
  return evidence.metric.unit === 'percent'
    ? Math.abs(delta) < NO_POINTS
    : relative !== null && Math.abs(relative) < NO_CHANGE;
}

export function isSmall(explained: Explained): boolean {
  const { relative } = explained.found.totals;
  return isFlat(explained) || (relative !== null && Math.abs(relative) < LITTLE);
}

/** Whether closed days, missing days and the calendar account for most of the change. */
export function isAboutDays({ totals, calendar }: ExplainOutput): boolean {
  if (calendar === null || totals.delta === null || totals.relative === null) return false;
  if (Math.abs(totals.relative) < LITTLE) return false;
  const days = calendar.steps.reduce((sum, step) => (step.kind === 'trade' ? sum : sum + step.delta), 0);
  return days / totals.delta >= MOSTLY;
}
