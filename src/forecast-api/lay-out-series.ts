import { weekdayOf } from '../calendar/civil-day.ts';
import { UserError } from '../contracts/errors.ts';
import type { Grain } from '../contracts/period.ts';
import type { ForecastPoint } from '../engines/forecaster/types.ts';
import { detectGrain } from './detect-grain.ts';
import type { DatedValue } from './forecast-request.ts';
import { badRequest } from './read-request.ts';
import { createStepAxis, dateOfStep, type StepAxis } from './step-axis.ts';

/** More steps than this between the first date and the last: one of the dates is a slip of the pen. */
const MOST_STEPS = 20_000;
/** The engine reads four years of days; what is older only has to be carried there. */
const NEWEST_STEPS = 1_500;
/** A weekday that was never open in this many weeks is a day off. */
const WEEKS_FOR_DAY_OFF = 6;

/** A series as the engine takes it. */
export interface LaidOutSeries {
  readonly axis: StepAxis;
  /** Step of the first point: what is older than the engine reads is left away. */
  readonly firstStep: number;
  readonly points: readonly ForecastPoint[];
  /** Weekdays without a single value, 0 = Monday; only of days. */
  readonly closedWeekdays: readonly number[];
}

/**
 * Puts dated values in order, one a step, with a gap where there is none.
 * @throws UserError `duplicate-date` naming both rows; `bad-forecast-request` where the grain cannot be told
 */
export function layOutSeries(values: readonly DatedValue[], asked?: Grain): LaidOutSeries {
  const rows = values.map(({ t, value, row }, index) => ({
    t,
    value,
    row: row ?? index + 1,
    list: row === undefined ? '"series"' : 'the file',
  }));
  rows.sort((a, b) => (a.t < b.t ? -1 : a.t > b.t ? 1 : a.row - b.row));
  refuseTwice(rows, ({ t }) => t, 'date');
  const dates = rows.map(({ t }) => t);
  const grain = asked ?? detectGrain(dates);
  const axis = createStepAxis(dates, grain);
  const placed = rows.map((row) => ({ ...row, step: axis.stepOf(row.t) }));
  refuseTwice(placed, ({ step }) => step, grain);
  const last = placed.at(-1)?.step ?? 0;
  if (last >= MOST_STEPS) {
    throw badRequest(
      `From ${dates[0]} to ${dates.at(-1)} are more than ${MOST_STEPS.toLocaleString('en-US')} ${grain}s: check these dates`,
    );
  }
  const known = placed.findLast(({ value }) => value !== null)?.step ?? last;
  const firstStep = Math.max(0, known - NEWEST_STEPS + 1);
  const byStep = new Map(placed.map(({ step, value }) => [step, value]));
  const points = Array.from({ length: last - firstStep + 1 }, (_, i): ForecastPoint => {
    const y = byStep.get(firstStep + i) ?? null;
    return { t: dateOfStep(axis, firstStep + i), y, state: y === null ? 'gap' : 'open' };
  });
  return { axis, firstStep, points, closedWeekdays: grain === 'day' ? findDaysOff(points) : [] };
}

interface Row {
  readonly t: string;
  readonly row: number;
  /** What it is a row of. */
  readonly list: string;
}

/** Which of two values holds, and whether they are to be added, only the sender knows. */
function refuseTwice<R extends Row>(rows: readonly R[], keyOf: (row: R) => unknown, what: string): void {
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1];
    if (before === undefined || keyOf(before) !== keyOf(row)) continue;
    const [first, second] = [before.row, row.row].sort((a, b) => a - b);
    const place = what === 'date' ? `the date ${row.t}` : `the same ${what} (${before.t} and ${row.t})`;
    throw new UserError(`Rows ${first} and ${second} of ${row.list} have ${place}.`, {
      code: 'duplicate-date',
      advice: `Send one value for each ${what === 'date' ? 'date' : what}: add them up first, or keep the right one.`,
    });
  }
}

/** Weekdays on which there never was a value, while there was on others. */
function findDaysOff(points: readonly ForecastPoint[]): number[] {
  const seen = new Array<number>(7).fill(0);
  for (const { t, state } of points) if (state === 'open') seen[weekdayOf(t)] = (seen[weekdayOf(t)] ?? 0) + 1;
  if (Math.max(...seen) < WEEKS_FOR_DAY_OFF || points.length < 7 * WEEKS_FOR_DAY_OFF) return [];
  return seen.flatMap((count, weekday) => (count === 0 ? [weekday] : []));
}
