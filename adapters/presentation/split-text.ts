/**
 * Splits a long text where a reader would: between paragraphs, else lines, else sentences, else words, and only
 * inside a word when one alone is too long. Nothing is lost but the white space at the seams.
 * @param max characters (UTF-16 units, as the platforms count) in one piece
 */
export function splitText(text: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const cut = findSeam(rest, max);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

const SEAMS: readonly RegExp[] = [/\n\s*\n/g, /\n/g, /(?<=[.!?])\s+/g, /\s+/g];

function findSeam(text: string, max: number): number {
  const head = text.slice(0, max + 1);
  for (const seam of SEAMS) {
    const last = [...head.matchAll(seam)].at(-1);
    // A seam in the first third would leave a stub of a message.
    if (last && last.index > max / 3) return last.index;
  }
  // Never between the halves of a surrogate pair.
  const code = text.charCodeAt(max - 1);
  return code >= 0xd800 && code <= 0xdbff ? max - 1 : max;
}

/** Shortens to `max` characters with an ellipsis, at a word where there is one. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const [first = ''] = splitText(text, max - 1);
  return `${first}…`;
}
