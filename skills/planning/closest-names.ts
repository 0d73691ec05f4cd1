import { distance } from 'fastest-levenshtein';
import { UserError } from '../../src/contracts/errors.ts';
import { nameKey } from '../../src/records/name-key.ts';

/** Names that come near enough to be worth offering. */
const OFFERED = 3;

/**
 * The one of the names that is meant: the same but for case, accents and a plural, else the only one that holds the
 * word ("oat" for oat milk), else the only one that is a slip of the pen away. null when none is, or several are.
 */
export function matchName(names: readonly string[], said: string): string | null {
  const key = nameKey(said);
  const same = names.find((name) => nameKey(name) === key);
  if (same !== undefined) return same;
  const tries: readonly ((name: string) => boolean)[] = [
    (name) => !singulars(nameKey(name)).isDisjointFrom(singulars(key)),
    (name) => holds(name, key),
    (name) => distance(nameKey(name), key) <= Math.max(1, Math.floor(key.length / 5)),
  ];
  for (const isMeant of tries) {
    const [only, ...others] = names.filter(isMeant);
    if (only !== undefined) return others.length === 0 ? only : null;
  }
  return null;
}

/** All names that hold the words, each whole, in singular or plural: "milk" is in whole milk and in oat milk. */
export const namesHolding = (names: readonly string[], said: string): readonly string[] =>
  names.filter((name) => holds(name, nameKey(said)));

/** The names that come closest to what was said: those that hold the word, else those that are written most like it. */
export function closestNames(names: readonly string[], said: string): readonly string[] {
  const key = nameKey(said);
  const holding = namesHolding(names, said);
  if (holding.length > 0) return [...new Set(holding)].slice(0, OFFERED);
  const far = (name: string) => {
    const words = [nameKey(name), ...nameKey(name).split(' ')];
    return Math.min(...words.map((word) => distance(word, key) / Math.max(word.length, key.length, 1)));
  };
  return [...new Set(names)].sort((a, b) => far(a) - far(b)).slice(0, OFFERED);
}

/**
 * @param otherwise code, what a name of this sort is called, and what helps where there are no names at all
 * @throws UserError with that code, and the names that come closest
 */
export function findName(
  names: readonly string[],
  said: string,
  otherwise: { readonly code: string; readonly what: string; readonly advice: string },
): string {
  const found = matchName(names, said);
  if (found !== null) return found;
  const closest = closestNames(names, said);
  throw new UserError(`I know no ${otherwise.what} called “${said}”.`, {
    code: otherwise.code,
    advice: closest.length > 0 ? `Did you mean ${closest.join(' or ')}?` : otherwise.advice,
  });
}

/** Whole words only: "tea" is in green tea and not in steak. */
function holds(name: string, key: string): boolean {
  if (key === '') return false;
  const words = nameKey(name).split(' ').map(singulars);
  return key.split(' ').every((said) => words.some((word) => !word.isDisjointFrom(singulars(said))));
}

/** Ways a plural may have been made; two names are the same when any of theirs are. */
function singulars(key: string): ReadonlySet<string> {
  const endings = [
    [/s$/, ''],
    [/es$/, ''],
    [/ies$/, 'y'],
    [/ves$/, 'f'],
    [/ves$/, 'fe'],
  ] as const;
  const found = endings.flatMap(([plural, one]) =>
    key.length > 3 && plural.test(key) && !key.endsWith('ss') ? [key.replace(plural, one)] : [],
  );
  return new Set([key, ...found]);
}
