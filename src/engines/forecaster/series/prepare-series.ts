import { dayNumber, weekdayOfDay } from '../../../calendar/civil-day.ts';
import { BugError } from '../../../contracts/errors.ts';
import type { Grain, IsoDate } from '../../../contracts/period.ts';
import type { NamedColumn } from '../models/forecast-model.ts';
import type { ForecastInput, ForecastRefusal } from '../types.ts';
import { addSteps } from './step-dates.ts';

/** Open steps with a value that it takes. Daily: four weeks, so that each weekday was seen four times. */
export const NEEDED: Readonly<Record<Grain, number>> = { day: 28, week: 12, month: 12, quarter: 8 };

/** The newest steps that are read: older ones tell little about next month and cost time. Four years of days. */
const NEWEST = 1461;

/** Steps ahead: a year of days. */
export const LONGEST = 366;

const MOST_REGRESSORS = 30;

/** Values this large are not a company's numbers, and their sums would not be numbers at all. */
const LARGEST = 1e300;

export interface PreparedSeries {
  readonly ok: true;
  /** From the first to the last known value, NaN where closed, missing or not a number. */
  readonly y: Float64Array;
  /** Date of y[0] and of the last value. */
  readonly start: IsoDate;
  readonly last: IsoDate;
  /** Steps after the last known value up to the last point given. */
  readonly trailing: number;
  readonly known: number;
  /** Points before y[0]. */
  readonly skipped: number;
  /** Over y and every step after it up to the horizon's end. */
  readonly regressors: readonly NamedColumn[];
}

/** Checks the input and takes it to plain values. Throws BugError where the points are not one step apart. */
export function prepareSeries(input: ForecastInput): PreparedSeries | ForecastRefusal {
  checkInput(input);
  const { points, grain } = input;
  const needed = NEEDED[grain];
  const values = Float64Array.from(points, ({ y, state }) =>
    state === 'open' && y !== null && Number.isFinite(y) ? y : Number.NaN,
  );
  const end = values.findLastIndex((value) => !Number.isNaN(value)) + 1;
  const begin = Math.max(
    values.findIndex((value) => !Number.isNaN(value)),
    end - NEWEST,
  );
  const y = end === 0 ? new Float64Array(0) : values.slice(begin, end);
  const known = y.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  if (known === 0) {
    const reason = points.some(({ state }) => state === 'closed') ? 'all-closed' : 'too-short';
    return { ok: false, reason, needed, have: 0 };
  }
  if (known < needed) return { ok: false, reason: 'too-short', needed, have: known };
  if (y.some((value) => Math.abs(value) > LARGEST)) return { ok: false, reason: 'too-large', needed, have: known };
  const first = points[0]?.t ?? '';
  return {
    ok: true,
    y,
    start: addSteps(first, grain, begin),
    last: addSteps(first, grain, end - 1),
    trailing: points.length - end,
    known,
    skipped: begin,
    regressors: (input.regressors ?? []).map(({ name, kind, values }) => ({
      name,
      kind,
      values: Float64Array.from(values.slice(begin), (value) =>
        value !== null && Math.abs(value) <= LARGEST ? value : Number.NaN,
      ),
    })),
  };
}

function checkInput({ points, grain, horizon, windows, levels, regressors }: ForecastInput): void {
  const wrong = (message: string) =>
    new BugError(message, {
      code: 'forecast-input',
      advice: 'This is our mistake, not yours. Please try another question.',
    });
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > LONGEST)
    throw wrong(`horizon ${horizon} is not within 1 to ${LONGEST}`);
  for (const { from, to } of windows ?? []) {
    const whole = Number.isInteger(from) && Number.isInteger(to);
    if (!whole || from < 1 || to < from || to > horizon) throw wrong(`window ${from}–${to} is not within the horizon`);
  }
  for (const level of levels ?? []) {
    if (!(level >= 1 && level <= 99)) throw wrong(`level ${level} is not within 1 to 99`);
  }
  if ((regressors ?? []).length > MOST_REGRESSORS) throw wrong(`more than ${MOST_REGRESSORS} regressors`);
  for (const { name, values } of regressors ?? []) {
    const steps = points.length + horizon;
    if (values.length !== steps) throw wrong(`regressor ${name} has ${values.length} values, not ${steps}`);
  }
  const first = points[0]?.t ?? '1970-01-01';
  points.forEach(({ t }, i) => {
    if (t !== addSteps(first, grain, i)) throw wrong(`point ${i} is ${t}, not ${addSteps(first, grain, i)}`);
  });
}

/** For each step after the last known value: open (true) or known to be closed. */
export function listOpenSteps(input: ForecastInput, last: IsoDate, steps: number): boolean[] {
  if (input.grain !== 'day') return new Array<boolean>(steps).fill(true);
  const weekdays = new Set(input.closedWeekdays ?? []);
  const days = new Set((input.knownClosed ?? []).map(dayNumber));
  const begin = dayNumber(last) + 1;
  return Array.from({ length: steps }, (_, h) => !weekdays.has(weekdayOfDay(begin + h)) && !days.has(begin + h));
}
