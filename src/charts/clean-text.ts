import { isInInter } from './measure-text.ts';

/** Characters of a name that a chart shows; the table has all of it. */
export const MAX_NAME = 28;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What XML cannot hold or what would reorder or hide text; joiners stay, some scripts spell with them. */
const UNSAFE = /[\p{Cc}\p{Co}\p{Cn}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/gu;

/**
 * One line of plain text out of anything a file may hold: line breaks and control characters become spaces,
 * direction overrides and pictographs go. The SVG writer escapes mark-up, so `<b>` is shown as typed.
 */
export function cleanLine(text: string): string {
  return stripPictographs(
    text
      .toWellFormed()
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .replace(UNSAFE, ''),
  )
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** A cleaned name of at most `max` characters as a reader counts them, the last one an ellipsis where it was longer. */
export function cleanName(text: string, max: number = MAX_NAME): string {
  const characters = [...graphemes.segment(cleanLine(text))].map((s) => s.segment);
  if (characters.length <= max) return characters.join('');
  const kept = characters.slice(0, max - 1).join('');
  return `${trimBeforeEllipsis(kept)}…`;
}

/** No space, opening bracket or comma before an ellipsis. */
export function trimBeforeEllipsis(text: string): string {
  return text.replace(/[\s([{,;:–-]+$/u, '');
}

/** The shipped font has no emoji and a colour font would break the palette. Signs that Inter draws (©, ↗) stay. */
function stripPictographs(text: string): string {
  if (!/[\u00a9\u00ae\u203c-\u{1faff}]/u.test(text)) return text;
  return [...graphemes.segment(text)]
    .map(({ segment }) => (isPictograph(segment) ? '' : segment.replace(/[\ufe00-\ufe0f]/gu, '')))
    .join('');
}

function isPictograph(grapheme: string): boolean {
  if (/\p{Regional_Indicator}|\u20e3/u.test(grapheme)) return true;
  return /\p{Extended_Pictographic}/u.test(grapheme) && !isInInter(grapheme.replace(/\ufe0e/gu, ''));
}
