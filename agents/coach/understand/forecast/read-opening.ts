import type { ForecastAssumption } from '../../../../src/contracts/forecast.ts';
import { findDays } from './find-days.ts';
import type { ForecastSetting } from './forecast-setting.ts';

/** Open or closed, and on which days; no days where none were said. */
export interface Opening {
  readonly what: 'closed' | 'open';
  readonly assume: readonly ForecastAssumption[];
  /** It is about hours: days are known to be open or closed, not when they begin and end. */
  readonly hours: boolean;
}

const HOURS =
  /\b(?:clos\w+|open\w*|shut\w*) (?:\w+ ){0,2}?(?:early|earlier|late|later|longer|at (?:noon|midday|midnight|\d|one|two|three|four|five|six|seven|eight|nine|ten)|half|for lunch|until|till)\b|\b(?:half|part of) (?:the |a )?day\b|\bhours?\b/;
const UNTIL_DAY =
  /\b(?:until|till) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|after|new year|christmas|easter|end)/;

const CLOSED =
  /\b(closed|close|closes|closing|closure|shut|shuts|shutting|(?:not|never) (?:be |being )?(?:open|opened|opening)|no opening|(?:are|be|go) (?:on|away on) (?:holiday|vacation)|(?:is|are|be) away)\b/;
const NOT_CLOSED =
  /\b(how close|close (?:to|in on|call|enough|up)|closer|closing (?:time|hours?|stock)|close (?:rate|of)|not (?:be )?(?:closed|closing|close|shut))\b/;
const OPEN =
  /\b(open|opens|opened|opening|reopen\w*|re-open\w*|(?:not|never) (?:be |being )?(?:closed|closing|close|shut))\b|\b(?:we|shop|store|cafe) (?:will |do |are )?(?:work|working|trade|trading)\b/;
const NOT_OPEN = /\bopening (?:hours?|times?|stock|balance)\b|\bopen (?:orders?|plans?|rate|invoices?)\b/;

/** "We are closed on the 24th", "we stay open on Boxing Day", "closed vs open on Sunday". `shape`: the clause without its names. */
export function readOpening(text: string, shape: string, setting: ForecastSetting): Opening | undefined {
  const closed = CLOSED.test(shape) && !NOT_CLOSED.test(shape);
  const open = OPEN.test(shape) && !NOT_OPEN.test(shape);
  if (!closed && !open) return undefined;
  const what = closed ? 'closed' : 'open';
  if (HOURS.test(text) && !UNTIL_DAY.test(text)) return { what, assume: [], hours: true };
  return { what, hours: false, assume: findDays(text, setting).periods.map((period) => ({ what, period })) };
}
