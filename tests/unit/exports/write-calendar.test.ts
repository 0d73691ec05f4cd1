import { describe, expect, it } from 'vitest';
import { type CalendarEvent, writeCalendar } from '../../../src/exports/write-calendar.ts';

const STAMP = new Date('2026-11-23T15:00:00Z');
const event = (change: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'a1@dyocense',
  start: new Date('2026-11-30T12:00:00Z'),
  end: new Date('2026-11-30T20:00:00Z'),
  summary: 'Ana, bar',
  ...change,
});
const write = (events: readonly CalendarEvent[], title = 'Roster', stamp = STAMP) =>
  Buffer.from(writeCalendar('roster', events, { title, stamp }).content).toString('utf8');

/** Reads a calendar as RFC 5545 has it: lines unfolded (3.1), text unescaped (3.3.11). */
const unfoldLines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
const readValue = (text: string, name: string) =>
  unfoldLines(text)
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1);
const readText = (value = '') => value.replace(/\\(n|.)/gi, (_, one: string) => (/n/i.test(one) ? '\n' : one));

describe('a calendar file by RFC 5545', () => {
  it('is published, in UTC, with what the standard asks of each event', () => {
    const text = write([event()]);
    const file = writeCalendar('roster', [event()], { title: 'Roster', stamp: STAMP });
    expect([file.name, file.mediaType]).toEqual(['roster.ics', 'text/calendar']);
    expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:')).toBe(true);
    expect(readValue(text, 'METHOD')).toBe('PUBLISH');
    expect(readValue(text, 'UID')).toBe('a1@dyocense');
    expect(readValue(text, 'DTSTAMP')).toBe('20261123T150000Z');
    expect(readValue(text, 'DTSTART')).toBe('20261130T120000Z');
    expect(readValue(text, 'DTEND')).toBe('20261130T200000Z');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  });

  it('ends every line with CRLF, the last one too, and folds lines beyond 75 octets without cutting a letter', () => {
    const summary = 'Zoë Müller-Łukasiewicz 👩‍🍳 '.repeat(12);
    const text = write([event({ summary })]);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(readText(readValue(text, 'SUMMARY'))).toBe(summary);
  });

  it('escapes what would end a line or a value, in every text', () => {
    const bad = 'a, b; c\\d\nBEGIN:VEVENT';
    const text = write([event({ summary: bad, description: bad, location: bad })], bad);
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
    for (const name of ['SUMMARY', 'DESCRIPTION', 'LOCATION', 'X-WR-CALNAME'])
      expect(readText(readValue(text, name))).toBe(bad);
  });

  it('keeps ids and raises the sequence, so that a later file updates an earlier one', () => {
    const [first, second] = [write([event()]), write([event()], 'Roster', new Date('2026-11-23T15:05:00Z'))];
    expect(readValue(second, 'UID')).toBe(readValue(first, 'UID'));
    const sequences = [first, second].map((text) => Number(readValue(text, 'SEQUENCE')));
    expect((sequences[1] ?? 0) - (sequences[0] ?? 0)).toBe(5);
    // An integer of RFC 5545, 3.3.8.
    expect(Math.max(...sequences)).toBeLessThan(2_147_483_647);
  });

  it('may be empty', () => {
    expect(write([])).not.toContain('VEVENT');
  });
});
