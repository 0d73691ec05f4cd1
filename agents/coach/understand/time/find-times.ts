import type { Period } from '../../../../src/contracts/period.ts';
import { findAbsoluteDates } from './absolute.ts';
import { addDays, unitAround } from './civil.ts';
import { NAMED_RULES } from './named.ts';
import { type Clock, type Direction, later, type TimePhrase } from './phrase.ts';
import { RELATIVE_RULES } from './relative.ts';

/** Finds what a message says about time, in order. Phrases do not overlap; the longest at a place wins. */
export function findTimes(lower: string, clock: Clock): readonly TimePhrase[] {
  const found: TimePhrase[] = [...findAbsoluteDates(lower, clock)];
  for (const { pattern, read } of [...RELATIVE_RULES, ...NAMED_RULES]) {
    for (const match of lower.matchAll(pattern)) {
      const meaning = read(match, clock);
      if (meaning !== undefined)
        found.push({ start: match.index, end: match.index + match[0].length, said: match[0], ...meaning });
    }
  }
  return joinPhrases(dropOverlaps(found), lower, clock);
}

function dropOverlaps(found: readonly TimePhrase[]): readonly TimePhrase[] {
  const kept: TimePhrase[] = [];
  for (const phrase of [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (!kept.some((other) => phrase.start < other.end && phrase.end > other.start)) kept.push(phrase);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Words around a date change what it means: "since", "by", "the week of", "from … to …". */
function joinPhrases(phrases: readonly TimePhrase[], lower: string, clock: Clock): readonly TimePhrase[] {
  const joined: TimePhrase[] = [];
  for (let i = 0; i < phrases.length; i++) {
    const phrase = phrases[i];
    if (phrase === undefined) continue;
    const next = phrases[i + 1];
    const before = lower.slice(0, phrase.start);
    if (next !== undefined && isRange(before, phrase, lower.slice(phrase.end, next.start))) {
      joined.push(rangeOf(phrase, next, lower));
      i++;
    } else {
      joined.push(applyLead(phrase, before, lower, clock));
    }
  }
  return joined;
}

function isRange(before: string, phrase: TimePhrase, between: string): boolean {
  const opened = /\b(from|between|since)(?: the)?\s*$/.test(before) || /^(from|between|since)\b/.test(phrase.said);
  return (
    /^\s*(to|-|until|till|through|thru|up to)\s*(the\s*)?$/.test(between) ||
    (opened && /^\s*and\s*(the\s*)?$/.test(between))
  );
}

function rangeOf(first: TimePhrase, last: TimePhrase, lower: string): TimePhrase {
  const resolve = (direction: Direction): Period => {
    const from = first.resolve(direction);
    const to = last.resolve(direction);
    return { start: from.start, end: later(from.start, to.end) };
  };
  const leaning = last.leaning === 'either' ? first.leaning : last.leaning;
  return { start: first.start, end: last.end, said: lower.slice(first.start, last.end), leaning, resolve };
}

interface Lead {
  readonly words: RegExp;
  readonly change: (
    phrase: TimePhrase,
    clock: Clock,
  ) => Pick<TimePhrase, 'leaning' | 'resolve'> & { readonly deadline?: boolean };
}

const LEADS: readonly Lead[] = [
  {
    words: /\b(?:the )?(?:rest|remainder) of\s*$/,
    change: (phrase, clock) => ({
      leaning: 'future',
      resolve: () => ({ start: addDays(clock.today, 1), end: phrase.resolve('future').end }),
    }),
  },
  {
    words: /\b(?:the )?week (?:of|commencing|starting|beginning|ending|that started)(?: on)?(?: the)?\s*$/,
    change: (phrase, clock) => ({
      leaning: phrase.leaning,
      resolve: (to) => unitAround(phrase.resolve(to).start, 'week', clock.weekStart),
    }),
  },
  {
    words: /\b(?:since|starting)(?: the)?(?: (?:start|beginning) of)?(?: on)?\s*$/,
    change: (phrase, clock) => ({
      leaning: 'past',
      resolve: () => ({ start: phrase.resolve('past').start, end: clock.today }),
    }),
  },
  {
    words: /\bsince (?:the )?end of\s*$/,
    change: (phrase, clock) => ({
      leaning: 'past',
      resolve: () => ({ start: addDays(phrase.resolve('past').end, 1), end: clock.today }),
    }),
  },
  {
    words: /\b(?:by|until|till|up to|up until|through to|through|to|before)(?: the)?(?: end of)?\s*$/,
    change: (phrase, clock) => ({
      leaning: phrase.leaning === 'past' ? 'past' : 'future',
      deadline: true,
      resolve: (to) => ({
        start: addDays(clock.today, 1),
        end: later(addDays(clock.today, 1), phrase.resolve(to).end),
      }),
    }),
  },
  {
    words: /\b(?:the )?end of\s*$/,
    change: (phrase, clock) => ({
      leaning: phrase.leaning,
      deadline: true,
      resolve: (to) => ({ start: addDays(clock.today, 1), end: phrase.resolve(to).end }),
    }),
  },
  {
    words: /\b(?:the )?(?:start|beginning) of\s*$/,
    change: (phrase) => ({
      leaning: phrase.leaning,
      resolve: (to) => ({ start: phrase.resolve(to).start, end: phrase.resolve(to).start }),
    }),
  },
  {
    words: /\bfrom\s*$/,
    change: (phrase, clock) => ({
      leaning: phrase.leaning,
      resolve: (to) => {
        const period = phrase.resolve(to);
        return to === 'past' && period.end < clock.today && period.start === period.end
          ? { start: period.start, end: clock.today }
          : period;
      },
    }),
  },
];

function applyLead(phrase: TimePhrase, before: string, lower: string, clock: Clock): TimePhrase {
  const after = /^,?\s*(so far|to date|until now|up to now)\b/.exec(lower.slice(phrase.end));
  if (after !== null) {
    const resolve = (): Period => ({ start: phrase.resolve('past').start, end: clock.today });
    return { ...phrase, end: phrase.end + after[0].length, leaning: 'past', resolve };
  }
  const named = /^ week\b/.exec(lower.slice(phrase.end));
  if (named !== null && /[a-z]$/.test(phrase.said)) {
    const resolve: TimePhrase['resolve'] = (to) => unitAround(phrase.resolve(to).start, 'week', clock.weekStart);
    return {
      ...phrase,
      end: phrase.end + named[0].length,
      said: lower.slice(phrase.start, phrase.end + named[0].length),
      resolve,
    };
  }
  if (phrase.deadline === true && !/\bsince\b/.test(before.slice(-10))) return phrase;
  for (const lead of LEADS) {
    const match = lead.words.exec(before.slice(-40));
    if (match === null) continue;
    if (
      /\b(compared?|similar|relative|according|close) to\s*$/.test(before) ||
      (/\bto\s*$/.test(before) && phrase.leaning === 'past')
    )
      continue;
    const start = phrase.start - match[0].length;
    return { ...phrase, start, said: lower.slice(start, phrase.end), ...lead.change(phrase, clock) };
  }
  return phrase;
}
