import ical, { ICalCalendarMethod } from 'ical-generator';
import type { SkillFile } from '../contracts/skill.ts';

/** One entry of a calendar file. */
export interface CalendarEvent {
  /** Stays the same when the file is made again, so that importing it again updates instead of doubling. */
  readonly uid: string;
  readonly start: Date;
  readonly end: Date;
  readonly summary: string;
  readonly description?: string;
  readonly location?: string;
}

/**
 * A calendar file (RFC 5545, METHOD PUBLISH) that any calendar imports; times are in UTC.
 * @param name without its ending; `title` is what the calendar is called
 * @param stamp when it was made: of two files with the same events the later one counts
 */
export function writeCalendar(
  name: string,
  events: readonly CalendarEvent[],
  { title, stamp }: { readonly title: string; readonly stamp: Date },
): SkillFile {
  const calendar = ical({
    // The library writes the name as it is.
    name: escapeText(title),
    prodId: { company: 'Dyocense', product: 'Plans', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  // Whole minutes since 2020 stay far below the largest number a calendar takes.
  const sequence = Math.max(0, Math.floor((stamp.getTime() - FIRST) / 60_000));
  for (const { uid, start, end, summary, description, location } of events)
    calendar.createEvent({
      id: uid,
      stamp,
      sequence,
      start,
      end,
      summary,
      ...(description === undefined ? {} : { description }),
      ...(location === undefined ? {} : { location }),
    });
  // Each line ends with CRLF, the last one too (RFC 5545, 3.1).
  return { name: `${name}.ics`, mediaType: 'text/calendar', content: Buffer.from(`${calendar.toString()}\r\n`) };
}

const FIRST = Date.UTC(2020, 0, 1);

/** RFC 5545, 3.3.11. */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n|\r/g, '\\n');
}
