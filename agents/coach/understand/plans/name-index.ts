import type { NameKind } from '../../../../src/contracts/catalogue.ts';
import { type CatalogueIndex, nameKey, rootKey } from '../catalogue-index.ts';
import { readClean, readText, type Token } from '../read-text.ts';

/** What a name of the company's lists, or a member of its dimensions, stands for in a plan. */
export type PlanNameKind = NameKind | 'location';

export interface PlanName {
  readonly kind: PlanNameKind;
  /** As the company writes it. */
  readonly name: string;
  readonly tokens: readonly Token[];
  /** Words written together, singular; and the same without inflection. */
  readonly key: string;
  readonly root: string;
}

const cache = new WeakMap<CatalogueIndex, readonly PlanName[]>();

/**
 * Every name a plan may speak of. The lists come first; where the company keeps no list of a kind, the members of the
 * dimension that holds such things stand in for it.
 */
export function namesForPlans(index: CatalogueIndex): readonly PlanName[] {
  const known = cache.get(index);
  if (known !== undefined) return known;
  const lists = (index.catalogue.names ?? [])
    // A holiday or a promotion is nothing to be ordered or put on a shift.
    .filter(({ kind }) => kind !== 'event')
    .map(({ kind, names }) => ({ kind: kind as PlanNameKind, names }));
  const listed = new Set(lists.filter(({ names }) => names.length > 0).map(({ kind }) => kind));
  const standIns = (
    [
      ['product', 'product'],
      ['location', 'location'],
      ['employee', 'staff'],
      ['ad-channel', 'channel'],
    ] as const
  ).flatMap(([kind, concept]) => {
    const key = index.dimensionOfConcept.get(concept);
    const dimension = index.catalogue.dimensions.find((entry) => entry.key === key);
    return dimension === undefined || listed.has(kind) ? [] : [{ kind, names: dimension.members }];
  });
  const names = [...lists, ...standIns].flatMap(({ kind, names: list }) => list.map((name) => toName(kind, name)));
  cache.set(index, names);
  return names;
}

function toName(kind: PlanNameKind, name: string): PlanName {
  const { tokens } = readClean(readText(name).lower);
  return { kind, name, tokens, key: nameKey(tokens), root: rootKey(tokens) };
}
