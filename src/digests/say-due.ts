import type { Company } from '../contracts/company.ts';
import type { Place } from '../contracts/delivery.ts';
import { type DigestSchedule, listSchedules } from '../db/queries/digests.ts';
import type { TenantTx } from '../db/schema.ts';
import { nextDue } from './next-due.ts';

/** "Monday, Nov 30, 8:00 AM": in the company's format, by the schedule's own clock. */
export function writeDue(company: Pick<Company, 'locale'>, due: Date, timezone: string): string {
  return new Intl.DateTimeFormat(company.locale, {
    timeZone: timezone,
    weekday: 'long',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
    .format(due)
    .replaceAll(/\s/gu, ' ');
}

/** "Monday at 8:00 AM". */
export function writeWeekly(
  company: Pick<Company, 'locale'>,
  { weekday, at }: Pick<DigestSchedule, 'weekday' | 'at'>,
): string {
  return `${writeWeekday(weekday)} at ${writeTime(company, at)}`;
}

/** English, as everything the coach says. */
export function writeWeekday(weekday: number): string {
  return new Intl.DateTimeFormat('en', { timeZone: 'UTC', weekday: 'long' }).format(onWeekday(weekday, '12:00'));
}

/** "8:00 AM" or "08:00", as the company writes it. */
export function writeTime(company: Pick<Company, 'locale'>, at: string): string {
  const format = new Intl.DateTimeFormat(company.locale, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' });
  return format.format(onWeekday(1, at)).replaceAll(/\s/gu, ' ');
}

/** 2024 began on a Monday. */
const onWeekday = (weekday: number, at: string): Date => new Date(`2024-01-0${weekday}T${at}:00Z`);

/** "New York time". */
export const writeZone = (timezone: string): string =>
  timezone === 'UTC' ? 'UTC' : `${(timezone.split('/').at(-1) ?? timezone).replaceAll('_', ' ')} time`;

/**
 * The next digest a person of a workspace gets to see, for a home tab: "Monday, Nov 30, 8:00 AM, to you directly".
 * null when none waits.
 */
export async function nextDigestOf(
  tx: TenantTx,
  company: Company,
  place: Place,
  user: string,
  now: Date,
): Promise<string | null> {
  const mine = (await listSchedules(tx)).filter(
    (schedule) =>
      schedule.channel === place.channel &&
      schedule.workspace === place.workspace &&
      schedule.pausedAt === null &&
      (schedule.audience !== 'private' || schedule.externalUser === user),
  );
  const [first] = mine
    .map((schedule) => ({ schedule, due: nextDue(schedule, now) }))
    .sort((a, b) => a.due.getTime() - b.due.getTime());
  if (!first) return null;
  const where = first.schedule.audience === 'private' ? 'to you directly' : 'in a channel';
  return `${writeDue(company, first.due, first.schedule.timezone)}, ${where}`;
}
