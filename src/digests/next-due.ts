import { Temporal } from 'temporal-polyfill';

/** Once a week, by the clock on the wall of one place. */
export interface WeeklyTime {
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** Local time, `HH:MM`. */
  readonly at: string;
  /** IANA name. */
  readonly timezone: string;
}

/**
 * Every instant a weekly time falls on, oldest first, later than `after` and not later than `until`.
 * A local time that a clock change skips counts as the first moment after the gap; one that comes twice, as the first.
 */
export function dueBetween(weekly: WeeklyTime, after: Date, until: Date): Date[] {
  const due: Date[] = [];
  for (let day = firstDay(weekly, after); ; day = day.add({ days: 7 })) {
    const instant = instantOf(weekly, day);
    if (instant > until.getTime()) return due;
    if (instant > after.getTime()) due.push(new Date(instant));
  }
}

/** The first instant later than `after`. */
export function nextDue(weekly: WeeklyTime, after: Date): Date {
  for (let day = firstDay(weekly, after); ; day = day.add({ days: 7 })) {
    const instant = instantOf(weekly, day);
    if (instant > after.getTime()) return new Date(instant);
  }
}

/** The local date of the first due day that may lie after `after`: a day early, since a clock change can move it. */
function firstDay({ weekday, timezone }: WeeklyTime, after: Date): Temporal.PlainDate {
  const start = Temporal.Instant.fromEpochMilliseconds(after.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .subtract({ days: 1 });
  return start.add({ days: (weekday - start.dayOfWeek + 7) % 7 });
}

function instantOf({ at, timezone }: WeeklyTime, day: Temporal.PlainDate): number {
  const wanted = day.toPlainDateTime(Temporal.PlainTime.from(at));
  const found = wanted.toZonedDateTime(timezone, { disambiguation: 'compatible' });
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds;
  // Skipped by a clock change: "compatible" lands as far behind the gap as the time was inside it.
  return (found.getTimeZoneTransition('previous') ?? found).epochMilliseconds;
}
