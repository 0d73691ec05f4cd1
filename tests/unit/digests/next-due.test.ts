import { describe, expect, it } from 'vitest';
import { dueBetween, nextDue } from '../../../src/digests/next-due.ts';

/** Clock changes as the IANA time zone database has them; instants written out by hand. */
const on = (weekday: number, at: string, timezone: string) => ({ weekday, at, timezone });
const SUNDAY = 7;
const MONDAY = 1;

describe('a weekly time', () => {
  it.each([
    // Summer time in Berlin: 29 March 2026 02:00 → 03:00, back on 25 October 03:00 → 02:00.
    ['before', on(MONDAY, '08:00', 'Europe/Berlin'), '2026-03-22T12:00:00Z', '2026-03-23T07:00:00.000Z'],
    ['after the change', on(MONDAY, '08:00', 'Europe/Berlin'), '2026-03-29T12:00:00Z', '2026-03-30T06:00:00.000Z'],
    ['a skipped time', on(SUNDAY, '02:30', 'Europe/Berlin'), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['the end of a gap', on(SUNDAY, '03:00', 'Europe/Berlin'), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['a time that is twice', on(SUNDAY, '02:30', 'Europe/Berlin'), '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
    // New York: 8 March 2026 02:00 → 03:00, back on 1 November 02:00 → 01:00.
    ['a skipped time', on(SUNDAY, '02:30', 'America/New_York'), '2026-03-07T12:00:00Z', '2026-03-08T07:00:00.000Z'],
    ['twice', on(SUNDAY, '01:30', 'America/New_York'), '2026-10-31T12:00:00Z', '2026-11-01T05:30:00.000Z'],
    // Half an hour on Lord Howe Island: 4 October 2026 02:00 → 02:30.
    ['half an hour', on(SUNDAY, '02:10', 'Australia/Lord_Howe'), '2026-10-03T00:00:00Z', '2026-10-03T15:30:00.000Z'],
    // Samoa had no 30 December 2011 at all.
    ['a day that is not', on(5, '09:00', 'Pacific/Apia'), '2011-12-29T00:00:00Z', '2011-12-30T10:00:00.000Z'],
  ])('%s', (_, weekly, after, due) => {
    expect(nextDue(weekly, new Date(after)).toISOString()).toBe(due);
  });

  it('is not due again at the second of two equal times', () => {
    const first = new Date('2026-10-25T00:30:00Z');
    const weekly = on(SUNDAY, '02:30', 'Europe/Berlin');
    expect(dueBetween(weekly, first, new Date('2026-10-31T00:00:00Z'))).toEqual([]);
  });

  it('leaves out its start and takes its end', () => {
    const weekly = on(MONDAY, '08:00', 'UTC');
    const [from, to] = [new Date('2026-11-16T08:00:00Z'), new Date('2026-11-30T08:00:00Z')];
    expect(dueBetween(weekly, from, to).map((due) => due.toISOString())).toEqual([
      '2026-11-23T08:00:00.000Z',
      '2026-11-30T08:00:00.000Z',
    ]);
    expect(nextDue(weekly, to).toISOString()).toBe('2026-12-07T08:00:00.000Z');
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'])(
    'comes once a week for ten years in %s, always at the same local time',
    (timezone) => {
      const local = new Intl.DateTimeFormat('en-GB', {
        timeZone: timezone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
      });
      const due = dueBetween(
        on(4, '17:30', timezone),
        new Date('2026-01-01T00:00:00Z'),
        new Date('2036-01-01T00:00:00Z'),
      );
      // 1 January 2026 is a Thursday; 3,652 days later it is 1 January 2036.
      expect(due).toHaveLength(522);
      expect(new Set(due.map((at) => local.format(at)))).toEqual(new Set(['Thu 17:30']));
    },
  );
});
