import type { Grain, Period } from '../../../../src/contracts/period.ts';
import type { Parsed } from '../parse-message.ts';
import { daysBetween } from '../time/civil.ts';

const INSTEAD =
  /\b(?:instead of|rather than|not|no longer) (?:by (?:the )?)?(?:daily|weekly|monthly|quarterly|days?|weeks?|months?|quarters?)\b/g;
const EACH = 'by|per|each|every|for each|for every|in';

const grain = (name: Grain, adverb: string): readonly [Grain, RegExp] => [
  name,
  new RegExp(
    `\\b${adverb}\\b(?! (?:digest|summary|report|recap|members?|goal))|\\b(?:${EACH}) (?:single )?${name}s?\\b(?! (?:of|on|before|after|from|by)\\b)|\\b${name}[ -](?:by|for|to|on)[ -]${name}\\b|\\b(?:full |single |whole )?${name}s (?:instead|please)\\b|\\b(?:in|as|into) ${name}s\\b`,
  ),
];
/** Widest first: "by quarter, not by month". */
const GRAINS: readonly (readonly [Grain, RegExp])[] = [
  grain('quarter', 'quarterly'),
  grain('month', 'monthly'),
  grain('week', 'weekly'),
  grain('day', 'daily'),
];

/** How wide a point of the forecast is to be, where it was said: "weekly instead of daily", "by quarter". */
export function readGrain({ shape }: Parsed): Grain | undefined {
  const said = shape.replace(INSTEAD, '');
  return GRAINS.find(([, pattern]) => pattern.test(said))?.[0];
}

const FILLER =
  /\b(?:(?:can|could) (?:you|i|we)|see|show|give|make|do|put|draw|it|that|this|them|me|us|the|forecast|please|and|ok|okay|so|but|now|same|again|instead|rather|by|per|in|as|into|each|every|for|day|week|month|quarter|days|weeks|months|quarters|daily|weekly|monthly|quarterly|of|than|not|just|only|want|like|would|i|to|have|a|chart|view|numbers?|points?|single|full|whole|what about|how about|switch|change|try|thanks)\b|[^a-z]+/g;

/** Is the width of the points all that a message is about? */
export const isGrainOnly = ({ words, shape }: Parsed): boolean =>
  shape.toLowerCase() === words && words.replace(FILLER, '') === '';

const DAYS: Readonly<Record<Grain, number>> = { day: 1, week: 7, month: 28, quarter: 90 };

/** The thread's grain, where the days asked about hold two of them. */
export function keepGrain(kept: Grain | undefined, period: Period | undefined): Grain | undefined {
  if (kept === undefined || period === undefined) return kept;
  return daysBetween(period.start, period.end) + 1 >= 2 * DAYS[kept] ? kept : undefined;
}
