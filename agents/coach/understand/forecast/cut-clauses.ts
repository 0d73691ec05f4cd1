import type { ReadText } from '../read-text.ts';
import { findTimes } from '../time/find-times.ts';
import { findEvent } from './find-event.ts';
import { type ForecastSetting, overlaps, type Span } from './forecast-setting.ts';

/** A stretch of a message that may say one assumption. */
export interface ClauseCut extends Span {
  /** Lower case. */
  readonly text: string;
}

const OPENERS =
  'if|assuming|assume|supposing|suppose|given|with|without|when|ignoring|excluding|unless|while|provided|during|except';
const JOINT = new RegExp(
  [
    '\\s*(?:[;!?]|\\.(?=\\s|$)|,(?!\\d{3})|\\s-\\s)\\s*(?:(?:and|but|so|then|also)\\b\\s*)*',
    '\\s+(?:and|but|plus)\\s+',
    `(?<!\\b(?:what|happens|happen|as|even|and|see|compared?))\\s+(?=(?:${OPENERS})\\b)`,
    '(?<!\\b(?:we|are|is|be|stays?|stayed|staying|being|keeps?|kept|will|not|i|am|were|was|if|remain(?:s|ed)?|to|it|shop|store|of|with|would|could|half|only))\\s+(?=(?:being |while |when )?(?:closed|closing|shut|open|opening) (?:on|from|between|over|for|during|all|next|this)\\b)',
    '\\s+(?=(?:how (?:much|many|would|will|does)|what (?:will|would|does|happens|is|are))\\b)',
  ].join('|'),
  'g',
);
const MAX_CLAUSES = 12;

/** Cuts a message into clauses. A range of days and an event's name stay whole. */
export function cutClauses(read: ReadText, { index, clock }: ForecastSetting): readonly ClauseCut[] {
  const event = findEvent(read, index);
  const whole: readonly Span[] = [...findTimes(read.lower, clock), ...(event === undefined ? [] : [event])];
  const cuts: ClauseCut[] = [];
  let at = 0;
  const push = (end: number) => {
    const text = read.lower.slice(at, end);
    if (text.trim() !== '') cuts.push({ start: at, end, text });
  };
  for (const match of read.lower.matchAll(JOINT)) {
    const joint = { start: match.index, end: match.index + Math.max(1, match[0].length) };
    if (match.index < at || cuts.length >= MAX_CLAUSES || whole.some((span) => overlaps(span, joint))) continue;
    push(match.index);
    at = match.index + match[0].length;
  }
  push(read.lower.length);
  return cuts;
}
