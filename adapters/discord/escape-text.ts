import { splitText } from '../presentation/split-text.ts';

/** Control characters but line ends, and marks that turn the direction of writing around. */
const CONTROL = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const MARKUP = /[\\*_~`|<>@]|\[(?=[^\]\n]*\]\()|:(?=\/\/|\w+:)/g;
const LINE_START = /^(\s*)(#{1,3}(?=\s)|-(?=#?\s)|\+(?=\s)|\d+(?=\.\s))/gm;

/**
 * Text as Discord shows it letter by letter: no formatting, no mention, no link, no emoji code. Discord drops a
 * backslash before any sign that is neither letter nor digit.
 */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, ' ')
    .replace(MARKUP, (sign) => `\\${sign}`)
    .replace(LINE_START, (_, space: string, mark: string) =>
      /^\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

/** Inside a code block nothing is formatted; only the end of the block must not be faked. */
export function escapeCode(text: string): string {
  return text.replace(/\s+/g, ' ').replace(CONTROL, ' ').replaceAll('```', "'''");
}

/** Splits escaped text where a reader would, and never between a backslash and the sign it stands for. */
export function splitEscaped(text: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let carried = '';
  for (const piece of splitText(text, max - 1)) {
    const whole = carried + piece;
    carried = endsInside(whole) ? '\\' : '';
    pieces.push(whole.slice(0, whole.length - carried.length));
  }
  return carried === '' ? pieces : [...pieces, carried];
}

/** An odd number of backslashes at the end: the last one belongs to what follows. */
function endsInside(text: string): boolean {
  return (/\\+$/.exec(text)?.[0].length ?? 0) % 2 === 1;
}

/** An address that may be shown as a link: nothing in it could close the brackets or hide another address. */
export function isPlainLink(text: string): boolean {
  return /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./~%?&=+-]*)?$/.test(text);
}
