import { type DayNumber, dayOf, weekdayOfDay } from '../calendar/civil-day.ts';
import type { IsoDate, NativeGrain } from '../contracts/period.ts';
import type { ColumnRoles } from './assign-roles.ts';
import { endOfGrain, startOfMonth } from './civil-day.ts';
import { cleanName } from './clean-text.ts';
import type { Column } from './column-table.ts';
import type { MetricPlan, Remark, SpecialDay } from './file-understanding.ts';
import type { TimeAxis } from './find-time.ts';
import { isMarked, isYes } from './flags.ts';
import type { IndexedDimension } from './index-dimensions.ts';

export interface DayFindings {
  readonly specialDays: readonly SpecialDay[];
  readonly closedWeekdays: readonly number[];
  readonly gaps: { readonly count: number; readonly first: readonly IsoDate[] };
  readonly remarks: readonly Remark[];
}

export interface DayInput {
  readonly axis: TimeAxis;
  readonly roles: ColumnRoles;
  readonly metrics: readonly MetricPlan[];
  readonly dimensions: readonly IndexedDimension[];
  readonly use: Uint8Array;
  readonly level: 'aggregate' | 'transactions';
}

/** A day without any sale among fewer than this share of days is a closed day; among more, business is just slow. */
const RARE_ZERO_SHARE = 0.1;
const WHOLE_COMPANY = '';

/** What happened on one day at one place. */
interface Activity {
  flaggedClosed: boolean;
  /** Some measure has a number. */
  seen: boolean;
  /** Some measure has a number other than zero. */
  active: boolean;
}

/**
 * Tells closed days (by a flag, or by zeros everywhere on a few days), weekdays without business, and gaps apart from
 * zeros that are sales of nothing.
 */
export function findClosedDays(input: DayInput): DayFindings {
  const { axis } = input;
  const named = namedDays(input);
  if (axis.grain !== 'day')
    return {
      specialDays: [],
      closedWeekdays: [],
      gaps: findGaps(axis.rowTimes, axis.grain, new Set(), []),
      remarks: [],
    };
  const places = readActivity(input);
  const whole = places.get(WHOLE_COMPANY) ?? new Map<DayNumber, Activity>();
  const remarks: Remark[] = [];
  const closed = new Set<DayNumber>();
  let contradicted = 0;
  for (const [day, activity] of whole) {
    if (activity.flaggedClosed && !activity.active) closed.add(day);
    if (activity.flaggedClosed && activity.active) contradicted += 1;
  }
  const flagged = closed.size;
  const zeros = flagged === 0 && input.level === 'aggregate' ? closedByZeros(whole) : [];
  for (const day of zeros) closed.add(day);
  if (zeros.length > 0)
    remarks.push({
      text: 'On {{days}} days every number is zero; I take them as closed, not as days without buyers.',
      values: { days: zeros.length },
    });
  if (contradicted > 0)
    remarks.push({
      text: '{{days}} days are marked closed but have sales; I count the sales.',
      values: { days: contradicted },
    });
  const local = [...places]
    .filter(([place]) => place !== WHOLE_COMPANY)
    .flatMap(([location, days]) => closedAt(location, days, closed));
  const openDays = [...whole.keys()].filter((day) => !closed.has(day));
  const closedWeekdays = weekdaysWithout(openDays, axis.rowDays);
  const specialDays: SpecialDay[] = [
    ...[...closed]
      .sort((a, b) => a - b)
      .map((day): SpecialDay => ({ day: dayOf(day), location: '', kind: 'closed', label: 'Closed' })),
    ...local,
    ...named,
  ];
  return { specialDays, closedWeekdays, gaps: findGaps(axis.rowTimes, 'day', closed, closedWeekdays), remarks };
}

function readActivity({ axis, roles, metrics, dimensions, use }: DayInput): Map<string, Map<DayNumber, Activity>> {
  const flag = roles.flags.closed ?? roles.flags.open;
  const closedCodes =
    flag?.values.map((value) => (roles.flags.closed ? isYes(value) : value !== '' && !isYes(value))) ?? [];
  const location = flag ? dimensions.find((dimension) => dimension.key === 'location') : undefined;
  const measured = new Set(
    metrics
      .filter((metric) => metric.definition.role === 'measure' && metric.definition.aggregation.kind === 'sum')
      .flatMap(columnsOf),
  );
  const columns = roles.measures.filter((measure) => measured.has(measure.column.index));
  const places = new Map<string, Map<DayNumber, Activity>>();
  const note = (place: string, day: DayNumber, closed: boolean, seen: boolean, active: boolean) => {
    const days = places.get(place) ?? new Map<DayNumber, Activity>();
    places.set(place, days);
    const activity = days.get(day);
    if (!activity) days.set(day, { flaggedClosed: closed, seen, active });
    else {
      // The company is closed when all its rows of the day say so.
      activity.flaggedClosed &&= closed;
      activity.seen ||= seen;
      activity.active ||= active;
    }
  };
  for (let row = 0; row < axis.table.rowCount; row += 1) {
    if (use[row] === 0) continue;
    let seen = columns.length === 0;
    let active = columns.length === 0;
    for (const { column, numbers } of columns) {
      const value = numbers.numbers[column.codes[row] ?? 0] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      seen = true;
      if (value !== 0) {
        active = true;
        break;
      }
    }
    const closed = flag ? closedCodes[flag.codes[row] ?? 0] === true : false;
    const day = axis.rowDays[row] ?? 0;
    note(WHOLE_COMPANY, day, closed, seen, active);
    if (location) note(location.members[location.codes[row] ?? 0] ?? '', day, closed, seen, active);
  }
  return places;
}

function columnsOf(metric: MetricPlan): number[] {
  if (metric.from?.kind === 'column') return [metric.from.column];
  return metric.from?.kind === 'members' ? metric.from.columns.map((member) => member.column) : [];
}

function closedByZeros(days: ReadonlyMap<DayNumber, Activity>): DayNumber[] {
  const zero = (activity: Activity) => activity.seen && !activity.active;
  const counts = Array.from({ length: 7 }, () => ({ zero: 0, all: 0 }));
  for (const [day, activity] of days) {
    const count = counts[weekdayOfDay(day)];
    if (!count) continue;
    count.all += 1;
    if (zero(activity)) count.zero += 1;
  }
  const weekdays = counts.flatMap((count, weekday) =>
    count.all >= 3 && count.zero >= count.all * 0.9 ? [weekday] : [],
  );
  if (weekdays.length === 7) return [];
  const regular = [...days]
    .filter(([day, activity]) => zero(activity) && weekdays.includes(weekdayOfDay(day)))
    .map(([day]) => day);
  const others = [...days].filter(([day]) => !weekdays.includes(weekdayOfDay(day)));
  const rare = others.filter(([, activity]) => zero(activity)).map(([day]) => day);
  const isRare = others.length >= 10 && rare.length <= others.length * RARE_ZERO_SHARE;
  return isRare ? [...regular, ...rare] : regular;
}

function closedAt(
  location: string,
  days: ReadonlyMap<DayNumber, Activity>,
  everywhere: ReadonlySet<DayNumber>,
): SpecialDay[] {
  return [...days]
    .filter(([day, activity]) => activity.flaggedClosed && !activity.active && !everywhere.has(day))
    .sort(([a], [b]) => a - b)
    .map(([day]) => ({ day: dayOf(day), location, kind: 'closed', label: 'Closed' }));
}

/** Weekdays that never have business although the file spans three weeks or more. */
function weekdaysWithout(openDays: readonly DayNumber[], rowDays: Int32Array): number[] {
  const { first, last } = rangeOf(rowDays);
  if (last - first < 21) return [];
  const open = new Set(openDays.map((day) => weekdayOfDay(day)));
  return [0, 1, 2, 3, 4, 5, 6].filter((weekday) => !open.has(weekday));
}

function rangeOf(days: Int32Array): { first: DayNumber; last: DayNumber } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const day of days) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return { first, last };
}

function findGaps(
  times: Int32Array,
  grain: NativeGrain,
  closed: ReadonlySet<DayNumber>,
  closedWeekdays: readonly number[],
): DayFindings['gaps'] {
  const known = new Set(times);
  const { first, last } = rangeOf(times);
  const missing: IsoDate[] = [];
  let count = 0;
  for (
    let time = first;
    time <= last;
    time = grain === 'month' ? startOfMonth(time + 31) : endOfGrain(time, grain) + 1
  ) {
    if (known.has(time) || closed.has(time) || (grain === 'day' && closedWeekdays.includes(weekdayOfDay(time))))
      continue;
    count += 1;
    if (missing.length < 5) missing.push(dayOf(time));
  }
  return { count, first: missing };
}

function namedDays({ axis, roles, use }: DayInput): SpecialDay[] {
  const found = new Map<string, SpecialDay>();
  const read = (column: Column | null, kind: 'holiday' | 'event', plain: string) => {
    if (!column) return;
    const labels = column.values.map((value) =>
      isMarked(value) ? (isYes(value) || value.length < 3 ? plain : cleanName(value)) : null,
    );
    for (let row = 0; row < axis.table.rowCount; row += 1) {
      const label = use[row] === 0 ? null : labels[column.codes[row] ?? 0];
      if (!label) continue;
      const day = dayOf(axis.rowDays[row] ?? 0);
      found.set(`${day} ${kind} ${label}`, { day, location: '', kind, label });
    }
  };
  read(roles.flags.holiday, 'holiday', 'Holiday');
  read(roles.flags.event, 'event', 'Event');
  return [...found.values()].sort((a, b) => a.day.localeCompare(b.day));
}
