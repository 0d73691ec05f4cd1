import { nameKey } from '../../src/records/name-key.ts';

/** One spelling for each name, the first that was seen. */
export interface CanonicalNames {
  /** The spelling of a name; a new one is kept as it is. */
  of(name: string): string;
  /** The known name that is meant; null when there is none. */
  find(name: string): string | null;
  readonly all: readonly string[];
}

export function canonicalNames(names: Iterable<string | undefined>): CanonicalNames {
  const known = new Map<string, string>();
  const of = (name: string): string => {
    const key = nameKey(name);
    const first = known.get(key);
    if (first !== undefined) return first;
    known.set(key, name);
    return name;
  };
  for (const name of names) if (name !== undefined) of(name);
  return { of, find: (name) => known.get(nameKey(name)) ?? null, all: [...known.values()] };
}
