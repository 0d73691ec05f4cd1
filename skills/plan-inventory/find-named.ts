import { distance } from 'fastest-levenshtein';
import { UserError } from '../../src/contracts/errors.ts';
import { nameKey } from '../../src/records/name-key.ts';

/** Names that come near enough to be worth offering. */
const OFFERED = 3;

/**
 * The one of the names that is meant: the same but for case and accents, in singular or plural, or the only one that
 * holds the word. null when none is, or several are.
 */
export function matchName(names: readonly string[], wanted: string): string | null {
  const key = nameKey(wanted);
  const same = names.find((name) => nameKey(name) === key);
  if (same !== undefined) return same;
  const stem = singular(key);
  const alike = names.filter((name) => singular(nameKey(name)) === stem);
  if (alike.length === 1) return alike[0] ?? null;
  const holding = namesHolding(names, wanted);
  return holding.length === 1 ? (holding[0] ?? null) : null;
}

/** All names that hold the word: "milk" is in whole milk and in oat milk. */
export function namesHolding(names: readonly string[], wanted: string): readonly string[] {
  const stem = singular(nameKey(wanted));
  return names.filter((name) => nameKey(name).split(' ').map(singular).includes(stem));
}

/** @throws UserError `unknown-name` with the names that come closest */
export function findNamed(names: readonly string[], wanted: string, what: string): string {
  const found = matchName(names, wanted);
  if (found !== null) return found;
  const close = closestNames(names, wanted);
  throw new UserError(`I do not know the ${what} “${wanted}”.`, {
    code: 'unknown-name',
    advice: close.length > 0 ? `Did you mean ${close.join(' or ')}?` : `Your lists name no ${what} yet.`,
  });
}

export function closestNames(names: readonly string[], wanted: string): readonly string[] {
  const holding = namesHolding(names, wanted);
  if (holding.length > 0) return [...new Set(holding)].slice(0, OFFERED);
  const key = nameKey(wanted);
  const far = (name: string) => {
    const words = [nameKey(name), ...nameKey(name).split(' ')];
    return Math.min(...words.map((word) => distance(word, key) / Math.max(word.length, key.length, 1)));
  };
  return [...new Set(names)].sort((a, b) => far(a) - far(b)).slice(0, OFFERED);
}

const singular = (word: string): string => (word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word);
