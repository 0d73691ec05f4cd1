import { distance } from 'fastest-levenshtein';
import { UserError } from '../../src/contracts/errors.ts';
import { nameKey } from '../../src/records/name-key.ts';

/**
 * The product that somebody means: the same name, its plural, or the only one that holds the words said.
 * @throws UserError `unknown-product`, with the closest names
 */
export function findName(names: readonly string[], said: string): string {
  const key = nameKey(said);
  const same =
    names.find((name) => nameKey(name) === key) ??
    names.find((name) => !singulars(name).isDisjointFrom(singulars(said)));
  if (same !== undefined) return same;
  const holding = names.filter((name) => ` ${nameKey(name)} `.includes(` ${key} `));
  const [only] = holding;
  if (only !== undefined && holding.length === 1) return only;
  const nearest = holding.length > 0 ? holding : names;
  const closest = nearest.toSorted((a, b) => distance(nameKey(a), key) - distance(nameKey(b), key)).slice(0, 3);
  throw new UserError(`I know no product called “${said}”.`, {
    code: 'unknown-product',
    advice: closest.length > 0 ? `Did you mean ${closest.join(' or ')}?` : 'Add a file with what you sell.',
  });
}

/** Ways a plural may have been made; two names are the same when any of theirs are. */
function singulars(name: string): ReadonlySet<string> {
  const key = nameKey(name);
  const endings = [
    [/s$/, ''],
    [/es$/, ''],
    [/ies$/, 'y'],
    [/ves$/, 'f'],
    [/ves$/, 'fe'],
  ] as const;
  const found = endings.flatMap(([plural, one]) =>
    plural.test(key) && !key.endsWith('ss') ? [key.replace(plural, one)] : [],
  );
  return new Set([key, ...found]);
}
