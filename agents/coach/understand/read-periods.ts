import type { Period } from '../../../src/contracts/period.ts';
import type { Parsed } from './parse-message.ts';
import { addDays, daysBetween, shiftPeriod, unitAround, wholeUnit } from './time/civil.ts';
import type { Clock, Direction, TimePhrase } from './time/phrase.ts';

export interface Periods {
  readonly period?: Period;
  readonly compare?: Period;
}

const VERSUS =
  /\b(vs|versus|compared? (to|with|against)|compared|comparison (to|with)|than|against|relative to|up on|down on|up from|down from|ahead of|behind|beat|better than|worse than|on|over|from|match|top|similar to)( (the|in|on|at|our|my|for|we did|we did in|during))*\s*$/;
const STRICT =
  /\b(vs|versus|compared? (to|with|against)|comparison (to|with)|than|against|relative to|up on|down on|up from|down from|ahead of|behind|beat|better than|worse than)( (the|in|on|at|our|my|for|we did|we did in|during))*\s*$/;

/** The period asked about and the one to compare with. `base` is the thread's period, which "the month before" is told from. */
export function readPeriods(parsed: Parsed, direction: Direction, clock: Clock, base?: Period): Periods {
  const { times, words } = parsed;
  const comparing =
    /\b(compare|comparison|vs|difference)\b/.test(words) ||
    /\b(more|less|better|worse|higher|lower|busier|fewer|quieter)\b.*\bor\b/.test(words);
  let period: Period | undefined;
  let compare: Period | undefined;
  for (const [place, phrase] of times.entries()) {
    const before = words.slice(Math.max(0, phrase.start - 40), phrase.start);
    // "Compare that with March": the thread's period is kept, and March is beside it.
    const beside = base !== undefined && /\bcompare\w*\b.*\b(with|to|against)( the)?\s*$/.test(before);
    const against = place === 0 ? beside || STRICT.test(before) : isAgainst(before, phrase, comparing);
    if (against && compare === undefined) compare = resolveCompare(phrase, period ?? base, clock);
    else if (period === undefined) period = resolveMain(phrase, direction, base);
  }
  if (compare !== undefined && period === undefined && base === undefined) period = currentLike(compare, clock);
  return { ...(period === undefined ? {} : { period }), ...(compare === undefined ? {} : { compare }) };
}

function isAgainst(before: string, phrase: TimePhrase, comparing: boolean): boolean {
  if (VERSUS.test(before) || phrase.relative !== undefined) return true;
  return comparing && /\b(and|with|to|or)( the)?\s*$/.test(before);
}

function resolveMain(phrase: TimePhrase, direction: Direction, base: Period | undefined): Period {
  if (base !== undefined && phrase.relative !== undefined) return phrase.relative(base);
  const towards = phrase.leaning === 'either' ? direction : phrase.leaning;
  return phrase.resolve(towards);
}

function resolveCompare(phrase: TimePhrase, main: Period | undefined, clock: Clock): Period {
  if (main !== undefined && phrase.relative !== undefined) return phrase.relative(main);
  const period = phrase.resolve('past');
  const unit = wholeUnit(period, clock.weekStart);
  const shorter = main !== undefined && daysBetween(main.start, main.end) < 360;
  // "this July vs last year" is July against July.
  return unit === 'year' && shorter && main !== undefined ? shiftPeriod(main, 'year', -1, clock.weekStart) : period;
}

/** "vs last month" without a first period speaks of this month; against a named one, of the latest of its kind. */
function currentLike(compare: Period, clock: Clock): Period {
  const unit = wholeUnit(compare, clock.weekStart);
  if (unit !== undefined) return unitAround(clock.today, unit, clock.weekStart);
  return { start: addDays(clock.today, -daysBetween(compare.start, compare.end) - 1), end: addDays(clock.today, -1) };
}
