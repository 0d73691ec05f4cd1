import { describe, expect, it } from 'vitest';
import { readTime, readWindow, readWindows } from '../../../src/records/read-times.ts';
import { readWeekdays } from '../../../src/records/read-weekdays.ts';

const HOUR = 60;

describe('times of day', () => {
  it.each([
    ['8', 8 * HOUR],
    ['8:00', 8 * HOUR],
    ['08.30', 8.5 * HOUR],
    ['8h30', 8.5 * HOUR],
    ['8am', 8 * HOUR],
    ['4:15 p.m.', 16.25 * HOUR],
    ['12am', 0],
    ['12pm', 12 * HOUR],
    ['16:30', 16.5 * HOUR],
    ['16:30:00', 16.5 * HOUR],
    ['8 Uhr', 8 * HOUR],
    ['24:00', 24 * HOUR],
    ['noon', 12 * HOUR],
  ])('%s', (cell, minutes) => expect(readTime(cell)).toBe(minutes));

  it.each(['25:00', '8:75', '24:30', '13pm', 'morning', '-8', '8-16', ''])('%s is none', (cell) =>
    expect(readTime(cell)).toBeNull(),
  );

  it.each([
    ['8-16', 8, 16],
    ['8:00–16:30', 8, 16.5],
    ['8am-4pm', 8, 16],
    ['8-4pm', 8, 16],
    ['1-5pm', 13, 17],
    ['9-5', 9, 17],
    ['10am to 2pm', 10, 14],
    ['von 8 bis 16 Uhr', 8, 16],
    ['22:00-6:00', 22, 30],
    ['10pm-6am', 22, 30],
    ['18-24', 18, 24],
  ])('%s', (cell, from, to) => expect(readWindow(cell)).toEqual({ from: from * HOUR, to: to * HOUR }));

  it.each(['16-8', '8-8', '8', 'x-y', '8-25', ''])('%s is no stretch of a day', (cell) =>
    expect(readWindow(cell)).toBeNull(),
  );

  it.each([
    ['off', 'never'],
    ['-', 'never'],
    ['frei', 'never'],
    ['any', 'always'],
    ['All day', 'always'],
    ['ganztags', 'always'],
  ])('%s', (cell, meaning) => expect(readWindows(cell)).toBe(meaning));

  it.each([
    [
      '8-12, 14-18',
      [
        [8, 12],
        [14, 18],
      ],
    ],
    [
      '14-18; 8-12',
      [
        [8, 12],
        [14, 18],
      ],
    ],
    ['8-12 and 11-18', [[8, 18]]],
    ['after 15:00', [[15, 24]]],
    ['bis 14', [[0, 14]]],
    ['15:00+', [[15, 24]]],
  ])('%s', (cell, windows) =>
    expect(readWindows(cell)).toEqual(windows.map(([from = 0, to = 0]) => ({ from: from * HOUR, to: to * HOUR }))),
  );
});

describe('weekdays', () => {
  it.each([
    ['Mon', [0]],
    ['Mon, Thu', [0, 3]],
    ['Mon Thu', [0, 3]],
    ['Mon/Thu', [0, 3]],
    ['Mon-Fri', [0, 1, 2, 3, 4]],
    ['Fri-Mon', [0, 4, 5, 6]],
    ['Mo–Mi, Sa', [0, 1, 2, 5]],
    ['lundi et jeudi', [0, 3]],
    ['Mondays and Tuesdays', [0, 1]],
    ['weekend', [5, 6]],
    ['täglich', [0, 1, 2, 3, 4, 5, 6]],
  ])('%s', (cell, days) => expect(readWeekdays(cell)).toEqual(days));

  it.each(['Funday', 'Mon-Funday', '1', 'Mon, x', ''])('%s is none', (cell) => expect(readWeekdays(cell)).toBeNull());
});
