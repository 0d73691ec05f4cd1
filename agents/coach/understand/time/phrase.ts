import type { IsoDate, Period, WeekStart } from '../../../../src/contracts/period.ts';
import type { Region } from './named-days.ts';

/** Is the question about what was, or about what will be? "July" is last July or next July by it. */
export type Direction = 'past' | 'future';

/** What time phrases are read against. */
export interface Clock extends Region {
  readonly today: IsoDate;
  readonly weekStart: WeekStart;
}

/** A stretch of text that speaks of time. Offsets in the lower-case text. */
export interface TimePhrase {
  readonly start: number;
  readonly end: number;
  readonly said: string;
  /** `either`: the question's own direction decides. */
  readonly leaning: Direction | 'either';
  readonly resolve: (direction: Direction) => Period;
  /** Said as something relative to another period: "the month before", "a year ago", "same week last year". */
  readonly relative?: (base: Period) => Period;
  /** A day that comes once a year, and where its nearest one lies: "orders on Black Friday" in November. */
  readonly nearest?: Direction;
  /** Ends today or at a deadline: "by July", "until Christmas" — never itself something to compare with. */
  readonly deadline?: boolean;
}

export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  couple: 2,
  'couple of': 2,
  'a couple of': 2,
  two: 2,
  few: 3,
  'a few': 3,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

const words = Object.keys(NUMBER_WORDS).sort((a, b) => b.length - a.length);
/** A count, in digits or words. */
export const COUNT = `(?:\\d{1,3}|${words.join('|')})`;
export const UNIT = '(?:day|week|fortnight|month|quarter|year|weekend|season)s?';

export function readCount(text: string): number {
  const plain = text.trim();
  const known = Object.hasOwn(NUMBER_WORDS, plain) ? NUMBER_WORDS[plain] : undefined;
  return known ?? Math.max(1, Math.min(Number.parseInt(plain, 10) || 1, 999));
}

/** The later of two days. */
export function later(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}
