import * as chrono from 'chrono-node';
import type { Period } from '../../../../src/contracts/period.ts';
import { addDays, addUnits, dayOf, yearOf } from './civil.ts';
import { dayOfMonth } from './named.ts';
import type { Clock, TimePhrase } from './phrase.ts';

/** Written dates ("June 3rd", "4/15", "2026-05-01"). Where the month comes first follows the currency: only the US writes it so. */
export function findAbsoluteDates(lower: string, clock: Clock): readonly TimePhrase[] {
  if (!/\d/.test(lower)) return [];
  const phrases: TimePhrase[] = [];
  for (const match of lower.matchAll(
    /\b(?:on |since |from )?the (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|quarter|day|time))/g,
  )) {
    const day = Number(match[1]);
    const skip = /^(on |since |from )?/.exec(match[0])?.[0].length ?? 0;
    if (day < 1 || day > 31) continue;
    const start = match.index + skip;
    phrases.push({ start, end: match.index + match[0].length, said: match[0].slice(skip), ...dayOfMonth(day, clock) });
  }
  phrases.push(...dayRanges(lower, clock));
  const noon = new Date(`${clock.today}T12:00:00`);
  // chrono takes "from 20 July" for eight in the evening; ranges are joined by our own rules.
  const withoutJoints = lower.replace(/\b(from|at|till|until|to|and|between|by|since|through)\b/g, (word) =>
    '#'.repeat(word.length),
  );
  for (const result of parseDates(withoutJoints, noon, clock)) {
    const { start } = result;
    if (!start.isCertain('day') || !start.isCertain('month') || !WRITTEN.test(result.text)) continue;
    const from = chronoPeriod(start, clock);
    const to = result.end?.isCertain('day') ? chronoPeriod(result.end, clock) : undefined;
    if (from === undefined) continue;
    phrases.push({
      start: result.index,
      end: result.index + result.text.length,
      said: result.text,
      leaning: 'either',
      resolve: (direction) => {
        const first = from(direction);
        const last = to?.(direction) ?? first;
        return last.end < first.start
          ? { start: addUnits(first.start, 'year', -1), end: last.end }
          : { start: first.start, end: last.end };
      },
    });
  }
  return phrases;
}

/** "12/24" is read as the country writes it; "December 24" can mean one day only, wherever it is written. */
function parseDates(text: string, noon: Date, { currency }: Clock): readonly chrono.ParsedResult[] {
  const monthFirst = chrono.en.casual.parse(text, noon);
  if (currency === 'USD') return monthFirst;
  return [...chrono.en.GB.parse(text, noon), ...monthFirst.filter((result) => MONTH_NAMED.test(result.text))];
}

const MONTH_NAMED = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/;
/** A date that is written out; relative phrases, which chrono reads too, are read by our own rules. */
const WRITTEN = new RegExp(`${MONTH_NAMED.source}|\\d[/.-]\\d`);

/** "from 2 to 8 June", "1-7 May": the month is said once. */
function dayRanges(lower: string, clock: Clock): readonly TimePhrase[] {
  const pattern =
    /\b(\d{1,2})(?:st|nd|rd|th)?\s?(?:to|-|until|till|through|and)\s?(\d{1,2})(?:st|nd|rd|th)? (?:of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: ((?:19|20)\d\d))?\b/g;
  return [...lower.matchAll(pattern)].map((match) => {
    const month = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').indexOf(match[3] ?? '') + 1;
    const inYear = (year: number): Period => ({
      start: dayOf(year, month, Number(match[1])),
      end: dayOf(year, month, Number(match[2])),
    });
    const now = match[4] === undefined ? yearOf(clock.today) : Number(match[4]);
    const resolve: TimePhrase['resolve'] = (direction) =>
      nearest(inYear, now, match[4] !== undefined, direction, clock);
    return { start: match.index, end: match.index + match[0].length, said: match[0], leaning: 'either', resolve };
  });
}

function chronoPeriod(parsed: chrono.ParsedComponents, clock: Clock): TimePhrase['resolve'] | undefined {
  const year = parsed.get('year');
  const month = parsed.get('month');
  const day = parsed.get('day');
  if (year === null || month === null || day === null) return undefined;
  const inYear = (of: number): Period => ({ start: dayOf(of, month, day), end: dayOf(of, month, day) });
  const known = parsed.isCertain('year');
  return (direction) => nearest(inYear, known ? year : yearOf(clock.today), known, direction, clock);
}

/** Without a year, the date that was last (or today) for the past, the next one for the future. */
function nearest(
  inYear: (year: number) => Period,
  year: number,
  known: boolean,
  direction: 'past' | 'future',
  clock: Clock,
): Period {
  const period = inYear(year);
  if (known) return period;
  if (direction === 'past') return period.start > clock.today ? inYear(year - 1) : period;
  return period.end < addDays(clock.today, 1) ? inYear(year + 1) : period;
}
