import type { CatalogueIndex } from './catalogue-index.ts';
import { type ReadText, readClean, type Token } from './read-text.ts';
import { CORRECTABLE, isKnownWord } from './vocabulary.ts';
import { countSlips, isCloseSpelling } from './word-forms.ts';

/** A word taken for another. */
export interface Correction {
  readonly said: string;
  readonly taken: string;
}

/** At most this many words are corrected: a text of noise is not English with slips. */
const MAX_CORRECTIONS = 6;

/** Puts slips of the fingers right, the company's own names first; words that are known stay as they are. */
export function correctSpelling(
  read: ReadText,
  index: CatalogueIndex,
): { readonly read: ReadText; readonly corrections: readonly Correction[] } {
  const corrections: Correction[] = [];
  let text = '';
  let at = 0;
  for (const token of read.tokens) {
    const taken = corrections.length < MAX_CORRECTIONS ? findMeant(token, index) : undefined;
    if (taken === undefined) continue;
    corrections.push({ said: token.text, taken });
    text += read.cased.slice(at, token.start) + taken;
    at = token.end;
  }
  if (corrections.length === 0) return { read, corrections };
  return { read: readClean(text + read.cased.slice(at)), corrections };
}

function findMeant(token: Token, index: CatalogueIndex): string | undefined {
  const word = token.text;
  if (word.length < 4 || word.length > 24 || !/^\p{L}+$/u.test(word) || isKnown(token, index)) return undefined;
  let best: { word: string; slips: number } | undefined;
  const consider = (candidate: string, handicap: number) => {
    if (!isCloseSpelling(word, candidate)) return;
    const slips = countSlips(word, candidate) + handicap;
    if (best === undefined || slips < best.slips) best = { word: candidate, slips };
  };
  // A short word with a letter left out is another word: a "latte" is not "late".
  for (const candidate of index.words)
    if (candidate.length > 4 || candidate.length === word.length) consider(candidate, 0);
  for (const candidate of CORRECTABLE) {
    // Five letters are near too many words: there one letter in place of another is not a slip ("stack", "stock").
    const replaced =
      candidate.length === 5 && word.length === 5 && [...word].sort().join('') !== [...candidate].sort().join('');
    if (!replaced) consider(candidate, 0.5);
  }
  return best?.word;
}

function isKnown(token: Token, index: CatalogueIndex): boolean {
  if (
    index.words.has(token.text) ||
    index.words.has(token.singular) ||
    isKnownWord(token.text) ||
    isKnownWord(token.singular)
  )
    return true;
  if (index.names.has(token.singular) || index.roots.has(token.root) || index.parts.has(token.root)) return true;
  return token.root.length > 3 && index.wordRoots.has(token.root);
}
