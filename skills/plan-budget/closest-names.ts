import { distance } from 'fastest-levenshtein';
import { UserError } from '../../src/contracts/errors.ts';
import { nameKey } from '../../src/records/name-key.ts';

/**
 * The one of these names that somebody means.
 * @throws UserError `unknown-channel`, with the closest names
 */
export function findName(names: readonly string[], said: string): string {
  const key = nameKey(said);
  const same = names.find((name) => nameKey(name) === key);
  if (same !== undefined) return same;
  const holding = names.filter((name) => ` ${nameKey(name)} `.includes(` ${key} `));
  const [only] = holding;
  if (only !== undefined && holding.length === 1) return only;
  const apart = (name: string) => distance(nameKey(name), key);
  const typo = names.filter((name) => apart(name) <= Math.max(1, Math.floor(key.length / 5)));
  const [meant] = typo;
  if (meant !== undefined && typo.length === 1) return meant;
  const closest = names.toSorted((a, b) => apart(a) - apart(b)).slice(0, 3);
  throw new UserError(`I know no marketing channel called “${said}”.`, {
    code: 'unknown-channel',
    advice: closest.length > 0 ? `Did you mean ${closest.join(' or ')}?` : 'Add a file with what you spend on each.',
  });
}
