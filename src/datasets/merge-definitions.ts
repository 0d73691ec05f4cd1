import type { MetricDefinition } from '../contracts/catalogue.ts';
import type { MetricPlan } from './file-understanding.ts';

const GRAINS = ['day', 'week', 'month'];

/**
 * Brings a file's metrics together with those the company has. A known metric keeps its name and unit and learns new
 * words; where the same key means something else (a mean instead of a sum), the file's gets a key of its own.
 * @returns the definitions to store, in the file's order, and the key each planned metric is stored under.
 */
export function mergeDefinitions(
  plans: readonly MetricPlan[],
  known: readonly MetricDefinition[],
): { definitions: MetricDefinition[]; keys: Readonly<Record<string, string>> } {
  const byKey = new Map(known.map((definition) => [definition.key, definition]));
  const keys = Object.fromEntries(plans.map((plan) => [plan.definition.key, keyFor(plan.definition, byKey)]));
  const definitions = plans.map(({ definition }) => {
    const key = keys[definition.key] ?? definition.key;
    return mergeDefinition(byKey.get(key) ?? null, definition, keys);
  });
  return { definitions, keys };
}

/** One metric of a file, stored under the key it was given, brought together with what was known of it. */
export function mergeDefinition(
  before: MetricDefinition | null,
  definition: MetricDefinition,
  keys: Readonly<Record<string, string>>,
): MetricDefinition {
  const renamed = withKeys(definition, keys);
  return before ? merge(before, renamed) : renamed;
}

function keyFor(definition: MetricDefinition, known: ReadonlyMap<string, MetricDefinition>): string {
  let key = definition.key;
  for (let at = 2; ; at += 1) {
    const before = known.get(key);
    if (!before || before.aggregation.kind === definition.aggregation.kind) return key;
    key = `${definition.key}_${at}`;
  }
}

function withKeys(definition: MetricDefinition, keys: Readonly<Record<string, string>>): MetricDefinition {
  const key = keys[definition.key] ?? definition.key;
  if (definition.aggregation.kind !== 'ratio') return { ...definition, key };
  const rename = (terms: readonly { readonly metric: string; readonly weight: number }[]) =>
    terms.map((term) => ({ ...term, metric: keys[term.metric] ?? term.metric }));
  return {
    ...definition,
    key,
    aggregation: {
      kind: 'ratio',
      numerator: rename(definition.aggregation.numerator),
      denominator: rename(definition.aggregation.denominator),
    },
  };
}

function merge(before: MetricDefinition, now: MetricDefinition): MetricDefinition {
  return {
    ...before,
    // The finest grain there is: coarser questions are answered from it.
    grain: GRAINS.indexOf(now.grain) < GRAINS.indexOf(before.grain) ? now.grain : before.grain,
    synonyms: [...new Set([...before.synonyms, ...now.synonyms])],
    nonNegative: before.nonNegative && now.nonNegative,
  };
}
