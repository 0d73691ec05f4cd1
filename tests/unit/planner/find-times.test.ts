import { describe, expect, it } from 'vitest';
import { shiftPeriod } from '../../../agents/coach/understand/time/civil.ts';
import { findTimes } from '../../../agents/coach/understand/time/find-times.ts';
import { easterSunday } from '../../../agents/coach/understand/time/named-days.ts';
import type { Clock, Direction } from '../../../agents/coach/understand/time/phrase.ts';

/** Wednesday 17 June 2026. Every expected date is read off a wall calendar of 2025–2027. */
const clock: Clock = { today: '2026-06-17', weekStart: 'monday', currency: 'USD' };

function read(text: string, direction: Direction = 'past', at: Clock = clock): string | undefined {
  const [first] = findTimes(text, at);
  if (first === undefined) return undefined;
  const { start, end } = first.resolve(first.leaning === 'either' ? direction : first.leaning);
  return start === end ? start : `${start} ${end}`;
}

describe('times gone by', () => {
  it.each([
    ['yesterday', '2026-06-16'],
    ['the day before yesterday', '2026-06-15'],
    ['last week', '2026-06-08 2026-06-14'],
    ['the week before last', '2026-06-01 2026-06-07'],
    ['last 7 days', '2026-06-10 2026-06-16'],
    ['past couple of weeks', '2026-06-03 2026-06-16'],
    ['past month', '2026-05-18 2026-06-16'],
    ['last quarter', '2026-01-01 2026-03-31'],
    ['last weekend', '2026-06-13 2026-06-14'],
    ['this month', '2026-06-01 2026-06-30'],
    ['so far this month', '2026-06-01 2026-06-17'],
    ['ytd', '2026-01-01 2026-06-17'],
    ['since march', '2026-03-01 2026-06-17'],
    ['since easter', '2026-04-05 2026-06-17'],
    ['in december', '2025-12-01 2025-12-31'],
    ['may last year', '2025-05-01 2025-05-31'],
    ['last may', '2026-05-01 2026-05-31'],
    ['in q2', '2026-04-01 2026-06-30'],
    ['the first half of the year', '2026-01-01 2026-06-30'],
    ['on june 3rd', '2026-06-03'],
    ['on 4/15', '2026-04-15'],
    ['on the 14th', '2026-06-14'],
    ['from 20 may to 2 june', '2026-05-20 2026-06-02'],
    ['between 1 may and 10 may', '2026-05-01 2026-05-10'],
    ['2 to 8 june', '2026-06-02 2026-06-08'],
    ['the week of may 20', '2026-05-18 2026-05-24'],
    ['on saturday', '2026-06-13'],
    ['3 weeks ago', '2026-05-25 2026-05-31'],
    ['last winter', '2025-12-01 2026-02-28'],
    ['in 2025', '2025-01-01 2025-12-31'],
    ['on black friday', '2025-11-28'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('times to come', () => {
  it.each([
    ['tomorrow', '2026-06-18'],
    ['next week', '2026-06-22 2026-06-28'],
    ['next 14 days', '2026-06-18 2026-07-01'],
    ['the next three months', '2026-06-18 2026-09-17'],
    ['this weekend', '2026-06-20 2026-06-21'],
    ['next weekend', '2026-06-27 2026-06-28'],
    ['in july', '2026-07-01 2026-07-31'],
    ['by end of year', '2026-06-18 2026-12-31'],
    ['by christmas', '2026-06-18 2026-12-25'],
    ['rest of june', '2026-06-18 2026-06-30'],
    ['on saturday', '2026-06-20'],
    ['thanksgiving', '2026-11-26'],
  ])('%s', (text, expected) => expect(read(text, 'future')).toBe(expected));
});

describe('what is no time', () => {
  it('"may" as a verb and "fall" as a noun', () => {
    expect(read('may i see sales')).toBeUndefined();
    expect(read('a fall in sales')).toBeUndefined();
    expect(read('every monday at 8')).toBeUndefined();
  });
});

it('starts weeks where the company does', () => {
  expect(read('last week', 'past', { ...clock, weekStart: 'sunday' })).toBe('2026-06-07 2026-06-13');
  expect(read('last week', 'past', { ...clock, weekStart: 'saturday' })).toBe('2026-06-06 2026-06-12');
});

it('reads 4/5 the way the company writes dates', () => {
  expect(read('on 4/5')).toBe('2026-04-05');
  expect(read('on 4/5', 'past', { ...clock, currency: 'GBP' })).toBe('2026-05-04');
});

it('finds Easter (dates of the Church of England’s table, 2024–2030)', () => {
  expect([2024, 2025, 2026, 2027, 2028, 2029, 2030].map(easterSunday)).toEqual([
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2028-04-16',
    '2029-04-01',
    '2030-04-21',
  ]);
});

it('keeps whole months whole when they move', () => {
  expect(shiftPeriod({ start: '2026-02-01', end: '2026-02-28' }, 'month', -1, 'monday')).toEqual({
    start: '2026-01-01',
    end: '2026-01-31',
  });
  expect(shiftPeriod({ start: '2026-06-15', end: '2026-06-21' }, 'year', -1, 'monday')).toEqual({
    start: '2025-06-16',
    end: '2025-06-22',
  });
});
