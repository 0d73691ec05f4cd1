import { type CatalogueIndex, nameKey, rootKey } from '../catalogue-index.ts';
import type { ReadText, Token } from '../read-text.ts';
import { isKnownWord } from '../vocabulary.ts';
import { isCloseSpelling } from '../word-forms.ts';
import { namesForPlans, type PlanName, type PlanNameKind } from './name-index.ts';

/** A stretch of text that names something of the company. Offsets in the lower-case text. */
export interface NamedSpan {
  readonly start: number;
  readonly end: number;
  /** What it may be, by kind; several names of a kind: it fits each. */
  readonly readings: ReadonlyMap<PlanNameKind, readonly string[]>;
}

const MAX_WORDS = 5;
/** Words of planning itself: the "lead" of a lead time is no role. */
const TERMS = /\b(lead times?|service levels?|price changes?|price endings?|in stock|on hand|at (most|least))\b/g;

/** Finds the company's names in a text: whole names first, then close spellings, then first names and telling words. */
export function findNames(read: ReadText, index: CatalogueIndex): readonly NamedSpan[] {
  const names = namesForPlans(index);
  if (names.length === 0) return [];
  const terms = [...read.lower.matchAll(TERMS)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const used = read.tokens.map((token) => terms.some((term) => token.start < term.end && token.end > term.start));
  const spans: NamedSpan[] = [];
  for (const fits of [isWhole, isInflected, isMistyped, isPart]) {
    for (let length = Math.min(MAX_WORDS, read.tokens.length); length >= 1; length--) {
      for (let from = 0; from + length <= read.tokens.length; from++) {
        if (used.slice(from, from + length).some(Boolean)) continue;
        const tokens = read.tokens.slice(from, from + length);
        if ((fits === isMistyped || fits === isPart) && !mayName(tokens, read)) continue;
        if ((fits === isWhole || fits === isInflected) && length === 1 && !mayNameWhole(tokens, read)) continue;
        const found = names.filter(
          (name) => fits(tokens, name) && !(name.kind === 'shift' && isDuration(tokens, read.tokens[from - 1])),
        );
        if (found.length === 0) continue;
        const [first] = tokens;
        const last = tokens.at(-1);
        if (first === undefined || last === undefined) continue;
        spans.push({ start: first.start, end: last.end, readings: byKind(found) });
        used.fill(true, from, from + length);
      }
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

const isWhole = (tokens: readonly Token[], name: PlanName): boolean => nameKey(tokens) === name.key;

const isInflected = (tokens: readonly Token[], name: PlanName): boolean =>
  name.root.length > 2 && name.kind !== 'role' && name.kind !== 'shift' && rootKey(tokens) === name.root;

/** The days of "takes five days" are not the shift "Day". */
const isDuration = (tokens: readonly Token[], before: Token | undefined): boolean =>
  before !== undefined &&
  /^\d/.test(before.text) &&
  /^(days?|nights?|mornings?|evenings?)$/.test(tokens[0]?.text ?? '');

/** A short name with a letter more or less is another word: a "latte" is not the shift "Late". */
const isMistyped = (tokens: readonly Token[], name: PlanName): boolean =>
  tokens.length === name.tokens.length &&
  (name.key.length > 4 || nameKey(tokens).length === name.key.length) &&
  isCloseSpelling(nameKey(tokens), name.key);

/** "Ana" for Ana Silva, "Fernhill" for Fernhill Dairy, "croiss" for Croissant. */
function isPart(tokens: readonly Token[], name: PlanName): boolean {
  const [token] = tokens;
  const [head] = name.tokens;
  if (token === undefined || head === undefined || name.key === '') return false;
  if (tokens.length > 1) {
    const said = nameKey(tokens);
    return said.length > 4 && name.tokens.length > tokens.length && name.key.includes(said);
  }
  if (name.tokens.length > 1) {
    const telling = name.tokens.filter((part) => part.singular.length > 2 && !/^\d/.test(part.text));
    if (telling.some((part) => part.singular === token.singular)) return true;
  }
  return token.text.length >= 4 && head.text.startsWith(token.text) && name.kind !== 'role' && name.kind !== 'shift';
}

/** A part or slip of a name is never an everyday word: the "may" of "we may need two" is nobody. */
function mayName(tokens: readonly Token[], read: ReadText): boolean {
  const [token] = tokens;
  if (token === undefined) return false;
  if (tokens.length > 1) return true;
  if (token.text.length < 3 || /^\d/.test(token.text)) return false;
  return !isKnownWord(token.text) || isProper(token, read);
}

/** Names that are words too ("Will", "May", "Order") need their capital. */
function mayNameWhole(tokens: readonly Token[], read: ReadText): boolean {
  const [token] = tokens;
  if (token === undefined) return false;
  if (/^(will|may|can|do|so|mark|art|bill|order|up|off|on|in|it|us|all|an|a|to|or)$/.test(token.text))
    return isProper(token, read);
  return true;
}

function isProper(token: Token, read: ReadText): boolean {
  const said = read.cased.slice(token.start, token.end);
  if (!/^\p{Lu}\p{Ll}/u.test(said)) return false;
  return (
    token.start > 0 ||
    !isKnownWord(token.text) ||
    /^ (?:is|can|calls?|called|has|was|wants|does|needs|works)\b/.test(read.lower.slice(token.end))
  );
}

function byKind(found: readonly PlanName[]): ReadonlyMap<PlanNameKind, readonly string[]> {
  const readings = new Map<PlanNameKind, string[]>();
  for (const { kind, name } of found) {
    const names = readings.get(kind) ?? [];
    if (!names.includes(name)) names.push(name);
    readings.set(kind, names);
  }
  return readings;
}
