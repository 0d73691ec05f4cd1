import type { ChangeTarget, PlanChange, PlanKind } from '../../src/contracts/plan.ts';
import { nameKey } from '../../src/records/name-key.ts';

/** Which kinds of plan a change can be about; the first is meant where nothing else tells. */
const KINDS: Readonly<Record<ChangeTarget, readonly PlanKind[]>> = {
  storage: ['inventory'],
  'order-budget': ['inventory'],
  demand: ['inventory', 'staffing', 'pricing'],
  cost: ['inventory', 'pricing'],
  stock: ['inventory', 'pricing'],
  order: ['inventory'],
  'lead-time': ['inventory'],
  'service-level': ['inventory'],
  supplier: ['inventory'],
  item: ['inventory'],
  cover: ['staffing'],
  person: ['staffing'],
  hours: ['staffing'],
  wage: ['staffing'],
  price: ['pricing'],
  'max-change': ['pricing', 'budget'],
  'number-of-changes': ['pricing'],
  margin: ['pricing'],
  product: ['pricing'],
  elasticity: ['pricing'],
  total: ['budget'],
  spend: ['budget'],
  'result-value': ['budget'],
};

/** Can all of these be changed in a plan of this kind? */
export const fits = (changes: readonly PlanChange[], kind: PlanKind): boolean =>
  changes.every(({ what }) => KINDS[what].includes(kind));

/** The kind of plan the changes are about, by what they change; null when they do not go together. */
export function kindOfChanges(changes: readonly PlanChange[]): PlanKind | null {
  const [first, ...others] = changes;
  if (!first) return null;
  return KINDS[first.what].find((kind) => fits(others, kind)) ?? null;
}

/**
 * What was said before and what is said now, as one list. Where both are about the same thing the newer holds, except
 * that steps ("one fewer") add up.
 */
export function mergeChanges(before: readonly PlanChange[], now: readonly PlanChange[]): PlanChange[] {
  const merged = [...before];
  for (const change of now) {
    const at = merged.findIndex((known) => isSame(known, change));
    const known = merged[at];
    if (!known) merged.push(change);
    else if (known.by !== undefined && change.by !== undefined && change.by !== 0)
      merged[at] = { ...change, by: known.by + change.by };
    else merged[at] = isLimit(known) && isLimit(change) ? joinLimits(known, change) : change;
  }
  return merged;
}

/** "At most five", then "at least six": the older one cannot hold beside the newer. */
function joinLimits(known: PlanChange, change: PlanChange): PlanChange {
  const joined = { ...known, ...change };
  return (joined.atLeast ?? -Infinity) > (joined.atMost ?? Infinity) ? change : joined;
}

const isLimit = ({ atMost, atLeast }: PlanChange): boolean => atMost !== undefined || atLeast !== undefined;

function isSame(a: PlanChange, b: PlanChange): boolean {
  return (
    a.what === b.what &&
    isSameName(a.of, b.of) &&
    a.day === b.day &&
    a.weekday === b.weekday &&
    isSameName(a.shift, b.shift) &&
    isSameName(a.role, b.role) &&
    isSameName(a.location, b.location)
  );
}

const isSameName = (a: string | undefined, b: string | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && nameKey(a) === nameKey(b));
