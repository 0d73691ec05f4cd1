import type { Period } from '../../../../src/contracts/period.ts';
import type { Parsed } from '../parse-message.ts';
import { addDays, type CalendarUnit, daysBetween, shiftPeriod, unitAround, wholeUnit } from '../time/civil.ts';
import type { Clock } from '../time/phrase.ts';

const LEAD = '^(?:(?:and|ok|okay|so|then|now|what about|how about|what of|show me|give me|for)[ ,]+)*';
const FOLLOWING = new RegExp(
  `${LEAD}(?:in )?the (?:(?<after>day|week|weekend|month|quarter|year) (?:after|following|afterwards)(?: (?:that|it|this|next|then))?|(?:one|ones) after(?: (?:that|it|this))?)\\W*$`,
);

/** "And the week after?": the stretch that follows the one asked about before; nothing where a message says anything else. */
export function readFollowing({ words }: Parsed, before: Period, { weekStart }: Clock): Period | undefined {
  const match = FOLLOWING.exec(words);
  if (match === null) return undefined;
  const whole = wholeUnit(before, weekStart);
  const unit = UNITS.find((name) => name === match.groups?.after) ?? whole;
  if (unit !== undefined && unit === whole) return shiftPeriod(before, unit, 1, weekStart);
  const next = addDays(before.end, 1);
  if (unit !== undefined) return unitAround(next, unit, weekStart);
  const length = daysBetween(before.start, before.end) + 1;
  // The weekend after is a week later.
  if (length > 1 && length < 7) return { start: addDays(before.start, 7), end: addDays(before.end, 7) };
  return { start: next, end: addDays(before.end, length) };
}

const UNITS: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];
