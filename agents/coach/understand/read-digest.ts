import type { SkillCall } from '../../../src/contracts/skill.ts';
import type { PreviousTurn } from '../../../src/contracts/understanding.ts';
import type { ReadText } from './read-text.ts';
import type { Slots } from './slots.ts';
import { shiftPeriod, unitAround } from './time/civil.ts';
import type { Clock } from './time/phrase.ts';

type Input = Record<string, unknown>;

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DAY = new RegExp(`\\b(${DAYS.join('|')})(s)?\\b`);
const SHORT_DAY = /\b(?:every|each|on|digest) (mon|tue|wed|thu|fri|sat|sun)(?:s|rs|nes)?\b/;
const HOURS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const CLOCK = new RegExp(
  `\\bat (\\d{1,2}|${HOURS.join('|')})(?:[:.h](\\d\\d))? ?([ap]\\.?m\\b)?|\\b(\\d{1,2})[:.](\\d\\d) ?([ap]\\.?m\\b)?|\\b(\\d{1,2}) ?([ap]\\.?m)\\b`,
);

const SUMMARY = /\b(digests?|summar(y|ies)|recaps?|round ?-?ups?|wrap ?-?ups?|reports?|updates?|newsletter)\b/;
const SENDING =
  /\b(send|post|mail|e-?mail|message|text|dm|deliver|write|schedule|subscribe|set ?up|start|turn on|switch on)\b/;
const ACTIONS: readonly (readonly [action: string, words: RegExp])[] = [
  ['status', /\b(when|status|what (day|time)|is (there|it) (a|on|set)|next (digest|summary|one))\b/],
  ['test', /\btest\b/],
  ['resume', /\b(resume|unpause|un-pause|continue|carry on|(start|on|begin) again|back on|restart)\b/],
  ['pause', /\b(pause|suspend|hold|snooze|mute|skip)\b/],
  ['stop', /\b(stop|cancel|end|off|unsubscribe|no more|delete|remove|quit)\b/],
  ['change', /\b(change|move|reschedule|adjust|edit|another (day|time)|different (day|time))\b/],
  ['preview', /\b(preview|show|now|today)\b/],
];

/** What a message about the summary asks for: to see it, or about when it comes by itself. */
export function readDigest(words: string, { period }: Pick<Slots, 'period'>, clock: Clock): Input {
  const when = readWhen(words);
  const action = readAction(words, when);
  if (action === undefined || action === 'preview') return { period: period ?? lastMonth(words, clock) };
  if (action !== 'schedule' && action !== 'change') return { action };
  const settled = when.weekday !== undefined || when.time !== undefined;
  return {
    action: action === 'change' && settled ? 'schedule' : action,
    ...when,
    where: readWhere(words),
    clock: readClock(words),
    every: when.weekday === undefined ? otherRhythm(words) : undefined,
    by: /\be-?mail\b|\bmail\b/.test(words) ? 'email' : undefined,
  };
}

/**
 * What is said to a digest that was just spoken of: "Tuesdays at 9" to the question when it should come, or "pause it".
 * Nothing when the message is about something else.
 */
export function continueDigest(read: ReadText, previous: PreviousTurn | undefined): SkillCall | undefined {
  const offered = previous?.asked?.choices.flatMap(({ call }) => (call?.skill === 'write-digest' ? [call] : [])) ?? [];
  const last = previous?.calls.at(-1);
  if ((offered.length === 0 && last?.skill !== 'write-digest') || read.tokens.length > 9) return undefined;
  const when = readWhen(read.lower);
  const said = when.weekday !== undefined || when.time !== undefined;
  if (offered.length > 0 && said)
    return {
      skill: 'write-digest',
      input: {
        ...sharedInput(offered),
        ...clean({ ...when, where: readWhere(read.lower), clock: readClock(read.lower) }),
      },
    };
  const bare =
    /^(please )?(pause|resume|unpause|stop|cancel|test|change)( (it|that|this|the time|the day))?( please)?\W*$/;
  if (!bare.test(read.lower)) return undefined;
  return { skill: 'write-digest', input: { action: readAction(read.lower, {}) } };
}

/** What all choices of a question agree on was settled before it was asked. */
function sharedInput(calls: readonly SkillCall[]): Input {
  const [first] = calls;
  return Object.fromEntries(
    Object.entries(first?.input ?? {}).filter(([key, value]) => calls.every((call) => call.input[key] === value)),
  );
}

function readAction(words: string, when: ReturnType<typeof readWhen>): string | undefined {
  const recurring = /\b(every|each|weekly|daily|monthly|once a (week|day|month))\b/.test(words);
  const plural = DAY.exec(words)?.[2] !== undefined;
  const repeats = /\b(every|each|once a (week|day|month))\b/.test(words) || plural;
  if (/\bdigests?\b/.test(words) && when.weekday !== undefined) return 'schedule';
  if (repeats || (recurring && SENDING.test(words) && SUMMARY.test(words))) return 'schedule';
  const named = ACTIONS.find(([, pattern]) => pattern.test(words))?.[0];
  if (!/\b(digests?|weekly|it|that|this|one)\b/.test(words) && !isBare(words)) return undefined;
  if (named !== undefined && named !== 'preview') return isAboutDigest(words) ? named : undefined;
  const on = /\bdigests?\b.*\bon\W*$|\b(turn|switch) on\b|\b(start|set ?up|schedule|subscribe|enable|activate)\b/;
  return isAboutDigest(words) && on.test(words) ? 'schedule' : named;
}

const isBare = (words: string): boolean => /^\W*(please )?\w+( \w+)?( please)?\W*$/.test(words);

/** "What is the latest, when …" is not about the digest itself; "pause it" after one is. */
const isAboutDigest = (words: string): boolean =>
  /\b(digests?|weekly (summary|report|recap|update))\b/.test(words) || isBare(words);

function readWhen(words: string): { readonly weekday?: number; readonly time?: string } {
  const day = DAY.exec(words)?.[1] ?? DAYS.find((name) => name.startsWith(SHORT_DAY.exec(words)?.[1] ?? '-'));
  const weekday = day === undefined ? undefined : DAYS.indexOf(day) + 1;
  const time = readTime(words);
  return { ...(weekday === undefined ? {} : { weekday }), ...(time === undefined ? {} : { time }) };
}

/** `HH:MM`. "At five" without more is the afternoon: nobody wants a summary at five in the morning. */
function readTime(words: string): string | undefined {
  if (/\b(noon|midday)\b/.test(words)) return '12:00';
  if (/\bmidnight\b/.test(words)) return '00:00';
  const match = CLOCK.exec(words);
  if (match === null) return undefined;
  const said = match[1] ?? match[4] ?? match[7] ?? '';
  const minutes = match[2] ?? match[5] ?? '00';
  const half = (match[3] ?? match[6] ?? match[8])?.[0];
  const spelled = HOURS.indexOf(said) + 1;
  const hour = spelled > 0 ? spelled : Number(said);
  const of24 = toHour(hour, half, words);
  if (of24 > 23 || Number(minutes) > 59) return undefined;
  return `${String(of24).padStart(2, '0')}:${minutes}`;
}

function toHour(hour: number, half: string | undefined, words: string): number {
  if (half === 'a') return hour === 12 ? 0 : hour;
  if (half === 'p') return hour === 12 ? 12 : hour + 12;
  const later = /\b(evening|afternoon|night|tonight)\b/.test(words) && hour < 12;
  const early = hour > 0 && hour < 7 && !/\bmorning\b/.test(words);
  return later || early ? hour + 12 : hour;
}

function readWhere(words: string): 'here' | 'direct' | undefined {
  if (/\b(here|this (channel|chat|group|room)|the (channel|team|group)|everyone|everybody|us all)\b/.test(words))
    return 'here';
  if (/\b(directly|direct message|dm|privately|in private|only (to )?me)\b/.test(words)) return 'direct';
  return /\b(send|message|text|dm|write|post|give) me\b/.test(words) ? 'direct' : undefined;
}

const readClock = (words: string): 'mine' | undefined =>
  /\bmy (own |local )?time(zone)?\b/.test(words) ? 'mine' : undefined;

function otherRhythm(words: string): 'day' | 'month' | undefined {
  if (/\b(daily|(every|each) (day|morning|evening|night|afternoon)|once a day)\b/.test(words)) return 'day';
  return /\b(monthly|(every|each) month|once a month)\b/.test(words) ? 'month' : undefined;
}

/** "The monthly summary": of the month that is over. */
function lastMonth(words: string, { today, weekStart }: Clock): Slots['period'] {
  if (!/\bmonthly\b/.test(words)) return undefined;
  return shiftPeriod(unitAround(today, 'month', weekStart), 'month', -1, weekStart);
}

const clean = (input: Input): Input =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
